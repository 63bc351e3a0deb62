"""A browser at the desk: signed in without the form of signing in, which has tests of its own."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article


def enter(page: Any, address: str, user: User | None = None) -> User:
    """Sign the window in as `user`, or as a new chief."""
    who = user or User.objects.create_superuser("mira", first_name="Mira", last_name="Talberg")
    client = Client()
    client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
    return who


def at_desk(page: Any, live_server: Any, path: str = "") -> None:
    page.goto(f"{live_server.url}/admin/{path}")
    page.wait_for_load_state("load")


def open_story(page: Any, live_server: Any, story: Article) -> None:
    """Until the form's own scripts are at work."""
    page.goto(f"{live_server.url}/admin/articles/article/{story.pk}/change/")
    page.wait_for_function("document.querySelector('#article_form')?.elements.window?.value")
    page.wait_for_selector(".desk-count:has-text('Wörter')")
