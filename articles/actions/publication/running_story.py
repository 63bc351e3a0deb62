"""Running stories: their editions contain those of their entries.

An entry is a story whose editions are never live. Each of its changes issues its running story again, so that pages,
search, feeds and files agree. The live edition keeps in `running`:

    {"state": "open",       state of the running story
     "begun": "2026-…",     when it began
     "closed": "",          when it was closed
     "since": 3,            first version without what has been taken down
     "changed": [12],       entries that this version changes
     "own": {...},          `_describe_own`, without the entries
     "entries": [{...}]}    `describe_entry`, pinned ones first, then newest first
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import visibility
from articles.actions.permissions import Actor, lock_story
from articles.actions.publication.editions import add_people, caption_words
from articles.actions.publication.log import append, reissue_editions
from articles.models import Article, Edition, RunningStory, StoryEntry
from articles.models.publication import Kind, Operation
from articles.rights.grants import RightsChannel
from articles.text.figures import list_placed_photos
from articles.text.media_figures import list_placed_media
from articles.text.paragraphs import plain_paragraphs
from articles.text.running_body import divide_body, write_entry
from articles.workflow import State

TIME_FORMATS = {"de": r"j. F Y, H.i \U\h\r"}
KINDS = {Kind.CORRECTION: Kind.CORRECTION, Kind.KILL: Kind.CORRECTION, Kind.WITHHELD: Kind.CORRECTION}
"""How the change of an entry changes its running story; everything else updates it."""
ENDED = "ended"
"""State of an entry whose text nobody may use any more."""
TAKEN_DOWN = frozenset({State.WITHHELD, State.KILLED, ENDED})


def find_running_story(article: Article) -> int | None:
    """Return the id of the running story of an entry; None for every other story."""
    if "entry_of" in vars(article):
        found: int | None = vars(article)["entry_of"]
        return found
    return StoryEntry.objects.filter(article=article.pk).values_list("running_story_id", flat=True).first()


def is_running(article: Article) -> bool:
    if "running_state" in vars(article):
        return vars(article)["running_state"] is not None
    return RunningStory.objects.filter(pk=article.pk).exists()


def log_story(
    article: Article, edition: Edition, *, op: str, kind: str, by: Actor, at: datetime, cause: str = ""
) -> None:
    """Write the log row of a locked story, last in the transaction.

    The change of an entry is one of its running story.
    """
    running_story_id = find_running_story(article)
    if running_story_id is None:
        append(edition, op=op, kind=kind, by=by, at=at, cause=cause)
        return
    renew(running_story_id, kind=KINDS.get(Kind(kind), Kind.UPDATE), by=by, at=at, cause=cause)


def renew(
    running_story_id: int, *, kind: Kind, by: Actor, at: datetime, cause: str = "", is_needed: bool = True
) -> None:
    """Issue a running story again with its entries as they are.

    Nothing happens unless it is public; with `is_needed` False, unless an entry has changed. Edits of its working copy
    that nobody has published stay unpublished.
    """
    article = lock_story(running_story_id)
    live = Edition.objects.live_of(article).first()
    if live is None:
        return
    at = max(at, live.published_at)
    changes = compose(live, live, RunningStory.objects.get(pk=running_story_id), at)
    if not (is_needed or changes["running"]["changed"]):
        return
    (fresh,) = reissue_editions([live], {article.pk: {**changes, "published_at": at, "last_update_at": None}})
    Article.objects.filter(pk=article.pk).update(published_at=at)
    append(fresh, op=Operation.PUT, kind=kind, by=by, at=at, cause=cause)


def add_entries(edition: Edition) -> None:
    """Add its entries to the unsaved edition of a running story."""
    former = Edition.objects.filter(article=edition.article_id).order_by("version").last()
    running_story = RunningStory.objects.get(pk=edition.article_id)
    for name, value in compose(edition, former, running_story, edition.published_at).items():
        setattr(edition, name, value)


@dataclass(slots=True)
class Parts:
    """Text, pictures and entries of a running story, before they are joined."""

    text: str
    """Its own text."""
    own: dict[str, Any]
    """People, names, agencies and desk initials of its own, as of an entry."""
    pictures: list[dict[str, Any]]
    """Placements of its own."""
    pieces: dict[int, str] = field(default_factory=dict)
    """The HTML of the entries, by id."""
    known: dict[int, dict[str, Any]] = field(default_factory=dict)
    """The entries that the last edition describes, by id."""
    placed: dict[int, dict[str, Any]] = field(default_factory=dict)
    """Placements in entries, by photo."""


def compose(
    base: Edition, former: Edition | None, running_story: RunningStory, at: datetime
) -> dict[str, Any]:
    """Return the columns of the next edition of a running story.

    `base` gives the text and people of the story itself: a new edition, or the live one, which then is `former` too.
    An entry that has not changed since is taken from there, with what has become of its pictures.
    """
    parts = _read_parts(base, former)
    updated = list(_update_entries(parts, running_story))
    contracts = visibility.load_contracts(
        {code for facts in (parts.own, *updated) for code in _list_bound(facts)}
    )
    ends = {facts["id"]: _find_end(facts, at, contracts) for facts in updated}
    entries = sorted(
        (_end_entry(facts, ends[facts["id"]], at) for facts in updated), key=_place, reverse=True
    )
    shown = [facts for facts in entries if facts["state"] not in TAKEN_DOWN]
    until = [_find_end(parts.own, at, contracts), *(ends[facts["id"]] for facts in shown)]
    changed = [facts["id"] for facts in entries if facts != parts.known.get(facts["id"])]
    version = former.version + 1 if former else 1
    is_lost = any(facts["state"] in TAKEN_DOWN for facts in entries if facts["id"] in changed)
    return {
        **_join_parts(parts, shown),
        "visible_until": min((end for end in until if end), default=None),
        "corrections": _join_corrections(base, former, [e for e in entries if e["id"] in changed], version),
        "running": {
            "state": str(running_story.state),
            "begun": _utc(running_story.begun_at),
            "closed": _utc(running_story.closed_at) if running_story.closed_at else "",
            "since": version if is_lost else _read_running(former).get("since", 1),
            "changed": changed,
            "own": parts.own,
            "entries": entries,
        },
    }


def _read_running(edition: Edition | None) -> Mapping[str, Any]:
    return (edition.running if edition else None) or {}


def _place(facts: Mapping[str, Any]) -> tuple[bool, str, int]:
    return facts["pinned"], facts["at"], facts["id"]


def _read_parts(base: Edition, former: Edition | None) -> Parts:
    running = _read_running(former)
    if former is None or not running:
        return Parts(base.body, _describe_own(base), list(base.placements))
    divided = divide_body(former.body)
    parts = Parts(base.body, _describe_own(base), list(base.placements), dict(divided.entries))
    parts.known = {facts["id"]: facts for facts in running["entries"]}
    parts.placed = {placement["photo_id"]: placement for placement in former.placements}
    if base is former:
        in_entries = set(list_placed_photos("".join(divided.entries.values())))
        in_entries -= set(list_placed_photos(divided.own))
        parts.text, parts.own = divided.own, running["own"]
        parts.pictures = [p for p in base.placements if p["photo_id"] not in in_entries]
    return parts


def _update_entries(parts: Parts, running_story: RunningStory) -> Iterator[dict[str, Any]]:
    """Yield the entries as they are; what has changed is written into `parts`."""
    rows = list(
        StoryEntry.objects.filter(running_story=running_story, article__version__gt=0).values_list(
            "article_id", "article__version", "article__state", "pinned"
        )
    )
    fresh = [pk for pk, version, state, _pinned in rows if _is_changed(parts.known.get(pk), version, state)]
    editions = Edition.objects.filter(article__in=fresh, version=F("article__version"))
    loaded = {edition.article_id: edition for edition in editions.select_related("article__entry")}
    for pk, _version, _state, pinned in rows:
        if (edition := loaded.get(pk)) is not None:
            facts = describe_entry(edition)
            parts.pieces[pk] = _write_piece(edition, facts)
            parts.placed |= {placement["photo_id"]: placement for placement in edition.placements}
        else:
            facts = parts.known[pk]
        yield {**facts, "pinned": pinned}


def _list_bound(facts: Mapping[str, Any]) -> Sequence[str]:
    """Return the agencies whose contracts bind the text."""
    return () if facts.get("own_rewriting") else facts.get("agency_codes", ())


def _find_end(facts: Mapping[str, Any], at: datetime, contracts: visibility.Contracts) -> datetime | None:
    """Return when the right to the text ends by the contracts of today."""
    decision = visibility.text_decision(_list_bound(facts), RightsChannel.SITE, at, contracts)
    return decision.until if decision.allowed else at


def _end_entry(facts: dict[str, Any], end: datetime | None, at: datetime) -> dict[str, Any]:
    if end is None or end > at or facts["state"] in TAKEN_DOWN:
        return facts
    times = {name: facts[name] for name in ("id", "version", "at", "changed_at", "pinned")}
    return {**times, "state": ENDED, "notice": ""}


def _is_changed(facts: Mapping[str, Any] | None, version: int, state: str) -> bool:
    return facts is None or (facts["version"], facts["state"]) != (version, state)


def _describe_own(edition: Edition) -> dict[str, Any]:
    """Return what a story or an entry adds to the lists of the running story."""
    return {
        "people": edition.people,
        "names": edition.names,
        "agency_codes": list(edition.agency_codes),
        "initials": list(edition.initials),
        "own_rewriting": edition.own_rewriting,
    }


def describe_entry(edition: Edition) -> dict[str, Any]:
    """Return the facts of an entry.

    One that was taken down has nothing but its times and its notice.
    """
    article = edition.article
    facts: dict[str, Any] = {
        "id": article.pk,
        "version": edition.version,
        "state": article.state,
        "at": _utc(edition.first_published_at),
        "changed_at": _utc(edition.published_at),
    }
    if article.state in TAKEN_DOWN:
        return {**facts, "notice": article.public_notice}
    return {
        **facts,
        **_describe_own(edition),
        "headline": edition.headline if article.entry.has_headline else "",
        "byline": edition.byline,
        "urgency": edition.urgency,
        "tag": edition.tag,
        "corrections": edition.corrections,
    }


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _write_piece(edition: Edition, facts: Mapping[str, Any]) -> str:
    if edition.article.state in TAKEN_DOWN:
        return ""
    with translation.override(edition.language):
        time = _format_time(edition.first_published_at)
        notes = [
            _("Correction, %(time)s: %(note)s")
            % {"time": _format_time(datetime.fromisoformat(one["at"])), "note": one["public_note"]}
            for one in reversed(edition.corrections)
        ]
    photos = [placement["photo_id"] for placement in edition.placements]
    return write_entry(edition.article_id, time, facts["headline"], edition.body, photos, notes)


def _format_time(at: datetime) -> str:
    language = (translation.get_language() or "")[:2]
    return date_format(timezone.localtime(at), TIME_FORMATS.get(language, "j F Y, H:i"))


def _join_parts(parts: Parts, shown: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    pieces = "".join(parts.pieces[facts["id"]] for facts in shown)
    body, all_facts = parts.text + pieces, [parts.own, *shown]
    own_photos = {placement["photo_id"] for placement in parts.pictures}
    further = [
        photo for photo in list_placed_photos(pieces) if photo in parts.placed and photo not in own_photos
    ]
    placements = [*parts.pictures, *(parts.placed[photo] for photo in further)]
    people = add_people((person for facts in all_facts for person in facts["people"]), placements)
    codes = list(dict.fromkeys(code for facts in all_facts for code in facts["agency_codes"]))
    return {
        "body": body,
        "plain": "\n".join(plain_paragraphs(body)),
        "placements": placements,
        "media_ids": list(list_placed_media(body)),
        "people": people,
        "person_ids": sorted({person["person_id"] for person in people}),
        "names": " ".join(dict.fromkeys(facts["names"] for facts in all_facts if facts["names"])),
        "captions": " ".join(caption_words(placements)),
        "agency_codes": codes,
        "own_rewriting": bool(codes) and not any(map(_list_bound, all_facts)),
        "initials": list(dict.fromkeys(one for facts in all_facts for one in facts["initials"])),
    }


def _join_corrections(
    base: Edition, former: Edition | None, changed: Iterable[Mapping[str, Any]], version: int
) -> list[dict[str, Any]]:
    """Return the corrections, newest first; those of an entry have its `entry`."""
    given = [*base.corrections, *(former.corrections if former else ())]
    earlier = {(one.get("entry"), one["at"]): one for one in given}
    for facts in changed:
        for one in facts.get("corrections", ()):
            entry = {**one, "version": version, "place": "entry", "entry": facts["id"]}
            earlier.setdefault((facts["id"], one["at"]), entry)
    return sorted(earlier.values(), key=lambda one: one["at"], reverse=True)


@transaction.atomic(durable=True)
def _renew_ended(running_story_id: int, at: datetime) -> None:
    renew(running_story_id, kind=Kind.RIGHTS, by=None, at=at, cause="right ended", is_needed=False)


def renew_ended_stories(*, at: datetime) -> int:
    """Leave out entries whose right has ended, and count the stories.

    Until then readers see nothing of these stories.
    """
    hidden = Edition.objects.live().filter(running__isnull=False, visible_until__lte=at)
    ids = list(hidden.order_by("article").values_list("article_id", flat=True))
    for pk in ids:
        _renew_ended(pk, at)
    return len(ids)
