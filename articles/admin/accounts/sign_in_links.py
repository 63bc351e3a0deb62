"""Delivery of a sign-in link: by email, or shown once on the screen."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.actions.accounts.email import mail_link
from articles.models import SignInLink
from articles.site.brand import read_brand


def link_url(request: HttpRequest, token: str) -> str:
    """Return the URL of the link under the host name of the request."""
    return request.build_absolute_uri(reverse("admin:sign_in_link", args=[token]))


def mail_link_to_account(request: HttpRequest, link: SignInLink, token: str) -> bool:
    return mail_link(link, link_url(request, token), site=read_brand().name)


def show_link(
    model_admin: Any, request: HttpRequest, link: SignInLink, token: str, *, failed: bool = False
) -> HttpResponse:
    """Show the link once; `failed` says that an email could not be sent."""
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
    response = TemplateResponse(request, "admin/accounts/link.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response
