"""The publish gate: what blocks a story from going out, what only warns. Reads, never writes."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from articles import visibility
from articles.actions.errors import GateClosed, Obstacle
from articles.models import Article, Placement
from articles.rights.decide import Decision
from articles.rights.grants import Channel
from articles.sourcing.draft import Draft
from articles.sourcing.lint import lint
from articles.text.paragraphs import plain_paragraphs
from articles.wire.embargo import read_embargo
from articles.wire.notes import is_embargo

LONG_HEADLINE = 75
NEVER_IN_BODY = frozenset({"body.note", "body.embargo"})
PLACED = Prefetch(
    "placements", Placement.objects.select_related("photo").prefetch_related("photo__grants", "people")
)
"""Everything the gate and the checks beside it ask of the pictures, in three queries however many there are."""


def text_decision(article: Article, channel: Channel, at: datetime) -> Decision:
    """May the story's text be used there, then? Own text may; agency text as every agency's contract says."""
    codes = [] if article.own_rewriting else [s.agency.code for s in article.sources.select_related("agency")]
    return visibility.text_decision(codes, channel, at)


def obstacles(article: Article, at: datetime) -> list[Obstacle]:
    """Everything the gate has to say about the story as it stands, what blocks first."""
    prefetch_related_objects([article], PLACED, "mentions")
    found = [*_text(article, at), *_notes_in_body(article), *_pictures(article, at), *_style(article)]
    return sorted(found, key=lambda o: o.severity != "blocks")


def pass_gate(article: Article, at: datetime) -> None:
    """Raises GateClosed when anything blocks."""
    blocking = [o for o in obstacles(article, at) if o.severity == "blocks"]
    if blocking:
        raise GateClosed(blocking)


def _text(article: Article, at: datetime) -> Iterator[Obstacle]:
    if not article.headline.strip():
        yield Obstacle("blocks", "headline-missing", _("The story has no headline."), "headline")
    if article.section_id is None:
        yield Obstacle("blocks", "section-missing", _("Choose a section."), "section")
    if not plain_paragraphs(article.body):
        yield Obstacle("blocks", "text-missing", _("The story has no text."), "body")
    if article.embargo_until is not None and article.embargo_until > at:
        yield Obstacle(
            "blocks",
            "under-embargo",
            _("The story is under embargo until %(time)s. Schedule it instead.")
            % {"time": f"{article.embargo_until:%d.%m.%Y %H:%M} UTC"},
            "embargo_until",
        )
    if article.embargo_until is None and (line := _open_embargo(article, at)):
        yield Obstacle(
            "blocks",
            "embargo-unclear",
            _("The notes name an embargo that is not set: “%(line)s”. Set it, or take the line out.")
            % {"line": line},
            "embargo_until",
        )
    decision = text_decision(article, Channel.SITE, at)
    if not decision.allowed:
        yield Obstacle(
            "blocks",
            "text-rights",
            _("No right to publish this text on the own site (%(holder)s).")
            % {"holder": decision.holder or article.tag},
            "tag_raw",
        )


def _open_embargo(article: Article, at: datetime) -> str:
    """A line of the internal notes that holds the story back: to a time still to come, or to one nobody can tell."""
    zone = ZoneInfo(settings.DESK_TIME_ZONE)
    for line in article.notes.splitlines():
        if is_embargo(line):
            until = read_embargo(line, zone=zone, at=article.created_at)
            if until is None or until.value > at:
                return line.strip()
    return ""


def _notes_in_body(article: Article) -> Iterator[Obstacle]:
    """Notes to desks and embargo lines within the text would be published: what the copy's own check blocks."""
    draft = Draft(headline=article.headline, body=plain_paragraphs(article.body), language=article.language)
    for finding in lint(draft):
        if finding.code in NEVER_IN_BODY:
            yield Obstacle("blocks", finding.code, _(finding.message) % finding.params, "body")


def _pictures(article: Article, at: datetime) -> Iterator[Obstacle]:
    for placement in article.placements.all():
        photo = placement.photo
        if not photo.credit.strip():
            yield Obstacle("blocks", "credit-missing", _("A photo has no credit line."), "placements")
        if not photo.file:
            yield Obstacle(
                "warns",
                "file-missing",
                _("The copy announces a photo; its file is not here yet."),
                "placements",
            )
            continue
        if not visibility.photo_decision(photo, Channel.SITE, at).allowed:
            yield Obstacle(
                "blocks",
                "photo-rights",
                _("No right to show the photo by %(credit)s on the own site.") % {"credit": photo.credit},
                "placements",
            )
        if not (placement.alt_text or photo.alt_text or placement.decorative):
            lead = placement.role == Placement.Role.LEAD
            yield Obstacle(
                "blocks" if lead else "warns",
                "alt-missing",
                _("A photo has no alternative text."),
                "placements",
            )


def _style(article: Article) -> Iterator[Obstacle]:
    if len(article.headline) > LONG_HEADLINE:
        yield Obstacle("warns", "headline-long", _("The headline has more than 75 characters."), "headline")
    if any(m.person_id is None and m.status != "rejected" for m in article.mentions.all()):
        yield Obstacle(
            "warns", "people-unconfirmed", _("Some people are not in the directory yet."), "mentions"
        )
