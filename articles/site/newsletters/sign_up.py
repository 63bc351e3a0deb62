"""Pages of newsletters that take a form: sign-up, confirmation and leaving.

A link in a mail only shows a button, as programs that check mails open every link. Who knows the token may press it:
no cookie counts. A mail program leaves by one click with the same POST (RFC 8058).
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.actions.newsletters import subscribers
from articles.actions.newsletters.subscribers import Purpose
from articles.models import Newsletter
from articles.site.brand import read_brand
from articles.site.page_context import PageContext, SiteState
from articles.site.public_view import public_view
from articles.site.render import render_page
from articles.url_paths import absolute_url
from newsroom.caching.changed_keys import EVERYTHING

MAX_REQUESTS, PERIOD = 20, 3600
"""Sign-ups from a host in so many seconds, for each web process."""
BAD_ADDRESS = gettext_lazy("This is not an email address that mail can be sent to.")


class SignUpForm(forms.Form):
    newsletter = forms.IntegerField(min_value=1, max_value=2**62)
    address = forms.EmailField(
        max_length=254, error_messages={"invalid": BAD_ADDRESS, "required": BAD_ADDRESS}
    )
    website = forms.CharField(required=False)
    """Hidden from people: programs that fill in everything give themselves away."""


@public_view()
def overview(page_context: PageContext) -> HttpResponse:
    page_context.depend_on(EVERYTHING)
    context = {"newsletters": page_context.state.newsletters if settings.SENDS_MAIL else ()}
    return render_page(page_context, "site/newsletters/overview.html", context, path=reverse("newsletters"))


def form_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Return a view that gets the page's context, and whose answer is not stored."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    def respond(request: HttpRequest, **url_args: Any) -> HttpResponse:
        at = timezone.now()
        with translation.override(settings.SITE_LANGUAGE):
            response = view(request, PageContext(at, SiteState.read(at), {}), **url_args)
        response.headers["Cache-Control"], response.headers["Referrer-Policy"] = (
            "no-store, private",
            "no-referrer",
        )
        return response

    return respond


@form_view
def sign_up(request: HttpRequest, page_context: PageContext) -> HttpResponse:
    """Queue a sign-up; every address gets the same answer."""
    offered = page_context.state.newsletters if settings.SENDS_MAIL else ()
    form = SignUpForm(request.POST if request.method == "POST" else None)
    chosen = form.cleaned_data.get("newsletter") if form.is_valid() else None
    if not form.is_valid() or chosen not in {one.id for one in offered}:
        problem = " ".join(map(str, form.errors.get("address", [])))
        context = {
            "newsletters": offered, "problem": problem, "chosen": chosen, "address": form.data.get("address", "")[:254],
        }  # fmt: skip
        status = 422 if form.is_bound else 200
        return render_page(page_context, "site/newsletters/overview.html", context, path=None, status=status)
    if _is_over_limit(request):
        return _show(
            page_context, _("Too many requests"),
            _("Many addresses were entered from your network. Please try again in an hour."), status=429,
        )  # fmt: skip
    if not form.cleaned_data["website"]:
        subscribers.request_sign_up(form.cleaned_data["newsletter"], form.cleaned_data["address"])
    return _show(
        page_context, _("Please look into your mailbox"),
        _("If the address is not on the list yet, you will get a mail with a link to confirm it."),
    )  # fmt: skip


def _is_over_limit(request: HttpRequest) -> bool:
    key = f"newsletter-{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, PERIOD)
    return int(cache.incr(key)) > MAX_REQUESTS


def _show(
    page_context: PageContext, title: str, text: str, *, button: str = "", status: int = 200
) -> HttpResponse:
    context = {"title": title, "text": text, "button": button}
    return render_page(page_context, "site/newsletters/notice.html", context, path=None, status=status)


@form_view
def confirm(request: HttpRequest, page_context: PageContext, token: str) -> HttpResponse:
    if request.method == "POST":
        found = subscribers.confirm(token, at=page_context.at)
    else:
        found = subscribers.find_subscriber(token, "confirm", at=page_context.at)
    if found is None:
        text = _("The link is older than three days or incomplete. Please subscribe again.")
        return _show(page_context, _("This link is not valid"), text, status=404)
    name = {"name": found.newsletter}
    if request.method == "POST" or found.confirmed_at:
        text = _("You will get “%(name)s” from now on.") % name
        return _show(page_context, _("Your subscription is confirmed"), text)
    text = _("One more click, and you will get “%(name)s”.") % name
    return _show(page_context, _("Confirm your subscription"), text, button=_("Confirm"))


@form_view
def leave(request: HttpRequest, page_context: PageContext, token: str) -> HttpResponse:
    """Show the button, or leave; a link of somebody who has left answers the same."""
    if request.method == "POST":
        subscribers.leave(token, at=page_context.at)
        return _show(
            page_context,
            _("You have left the newsletter"),
            _("Your address is deleted. No further mail is sent to it."),
        )
    text = _("Your address will be deleted, and you get no further mails of this newsletter.")
    return _show(page_context, _("Leave the newsletter?"), text, button=_("Leave"))


def link_to(purpose: Purpose, token: str) -> str:
    """Return the address of a link in a mail."""
    return absolute_url(reverse(f"newsletter-{purpose}", args=[token]))


def write_confirmation(newsletter: Newsletter, address: str, token: str) -> EmailMessage:
    """Return the mail with the link that confirms an address."""
    site = read_brand().name
    context = {"newsletter": newsletter, "site": site, "link": link_to("confirm", token)}
    with translation.override(newsletter.language):
        subject = _("Please confirm: “%(name)s” by %(site)s") % {"name": newsletter, "site": site}
        text = render_to_string("site/newsletters/confirm_email.txt", context)
    return EmailMessage(" ".join(subject.split()), text.strip() + "\n", to=[address])
