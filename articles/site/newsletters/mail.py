"""Mails of newsletters as HTML and plain text.

`read_values` reads what a mail shows, of public stories alone. `write_mail` is pure: preview,
test and what is sent are the same bytes but for the recipient's link.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from articles.actions.newsletters.deliveries import LEAVE_LINK, MailText, build_message
from articles.models import Edition, Mailing, Newsletter
from articles.site.arranged_section import choose_blocks
from articles.site.card_renderer import format_credit_with_origin, format_kicker
from articles.site.cards import Card, find_cards
from articles.site.front_page import choose_front
from articles.site.page_context import PageContext, SiteState
from articles.url_paths import absolute_url
from newsroom.language_tags import primary_tag

PICTURE_WIDTH = 568
"""Pixels, inside the edges of a mail 600 pixels wide."""


@dataclass(frozen=True, slots=True)
class MailPicture:
    url: str
    alt: str
    credit: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class MailStory:
    article_id: int
    url: str
    kicker: str
    headline: str
    teaser: str
    language: str
    picture: MailPicture | None = None


@dataclass(frozen=True, slots=True)
class MailValues:
    """Everything that a mail shows; `page` is the address of its page, if it has one."""

    kind: str
    language: str
    site_name: str
    newsletter: str
    day: str
    subject: str
    greeting: str
    stories: tuple[MailStory, ...]
    page: str
    site: str
    colour: str


def list_stories(newsletter: Newsletter, at: datetime) -> list[int]:
    """Return the public stories of its page: arranged by the desk, else the newest."""
    with translation.override(settings.SITE_LANGUAGE):
        page_context = PageContext(at, SiteState.read(at), {})
        in_site_language = newsletter.language == primary_tag(settings.SITE_LANGUAGE)
        section = page_context.section_by_id(newsletter.section_id or 0)
        if newsletter.section_id is None and in_site_language:
            return _list_ids(choose_front(page_context).cards, newsletter)
        if section is not None and section.arrangement and in_site_language:
            return _list_ids(choose_blocks(page_context, section, section.arrangement).cards, newsletter)
    public = Edition.objects.public(at=at).filter(language__startswith=newsletter.language)
    if newsletter.section_id is not None:
        public = public.in_section(page_context.with_children(section) if section else ())
    return list(public.newest_first().values_list("article", flat=True)[: newsletter.story_count])


def _list_ids(cards: list[Card], newsletter: Newsletter) -> list[int]:
    own = (card.article_id for card in cards if primary_tag(card.language) == newsletter.language)
    return list(dict.fromkeys(own))


def find_mailed_cards(mailing: Mailing, page_context: PageContext) -> list[Card]:
    """Return the cards of those of its stories that are public, in its order."""
    public = Edition.objects.public(at=page_context.at).filter(article__in=mailing.stories).order_by()
    versions = list(public.values_list("article", "version"))
    cards = {card.article_id: card for card in find_cards(versions, page_context, {})}
    return [cards[pk] for pk in mailing.stories if pk in cards]


def read_values(mailing: Mailing, at: datetime) -> MailValues:
    newsletter = mailing.newsletter
    with translation.override(newsletter.language):
        page_context = PageContext(at, SiteState.read(at), {})
        cards = find_mailed_cards(mailing, page_context)
        stories = tuple(_build_story(card, leads=number == 0) for number, card in enumerate(cards))
        day = date_format(timezone.localtime(mailing.send_at), "DATE_FORMAT")
    page = "" if mailing.kind == Mailing.Kind.CORRECTION else mailing_path(mailing)
    return MailValues(
        mailing.kind, newsletter.language, page_context.site_name, newsletter.name, day, mailing.subject,
        mailing.greeting, stories, page and absolute_url(page), absolute_url("/"), settings.ACCENT_COLOUR,
    )  # fmt: skip


def _build_story(card: Card, *, leads: bool) -> MailStory:
    picture = None
    if leads and card.picture and card.picture.src and card.picture.width:
        shown = card.picture
        height = round(shown.height * PICTURE_WIDTH / shown.width)
        credit = format_credit_with_origin(shown)
        picture = MailPicture(absolute_url(shown.src), shown.alt, credit, PICTURE_WIDTH, height)
    url, kicker = absolute_url(card.path), format_kicker(card)
    return MailStory(card.article_id, url, kicker, card.headline, card.teaser, card.language, picture)


@lru_cache(maxsize=32)
def write_mail(values: MailValues) -> MailText:
    """Return the mail with `LEAVE_LINK` in place of the recipient's link."""
    context = {"mail": values, "leave": LEAVE_LINK, "picture_width": PICTURE_WIDTH}
    with translation.override(values.language):
        html = render_to_string("site/newsletters/mail.html", context)
        text = render_to_string("site/newsletters/mail.txt", context)
    return MailText(
        values.subject, html, text.strip() + "\n", tuple(story.article_id for story in values.stories)
    )


def render_mail(mailing: Mailing, at: datetime) -> MailText:
    return write_mail(read_values(mailing, at))


def build_test(mailing: Mailing, address: str, at: datetime) -> EmailMessage:
    """Return the mail as it would be sent now, with a link to the newsletters."""
    link = absolute_url(reverse("newsletters"))
    return build_message(render_mail(mailing, at), address, link=link, headers={})


def mailing_path(mailing: Mailing) -> str:
    return reverse("newsletter-mail", args=[mailing.newsletter.slug, mailing.pk])
