"""Changes that a publication makes: targets, differences, repeated sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles import visibility
from articles.actions.stories.prefetch import text_decision
from articles.admin.revision_diff import DIFF_FIELDS, field_label, format_value, load_names
from articles.models import Article, Delivery, Edition, Partner, Revision
from articles.rights.grants import RightsChannel
from articles.search.query import filter_by_terms, parse_terms
from articles.text.correction_notes import SentenceChange, find_changes, find_removed_sentences, split_columns
from articles.text.word_diff import DiffPiece
from articles.url_paths import story_path


@dataclass(frozen=True, slots=True)
class PublishTargets:
    address: str
    """Path on the own site, empty while the story has no section."""
    partners: tuple[str, ...]
    in_full: bool
    """False if partners get a stub without the text."""


def find_publish_targets(article: Article, at: datetime) -> PublishTargets:
    section = article.section
    codes = {source.agency.code for source in article.sources.select_related("agency")}
    partners = Partner.objects.filter(active=True).prefetch_related("sections", "agencies").order_by("name")
    sections = {section.pk, section.parent_id} if section else set()
    names = [
        partner.name
        for partner in partners
        if visibility.covers(partner, sections, article.language, codes, at)
    ]
    return PublishTargets(
        story_path(section.slug, article.slug, article.pk) if section else "",
        tuple(names),
        text_decision(article, RightsChannel.PARTNER, at).allowed,
    )


TEXT_FIELDS = ("headline", "kicker", "dek", "body")
INTERNAL_FIELDS = frozenset({"state", "version", "notes", "embargo_until", "scheduled_at"})
MIN_SENTENCE_LENGTH = 30
"""Shorter sentences occur in many stories by chance."""
MAX_SENTENCES = 5
MAX_REPEATS = 10


@dataclass(frozen=True, slots=True)
class SideBySide:
    name: str
    label: str
    public: tuple[DiffPiece, ...]
    next: tuple[DiffPiece, ...]


@dataclass(frozen=True, slots=True)
class RepeatedText:
    """Public story or caption with a sentence that the new version removes."""

    article_id: int
    headline: str
    text: str
    in_caption: bool


@dataclass(frozen=True, slots=True)
class NextVersion:
    public: Mapping[str, Any]
    next: Mapping[str, Any]
    fields: tuple[SideBySide, ...]
    changes: tuple[SentenceChange, ...]


def load_next_version(article: Article) -> NextVersion:
    """Compare the published revision with the newest one."""
    newest = article.revisions.first()
    public = article.revisions.filter(kind__in=(Revision.Kind.PUBLISHED, Revision.Kind.CORRECTED)).first()
    if newest is None or public is None:
        return NextVersion({}, {}, (), ())
    before, after = public.snapshot, newest.snapshot
    names = load_names(before, after)
    fields = []
    changes: list[SentenceChange] = []
    for name in DIFF_FIELDS:
        if name in INTERNAL_FIELDS or before.get(name) == after.get(name):
            continue
        old, new = format_value(name, before, names), format_value(name, after, names)
        if old != new:
            fields.append(SideBySide(name, field_label(name), *split_columns(old, new)))
        if name in TEXT_FIELDS:
            changes += find_changes(name, old, new)
    return NextVersion(before, after, tuple(fields), tuple(changes))


def list_deliveries(article: Article) -> list[Delivery]:
    """Return the version of the story that each partner has."""
    return list(Delivery.objects.filter(article=article).select_related("partner").order_by("partner__name"))


def find_repeats(article: Article, version: NextVersion, at: datetime) -> list[RepeatedText]:
    """Return other stories with a removed sentence, and captions with replaced words."""
    names = load_names(version.public, version.next)
    before, after = (format_value("body", one, names).splitlines() for one in (version.public, version.next))
    gone = [one for one in find_removed_sentences(before, after) if len(one) >= MIN_SENTENCE_LENGTH][
        :MAX_SENTENCES
    ]
    found = [*_find_in_stories(article, gone, at), *_find_in_captions(article, version.changes)]
    return found[:MAX_REPEATS]


def _find_in_stories(article: Article, sentences: Sequence[str], at: datetime) -> Iterator[RepeatedText]:
    """Find the words by the search index, then check the text for the sentence."""
    seen: set[int] = set()
    for sentence in sentences:
        words = parse_terms(f'"{sentence.replace(chr(34), " ")}"')
        others = Edition.objects.public(at=at).exclude(article=article)
        for other in (
            filter_by_terms(others, words)
            .newest_first()
            .only("article_id", "headline", "plain", "captions")[:MAX_REPEATS]
        ):
            in_text = sentence in " ".join(other.plain.split())
            in_caption = sentence in " ".join(other.captions.split())
            if other.article_id not in seen and (in_text or in_caption):
                seen.add(other.article_id)
                yield RepeatedText(other.article_id, other.headline, sentence, in_caption and not in_text)


def _find_in_captions(article: Article, changes: Sequence[SentenceChange]) -> Iterator[RepeatedText]:
    for placement in article.placements.select_related("photo"):
        caption = placement.caption or placement.photo.caption
        for change in changes:
            if len(change.old) > 2 and change.old in caption:
                yield RepeatedText(article.pk, caption, change.old, in_caption=True)
                break
