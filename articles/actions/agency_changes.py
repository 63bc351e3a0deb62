"""New copy on something the desk has: found by the agency's number, else by its words, and put before the editors."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.guards import Actor, permit
from articles.actions.history import audit
from articles.models import AgencyChange, Article, WireItem
from articles.similar_stories import most_alike
from articles.wire.renewed import Renewal, is_kill, renewal_of, same_words
from articles.wire.similar import SAME_STORY, beginnings, item_without_version, same_agency_item
from articles.workflow import State

Found = AgencyChange.Found


@transaction.atomic
def consider(item_id: int, *, at: datetime) -> list[AgencyChange]:
    """What the item, once read, changes on the desk; empty for copy on a new matter. Safe to call again.

    Copy sent again word for word changes nothing: it is kept, marked and counted at the first.
    """
    item = WireItem.objects.select_for_update(of=("self",)).get(pk=item_id)
    if item.reading is None or item.article_id is not None or item.repeats_id is not None:
        return []
    if known := list(item.changes.all()):
        return known
    _keep_number(item)
    before = earlier_copy(item)
    if before is not None and _says_the_same(item, before):
        item.repeats, item.status = before, WireItem.Status.REPEATED
        item.save(update_fields=["repeats", "status"])
        return []
    renewal = renewal_of(_line(item), after_kill=before is not None and is_kill(_line(before)))
    stories = dict(_stories(item, renewal))
    if renewal is Renewal.LIFT:
        _lift(stories, at)
    if not stories and renewal in {Renewal.KILL, Renewal.CORRECTION}:
        return [_open(item, before, None, renewal, "", at)]
    return [_open(item, before, story, renewal, found, at) for story, found in stories.items()]


@transaction.atomic
def link_change(change_id: int, article_id: int, *, by: Actor, at: datetime) -> AgencyChange:
    """Say by hand which story an agency's change is about."""
    permit(by, "change_article")
    change = AgencyChange.objects.select_for_update(of=("self",)).get(pk=change_id)
    if change.article_id is not None or change.settled_at is not None:
        raise ActionRefused(_("This change already has its story."))
    article = Article.objects.filter(pk=article_id).first()
    if article is None:
        raise ActionRefused(_("There is no story with this number."), "article")
    change.article, change.found, change.revision = article, Found.HAND, article.revision
    change.before = change.before or _used_for(article, change.item)
    change.save(update_fields=["article", "found", "revision", "before"])
    audit("link agency change", article, by=by, at=at, item=change.item_id, kind=change.kind)
    return change


def earlier_copy(item: WireItem) -> WireItem | None:
    """The copy that came before on the same matter; of copy without a number the very same bytes."""
    earlier = WireItem.objects.filter(received_at__lte=item.received_at, repeats=None).exclude(pk=item.pk)
    same = (
        earlier.filter(agency_item=item.agency_item)
        if item.agency_item
        else earlier.filter(sha256=item.sha256)
    )
    return same.filter(reading__isnull=False).order_by("-received_at", "-pk").first()


def _keep_number(item: WireItem) -> None:
    number = item_without_version(str((item.reading or {}).get("agency_id") or ""))[:200]
    if number != item.agency_item:
        item.agency_item = number
        item.save(update_fields=["agency_item"])


def _says_the_same(item: WireItem, before: WireItem) -> bool:
    return _line(item) == _line(before) and same_words(_words(item), _words(before))


def _words(item: WireItem) -> Iterator[str]:
    reading = item.reading or {}
    yield from (str(reading.get(name) or "") for name in ("kicker", "headline", "dek"))
    yield from reading.get("paragraphs") or ()


def _line(item: WireItem) -> str:
    """What the copy says of its own correction."""
    return str((item.reading or {}).get("correction") or "")


def _stories(item: WireItem, renewal: Renewal) -> Iterator[tuple[Article, str]]:
    """Stories made of that copy. By words alone only those that name the same agency, or that the copy corrects.

    Whoever pastes copy is shown at once what is like it, so an update by words alone is told for delivered copy only.
    """
    reading = item.reading or {}
    number = str(reading.get("agency_id") or "")
    found = False
    for article in _of_number(item, number):
        found = True
        yield article, Found.ITEM
    if found:
        return
    says_so = renewal in {Renewal.KILL, Renewal.CORRECTION}
    if not says_so and item.channel == WireItem.Channel.PASTE:
        return
    text = "\n".join(reading.get("paragraphs") or ())
    agencies = set(reading.get("agencies_tag") or ())
    for similar in most_alike(text, "", Article.objects.exclude(state=State.KILLED)) if text else ():
        theirs = {source.agency.code for source in similar.article.sources.select_related("agency")}
        if similar.percent >= SAME_STORY * 100 and (says_so or theirs & agencies):
            yield similar.article, Found.WORDS


def _of_number(item: WireItem, number: str) -> list[Article]:
    if not item.agency_item:
        return []
    stories = Article.objects.exclude(state=State.KILLED)
    begins = Q()
    for beginning in beginnings(item.agency_item):
        begins |= Q(agency_item_id__startswith=beginning)
    by_story = [a for a in stories.filter(begins) if same_agency_item(a.agency_item_id, number)]
    by_copy = stories.filter(wire_items__agency_item=item.agency_item)
    return list({article.pk: article for article in (*by_story, *by_copy)}.values())


def _used_for(article: Article, item: WireItem) -> WireItem | None:
    return article.wire_items.exclude(pk=item.pk).order_by("-received_at", "-pk").first()


def _open(
    item: WireItem,
    before: WireItem | None,
    article: Article | None,
    renewal: Renewal,
    found: str,
    at: datetime,
) -> AgencyChange:
    if article is not None:
        before = _used_for(article, item) or before
    change = AgencyChange.objects.create(
        item=item, before=before, article=article, kind=renewal.value, found=found, opened_at=at,
        revision=article.revision if article else None,
    )  # fmt: skip
    thing = article or item
    audit(f"agency {renewal.value}", thing, by=None, at=at, item=item.pk, found=found)
    return change


def _lift(stories: Iterable[Article], at: datetime) -> None:
    """The agency's usable version ends its own kill. Nothing goes public by that: an editor decides what follows."""
    for story in stories:
        killed = AgencyChange.objects.filter(article=story, kind=AgencyChange.Kind.KILL, settled_at=None)
        killed.update(settled_at=at, outcome=AgencyChange.Outcome.LIFTED)
