"""Archive of a newsletter: the mails sent, with what is public of them now.

Subject and greeting may speak of any story of the mail. They are shown only while all of them are public.
"""

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Edition, Mailing, Newsletter
from articles.site.dependencies import NEWEST
from articles.site.newsletters.mail import find_mailed_cards, mailing_path
from articles.site.page_context import PageContext
from articles.site.public_view import public_view
from articles.site.render import render_page

LISTED = 60
NEXT_LOOK = timedelta(minutes=1)
"""A mail that begins to be sent is on its pages that much later: no key of a page names mails."""


@public_view()
def list_mailings(page_context: PageContext, slug: str) -> HttpResponse:
    """List the mails of a newsletter that still have a public story, newest first."""
    page_context.depend_on(NEWEST)
    page_context.expire_by(page_context.at + NEXT_LOOK)
    newsletter = Newsletter.objects.filter(slug=slug, active=True).first()
    if newsletter is None:
        raise Http404(slug)
    mailings = list(_list_sent().filter(newsletter=newsletter)[:LISTED])
    public = _count_public(mailings, page_context)
    entries = [
        {"path": mailing_path(mailing), "title": _title(mailing, public[mailing.pk]), "day": mailing.send_at}
        for mailing in mailings
        if public[mailing.pk]
    ]
    context = {"newsletter": newsletter, "entries": entries}
    path = reverse("newsletter-archive", args=[slug])
    return render_page(page_context, "site/newsletters/archive.html", context, path=path)


@public_view()
def show_mailing(page_context: PageContext, slug: str, mailing_id: int) -> HttpResponse:
    """Show a mail; its address ends with the last of its stories."""
    page_context.depend_on(NEWEST)
    page_context.expire_by(page_context.at + NEXT_LOOK)
    mailing = _list_sent().filter(newsletter__slug=slug, newsletter__active=True, pk=mailing_id).first()
    cards = find_mailed_cards(mailing, page_context) if mailing else []
    if mailing is None or not cards:
        raise Http404(slug)
    is_whole = len(cards) == len(mailing.stories)
    context = {
        "newsletter": mailing.newsletter,
        "title": _title(mailing, len(cards)),
        "greeting": mailing.greeting if is_whole else "",
        "cards": cards,
        "archive": reverse("newsletter-archive", args=[slug]),
    }
    return render_page(
        page_context, "site/newsletters/archived_mail.html", context, path=mailing_path(mailing), noindex=True
    )


def _list_sent() -> QuerySet[Mailing]:
    shown = Mailing.objects.filter(status__in=(Mailing.Status.SENDING, Mailing.Status.SENT))
    return shown.exclude(kind=Mailing.Kind.CORRECTION).select_related("newsletter")


def _count_public(mailings: list[Mailing], page_context: PageContext) -> Counter[int]:
    """Return the number of public stories by mailing; one query."""
    named = {pk for mailing in mailings for pk in mailing.stories}
    rows = Edition.objects.public(at=page_context.at).filter(article__in=named).order_by()
    public: dict[int, datetime | None] = dict(rows.values_list("article", "visible_until"))
    page_context.expire_by(*public.values())
    return Counter({mailing.pk: len(public.keys() & set(mailing.stories)) for mailing in mailings})


def _title(mailing: Mailing, public: int) -> str:
    if public == len(mailing.stories):
        return mailing.subject
    return f"{mailing.newsletter}, {date_format(timezone.localtime(mailing.send_at), 'DATE_FORMAT')}"
