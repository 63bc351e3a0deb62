"""The first day of a new desk without a shell: people are invited, sign in, write, approve, publish and kill."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from articles.models import Article, AuditEntry
from tests.browser.desk import ready, story_form, told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "ein langes Wort am ersten Tag"
STAFF = {
    "Nora Behrens": ("reporter", "nb"),
    "Karsten Siebert": ("editor", "ks"),
    "Clara Stein": ("chief", "cs"),
}
"""Whom the administrator invites, with role and initials."""


@pytest.fixture
def browsers(chromium: Any) -> Iterator[Callable[[], Any]]:
    """Makes a browser of its own for each person."""
    contexts = []

    def browser() -> Any:
        context = chromium.new_context(
            locale="de-DE", timezone_id="Europe/Berlin", viewport={"width": 1280, "height": 900}
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        return page

    yield browser
    for context in contexts:
        context.close()


def sign_in(page: Any, address: str, username: str, password: str) -> None:
    page.goto(f"{address}/admin/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/admin/")


def invite(page: Any, address: str, name: str, role: str, initials: str) -> str:
    """Fill the form as a person does; the one-time link that it shows."""
    page.goto(f"{address}/admin/")
    ready(page)
    page.goto(f"{address}/admin/auth/user/")
    ready(page)
    page.locator("a[href*='/auth/user/add/']:visible").first.click()
    ready(page)
    page.fill("[name=name]", name)
    page.check(f"[name=role][value='{role}']")
    page.fill("[name=initials]", initials)
    page.get_by_role("button", name="Einladen").click()
    page.wait_for_selector("#link")
    return str(page.inner_text("#link")).strip()


def accept(page: Any, link: str) -> None:
    """Open the link, choose a password, and stand in the desk."""
    page.goto(link)
    page.fill("[name=new_password1]", PASSWORD)
    page.fill("[name=new_password2]", PASSWORD)
    page.get_by_role("button", name="Passwort setzen und anmelden").click()
    page.wait_for_url("**/admin/")
    ready(page)


def open_change_form(page: Any, address: str, story: Article) -> None:
    page.goto(f"{address}/admin/articles/article/{story.pk}/change/")
    story_form(page)
    ready(page)


def write_story(page: Any, address: str) -> Article:
    page.goto(f"{address}/admin/articles/article/add/")
    story_form(page)
    ready(page)
    page.fill("[name=headline]", "Kran dreht sich wieder")
    page.locator(".field-body .ProseMirror:visible").first.click()
    page.keyboard.type("Der Kran am Nordkai von Seestadt dreht sich seit Montag wieder.")
    page.select_option("[name=section]", index=1)
    page.get_by_role("button", name="Artikel anlegen").click()
    page.wait_for_url("**/change/")
    story_form(page)
    return Article.objects.get()


def publish(page: Any) -> None:
    """Through the panel, overruling each warning with the reason that stands there."""
    page.click("[name=_move][value=publish]")
    page.wait_for_selector("#publish-form")
    ready(page)
    for box in page.locator("#publish-form [name^=go-]").all():
        box.check()
    page.click("#publish-form [data-go]")
    told(page, "Veröffentlicht.")


def test_a_desk_is_staffed_and_its_first_story_written_published_and_killed_without_a_shell(
    browsers: Callable[[], Any], live_server: Any
):
    call_command("ensure_defaults")
    User.objects.create_superuser("admin", password=PASSWORD)
    address = live_server.url
    admin = browsers()
    sign_in(admin, address, "admin", PASSWORD)

    links = {name: invite(admin, address, name, *facts) for name, facts in STAFF.items()}
    people = {name: browsers() for name in STAFF}
    for name, page in people.items():
        accept(page, links[name])
    nora, karsten, clara = people.values()

    story = write_story(nora, address)
    nora.click("[name=_move][value=submit]")
    told(nora, "Zur Prüfung gegeben.")
    open_change_form(karsten, address, story)
    karsten.click("[name=_move][value=approve]")
    told(karsten, "Freigegeben: bereit zur Veröffentlichung.")
    publish(karsten)
    story.refresh_from_db()
    reader = browsers()
    public = f"{address}/{story.section.slug}/{story.slug}-{story.pk}/"
    before = reader.goto(public)
    clara.goto(f"{address}/admin/articles/article/{story.pk}/kill/")
    ready(clara)
    clara.select_option("[name=reason]", "legal")
    clara.fill("[name=number]", str(story.pk))
    clara.press("[name=number]", "Enter")
    clara.wait_for_selector(".desk-board")

    assert (before.status, reader.goto(public).status) == (200, 410)
    assert [browsers().goto(link).status for link in links.values()] == [410, 410, 410]
    acts = AuditEntry.objects.filter(model="article", object_id=story.pk).order_by("pk")
    named = [
        (str(act.actor), act.verb) for act in acts if act.verb in {"submit", "approve", "publish", "kill"}
    ]
    assert named == [
        ("Nora Behrens", "submit"), ("Karsten Siebert", "approve"), ("Karsten Siebert", "publish"),
        ("Clara Stein", "kill"),
    ]  # fmt: skip
