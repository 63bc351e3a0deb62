"""What the next version changes of what is public: field by field, the sentences, and who else has the old ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.admin.revision_diff import FIELDS, as_text, label_of, names_in
from articles.models import Article, Delivery, Edition, Revision
from articles.search.query import match_words, read_words
from articles.text.correction_notes import Change, changes_in, lost_sentences, pieces_of
from articles.text.word_diff import Piece

WORDED = ("headline", "kicker", "dek", "body")
NOT_THE_STORYS = frozenset({"state", "version", "notes", "embargo_until", "scheduled_at"})
LONG_ENOUGH = 30
"""Shorter sentences stand in many stories by chance."""
SENTENCES_LOOKED_UP = 5
REPEATS = 10


@dataclass(frozen=True, slots=True)
class SideBySide:
    name: str
    label: str
    public: tuple[Piece, ...]
    next: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Another public story, or a picture of this one, with a sentence that this version gives up."""

    article_id: int
    headline: str
    words: str
    in_caption: bool


@dataclass(frozen=True, slots=True)
class NextVersion:
    public: Mapping[str, Any]
    next: Mapping[str, Any]
    fields: tuple[SideBySide, ...]
    changes: tuple[Change, ...]


def next_version(article: Article) -> NextVersion:
    """Rests on the snapshot of the revision that was published and on the newest."""
    newest = article.revisions.first()
    public = article.revisions.filter(kind__in=(Revision.Kind.PUBLISHED, Revision.Kind.CORRECTED)).first()
    if newest is None or public is None:
        return NextVersion({}, {}, (), ())
    before, after = public.snapshot, newest.snapshot
    names = names_in(before, after)
    fields = []
    changes: list[Change] = []
    for name in FIELDS:
        if name in NOT_THE_STORYS or before.get(name) == after.get(name):
            continue
        old, new = as_text(name, before, names), as_text(name, after, names)
        if old != new:
            fields.append(SideBySide(name, label_of(name), *pieces_of(old, new)))
        if name in WORDED:
            changes += changes_in(name, old, new)
    return NextVersion(before, after, tuple(fields), tuple(changes))


def holders(article: Article) -> list[Delivery]:
    """Partners that were handed the story, with the version each holds."""
    return list(Delivery.objects.filter(article=article).select_related("partner").order_by("partner__name"))


def repeats(article: Article, told: NextVersion, at: datetime) -> list[Repeat]:
    """Other public stories with a sentence that was given up, and captions with words that were replaced."""
    names = names_in(told.public, told.next)
    before, after = (as_text("body", one, names).splitlines() for one in (told.public, told.next))
    gone = [one for one in lost_sentences(before, after) if len(one) >= LONG_ENOUGH][:SENTENCES_LOOKED_UP]
    found = [*_elsewhere(article, gone, at), *_in_captions(article, told.changes)]
    return found[:REPEATS]


def _elsewhere(article: Article, sentences: Sequence[str], at: datetime) -> Iterator[Repeat]:
    """The index finds the words, the text itself tells whether the sentence stands there."""
    seen: set[int] = set()
    for sentence in sentences:
        words = read_words(f'"{sentence.replace(chr(34), " ")}"')
        others = Edition.objects.public(at=at).exclude(article=article)
        for other in (
            match_words(others, words)
            .newest_first()
            .only("article_id", "headline", "plain", "captions")[:REPEATS]
        ):
            in_text = sentence in " ".join(other.plain.split())
            in_caption = sentence in " ".join(other.captions.split())
            if other.article_id not in seen and (in_text or in_caption):
                seen.add(other.article_id)
                yield Repeat(other.article_id, other.headline, sentence, in_caption and not in_text)


def _in_captions(article: Article, changes: Sequence[Change]) -> Iterator[Repeat]:
    for placement in article.placements.select_related("photo"):
        caption = placement.caption or placement.photo.caption
        for change in changes:
            if len(change.old) > 2 and change.old in caption:
                yield Repeat(article.pk, caption, change.old, in_caption=True)
                break
