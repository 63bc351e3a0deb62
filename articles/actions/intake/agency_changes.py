"""New copy on something the desk has: found by the agency's number, else by its words, and put before the editors."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.intake.item_history import (
    ItemHistory,
    agency_item_of,
    correction_line,
    find_repeats_after_kill,
    is_kill,
    lock_item_history,
    mark_superseded,
    settle_kills,
    version_of,
)
from articles.actions.permissions import Actor, require_permission
from articles.actions.revisions import audit
from articles.models import AgencyChange, Article, WireItem
from articles.parsing.agency_update import UpdateKind, get_update_kind, has_same_words
from articles.selectors.near_duplicates import rank_by_similarity
from articles.text.fingerprints import SAME_STORY_SIMILARITY, is_same_agency_item, item_id_prefixes
from articles.wire.versions import find_newest
from articles.workflow import State

Found = AgencyChange.MatchedBy


@transaction.atomic
def open_agency_changes(item_id: int, *, at: datetime) -> list[AgencyChange]:
    """What the item, once read, changes on the desk; empty for copy on a new matter. Safe to call again.

    An older version that arrives late changes nothing: it is kept and marked as superseded. Nor does copy sent again
    word for word: it is kept, marked and counted at the first.
    """
    number = agency_item_of(WireItem.objects.only("reading").get(pk=item_id))
    lock_item_history(number)
    item = WireItem.objects.select_for_update(of=("self",)).get(pk=item_id)
    if item.reading is None or item.article_id is not None or item.repeats_id is not None:
        return []
    if known := list(item.changes.all()):
        return known
    _save_version(item, number)
    matter = ItemHistory(item)
    before = matter.before(item) if number else _find_same_bytes(item)
    if _is_repeat(item, before, matter):
        item.repeats, item.status = before, WireItem.Status.REPEATED
        item.save(update_fields=["repeats", "status"])
        return []
    changes = [] if matter.find_newer(item) else _open_changes(item, before, matter, at)
    update_related_items(item, at=at)
    return changes


def update_related_items(item: WireItem, *, at: datetime) -> None:
    """Let every other item of the matter follow from what is known now. The caller holds the matter's lock."""
    matter = ItemHistory(item)
    news = find_repeats_after_kill(matter)
    for repeat in news:
        repeat.repeats, repeat.status = None, WireItem.Status.READ
        repeat.save(update_fields=["repeats", "status"])
    mark_superseded(matter, at)
    for other in matter.items:
        if _needs_change(other, item) and (other in news or matter.lifts_a_kill(other)):
            _open_changes(other, matter.before(other), matter, at)
    settle_kills(matter, at)


def _needs_change(item: WireItem, came: WireItem) -> bool:
    free = item.article_id is None and item.repeats_id is None and item.superseded_by_id is None
    return free and item.pk != came.pk and not item.changes.exists()


@transaction.atomic
def link_change(change_id: int, article_id: int, *, by: Actor, at: datetime) -> AgencyChange:
    """Say by hand which story an agency's change is about."""
    require_permission(by, "change_article")
    change = AgencyChange.objects.select_for_update(of=("self",)).get(pk=change_id)
    if change.article_id is not None or change.settled_at is not None:
        raise ActionRefused(_("This change already has its story."))
    article = Article.objects.filter(pk=article_id).first()
    if article is None:
        raise ActionRefused(_("There is no story with this number."), "article")
    change.article, change.found, change.revision = article, Found.HAND, article.revision
    change.before = change.before or _find_used_item(article, change.item)
    change.save(update_fields=["article", "found", "revision", "before"])
    audit("link agency change", article, by=by, at=at, item=change.item_id, kind=change.kind)
    return change


@transaction.atomic
def answer_query(change_id: int, *, kills: bool, by: Actor, at: datetime) -> AgencyChange:
    """Say whether a doubtful line takes the copy back. A kill is then to be decided as any other, an update, too."""
    require_permission(by, "change_article")
    lock_item_history(AgencyChange.objects.values_list("item__agency_item", flat=True).get(pk=change_id))
    change = AgencyChange.objects.select_for_update(of=("self",)).select_related("item").get(pk=change_id)
    item = change.item
    if change.kind != AgencyChange.Kind.QUERY or change.settled_at is not None or not item.reading:
        raise ActionRefused(_("This question is answered already."))
    line = item.reading["kill"]["line"]
    item.reading = {**item.reading, "kill": {"line": line, "confidence": "sure"} if kills else None}
    item.save(update_fields=["reading"])
    kind = get_update_kind(item.reading, after_kill=ItemHistory(item).lifts_a_kill(item)).value
    asked = item.changes.filter(kind=AgencyChange.Kind.QUERY, settled_at=None)
    asked.update(kind=kind)
    if not kills:
        nothing = asked.model.objects.filter(
            item=item, article=None, kind=AgencyChange.Kind.UPDATE, settled_at=None
        )
        nothing.update(
            settled_at=at, settled_by=by, outcome=AgencyChange.Resolution.UNAFFECTED, reason=_("no kill")
        )
    update_related_items(item, at=at)
    change.refresh_from_db()
    audit(f"agency {kind}", change.article or item, by=by, at=at, item=item.pk, line=line)
    return change


def _find_same_bytes(item: WireItem) -> WireItem | None:
    """The copy that came before; of copy without a number the very same bytes."""
    earlier = WireItem.objects.filter(received_at__lte=item.received_at, repeats=None, sha256=item.sha256)
    return earlier.exclude(pk=item.pk).filter(reading__isnull=False).order_by("-received_at", "-pk").first()


def _save_version(item: WireItem, number: str) -> None:
    reading = item.reading or {}
    made = parse_datetime(str(reading.get("version_created") or ""))
    item.agency_item, item.agency_version, item.version_created = number, reading.get("agency_version"), made
    item.save(update_fields=["agency_item", "agency_version", "version_created"])


def _is_repeat(item: WireItem, before: WireItem | None, matter: ItemHistory) -> bool:
    """The same words again; not those of an older version, nor those that a kill lies between."""
    if before is None or matter.find_newer(item) is not None or not _has_same_text(item, before):
        return False
    return not matter.is_parted_by_a_kill(item, before)


def _open_changes(
    item: WireItem, before: WireItem | None, matter: ItemHistory, at: datetime
) -> list[AgencyChange]:
    renewal = get_update_kind(item.reading, after_kill=matter.lifts_a_kill(item))
    stories = dict(_find_stories(item, renewal))
    is_asked = renewal is UpdateKind.QUERY and item.channel == WireItem.Medium.FILE
    if not stories and (is_asked or renewal in {UpdateKind.KILL, UpdateKind.CORRECTION}):
        return [_open_change(item, before, None, renewal, "", at)]
    return [_open_change(item, before, story, renewal, found, at) for story, found in stories.items()]


def _has_same_text(item: WireItem, before: WireItem) -> bool:
    return correction_line(item) == correction_line(before) and has_same_words(
        _text_fields(item), _text_fields(before)
    )


def _text_fields(item: WireItem) -> Iterator[str]:
    reading = item.reading or {}
    yield from (str(reading.get(name) or "") for name in ("kicker", "headline", "dek"))
    yield from reading.get("paragraphs") or ()


def _find_stories(item: WireItem, renewal: UpdateKind) -> Iterator[tuple[Article, str]]:
    """Stories made of that copy. By words alone only those that name the same agency, or that the copy corrects.

    Whoever pastes copy is shown at once what is like it, so an update by words alone is told for delivered copy only.
    """
    reading = item.reading or {}
    number = str(reading.get("agency_id") or "")
    found = False
    for article in _find_by_agency_item(item, number):
        found = True
        yield article, Found.ITEM
    if found:
        return
    says_so = renewal in {UpdateKind.KILL, UpdateKind.CORRECTION, UpdateKind.QUERY}
    if not says_so and item.channel == WireItem.Medium.PASTE:
        return
    text = "\n".join(reading.get("paragraphs") or ())
    agencies = set(reading.get("agencies_tag") or ())
    for similar in rank_by_similarity(text, "", Article.objects.exclude(state=State.KILLED)) if text else ():
        theirs = {source.agency.code for source in similar.article.sources.select_related("agency")}
        if similar.percent >= SAME_STORY_SIMILARITY * 100 and (says_so or theirs & agencies):
            yield similar.article, Found.WORDS


def _find_by_agency_item(item: WireItem, number: str) -> list[Article]:
    if not item.agency_item:
        return []
    stories = Article.objects.exclude(state=State.KILLED)
    begins = Q()
    for beginning in item_id_prefixes(item.agency_item):
        begins |= Q(agency_item_id__startswith=beginning)
    by_story = [a for a in stories.filter(begins) if is_same_agency_item(a.agency_item_id, number)]
    by_copy = stories.filter(wire_items__agency_item=item.agency_item)
    return list({article.pk: article for article in (*by_story, *by_copy)}.values())


def _find_used_item(article: Article, item: WireItem) -> WireItem | None:
    """The newest copy that the story was made of; a kill has no words of its own."""
    used = article.wire_items.exclude(pk=item.pk).order_by("-received_at", "-pk").defer("raw")
    return find_newest([one for one in used if not is_kill(one)], version_of)


def _open_change(
    item: WireItem,
    before: WireItem | None,
    article: Article | None,
    renewal: UpdateKind,
    found: str,
    at: datetime,
) -> AgencyChange:
    if article is not None:
        before = _find_used_item(article, item) or before
    change = AgencyChange.objects.create(
        item=item, before=before, article=article, kind=renewal.value, found=found, opened_at=at,
        revision=article.revision if article else None,
    )  # fmt: skip
    thing = article or item
    audit(f"agency {renewal.value}", thing, by=None, at=at, item=item.pk, found=found)
    return change
