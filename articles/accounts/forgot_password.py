"""The page for a forgotten password: a link by mail where the desk sends mail, else whom to ask."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminTextInputWidget

from articles.accounts.administrators import administrator_names
from articles.actions.accounts.password_reset import request_link

MAX_REQUESTS = 10
"""Times that one address may ask within an hour."""
PERIOD = 3600


class ForgotPasswordForm(forms.Form):
    who = forms.CharField(
        label=gettext_lazy("User name or mail address"),
        max_length=254,
        widget=UnfoldAdminTextInputWidget(
            {"autocomplete": "username", "autofocus": True, "spellcheck": "false"}
        ),
    )


def forgot_password(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Answer the same whether or not there is such an account: the door tells nobody who works here."""
    form = ForgotPasswordForm(request.POST if request.method == "POST" else None)
    asked = form.is_bound and settings.SENDS_MAIL and form.is_valid()
    if asked and not _is_over_limit(request):
        request_link(form.cleaned_data["who"], language=get_language() or "")
    whole = {
        **context,
        "title": _("Forgotten your password?"),
        "form": form,
        "asked": asked,
        "sends_mail": settings.SENDS_MAIL,
        "administrators": administrator_names(),
    }
    return TemplateResponse(request, "admin/signin/forgotten.html", whole)


def _is_over_limit(request: HttpRequest) -> bool:
    key = f"forgotten-{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, PERIOD)
    return int(cache.incr(key)) > MAX_REQUESTS
