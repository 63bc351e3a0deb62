"""A sign-in link handed over: by mail, or shown once on the screen."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.actions.accounts.email import mail_link
from articles.models import SignInLink


def link_url(request: HttpRequest, token: str) -> str:
    """Return the link under the name by which the administrator reaches the desk."""
    return request.build_absolute_uri(reverse("admin:sign_in_link", args=[token]))


def mail_link_to_account(request: HttpRequest, link: SignInLink, token: str) -> bool:
    return mail_link(link, link_url(request, token), site=settings.SITE_NAME)


def show_link(
    model_admin: Any, request: HttpRequest, link: SignInLink, token: str, *, failed: bool = False
) -> HttpResponse:
    """Show the link, this once; `failed` says that no mail could be sent."""
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": _("Sign-in link for %(name)s") % {"name": link.user},
        "subtitle": "",
        "user_shown": link.user,
        "link": link,
        "address": link_url(request, token),
        "failed": failed,
    }
    answer = TemplateResponse(request, "admin/accounts/link.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer
