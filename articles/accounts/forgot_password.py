"""Forgotten passwords: a link by email, or the administrators to ask."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminTextInputWidget

from articles.actions.accounts.password_reset import request_link
from articles.actions.accounts.passwords import has_open_passwords

MAX_REQUESTS = 10
"""Requests of one IP address in a `PERIOD`."""
PERIOD = 3600
"""Seconds."""


class ForgotPasswordForm(forms.Form):
    who = forms.CharField(
        label=gettext_lazy("User name or email address"),
        max_length=254,
        widget=UnfoldAdminTextInputWidget(
            {"autocomplete": "username", "autofocus": True, "spellcheck": "false"}
        ),
    )


def forgot_password(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Show the page and queue a link.

    The answer is the same for every name, so it does not reveal which accounts exist.
    """
    form = ForgotPasswordForm(request.POST if request.method == "POST" else None)
    sends_mail = settings.SENDS_MAIL and has_open_passwords()
    asked = form.is_bound and sends_mail and form.is_valid()
    if asked and not _is_over_limit(request):
        request_link(form.cleaned_data["who"], language=get_language() or "")
    page_context = {
        **context,
        "title": _("Forgot your password?"),
        "form": form,
        "asked": asked,
        "sends_mail": sends_mail,
    }
    return TemplateResponse(request, "admin/signin/forgot_password.html", page_context)


def _is_over_limit(request: HttpRequest) -> bool:
    key = f"forgotten-{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, PERIOD)
    return int(cache.incr(key)) > MAX_REQUESTS
