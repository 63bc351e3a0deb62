"""Fronts that the desk arranges: their blocks and stories in one list of rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.actions.desk.front_arrangement import (
    DEFAULT_BLOCKS,
    SECTION_KINDS,
    BlockDraft,
    FrontArrangement,
)
from articles.actions.desk.front_page import arrange_front, arrange_section_front
from articles.actions.permissions import Actor
from articles.models import Article, Edition, FrontBlock, FrontSlot, Photo, Section, Topic
from articles.models.front_page import FrontBlockKind, StripShape
from articles.querysets import EditionQuerySet
from articles.search.desk import match_stories
from articles.selectors.public_names import sections_in
from newsroom.admin.base import now
from newsroom.strict_values import parse_integer

PAGE, PREVIEW = "admin:articles_frontslot_changelist", "admin:articles_frontslot_preview"


@dataclass(frozen=True, slots=True)
class Front:
    """The front page, or the page of a section."""

    section: Section | None = None

    @property
    def url(self) -> str:
        return f"{reverse(PAGE)}{self._query}"

    @property
    def preview_url(self) -> str:
        return f"{reverse(PREVIEW)}{self._query}"

    @property
    def _query(self) -> str:
        return f"?section={self.section.pk}" if self.section else ""

    @property
    def public_path(self) -> str:
        return f"/{self.section.slug}/" if self.section else "/"

    @property
    def kinds(self) -> dict[str, str]:
        """Labels of the kinds of blocks that the page can have, by kind."""
        if self.section is None:
            return {kind.value: str(kind.label) for kind in FrontBlockKind}
        labels = {kind.value: str(kind.label) for kind in SECTION_KINDS}
        return {**labels, FrontBlockKind.SECTIONS.value: _("All sections under it")}

    @property
    def default_blocks(self) -> tuple[BlockDraft, ...]:
        return () if self.section else DEFAULT_BLOCKS

    @property
    def family(self) -> list[int]:
        """Ids of the section and of the sections under it; none of the front page."""
        if self.section is None:
            return []
        return [self.section.pk, *Section.objects.filter(parent=self.section).values_list("pk", flat=True)]

    def read(self) -> FrontArrangement:
        return FrontArrangement.read_section(self.section.pk) if self.section else FrontArrangement.read()

    def arrange(self, arrangement: FrontArrangement, *, by: Actor, at: datetime, seen: str) -> None:
        if self.section is not None:
            arrange_section_front(self.section.pk, arrangement, by=by, at=at, seen=seen)
        else:
            arrange_front(arrangement, by=by, at=at, seen=seen)


@dataclass(frozen=True, slots=True)
class FrontLink:
    name: str
    url: str
    is_current: bool
    is_arranged: bool


def find_front(request: HttpRequest) -> Front:
    """Return the page that the address names; raise Http404 for an unknown section."""
    text = request.GET.get("section", "")
    if not text:
        return Front()
    section = Section.objects.filter(pk=parse_integer(text) or 0).first()
    if section is None:
        raise Http404(text)
    return Front(section)


def list_fronts(current: Front) -> Iterator[FrontLink]:
    """Yield links to the front page and to the sections that readers see."""
    is_arranged = FrontSlot.objects.exists() or FrontBlock.objects.exists()
    yield FrontLink(_("Front page"), Front().url, current.section is None, is_arranged)
    public = sections_in(Edition.objects.public(at=now())).select_related("front")
    for section in public.order_by("position", "name"):
        link = Front(section).url
        yield FrontLink(section.name, link, current.section == section, hasattr(section, "front"))


MAX_OFFERS = 20
RECENT_STORIES = 60
"""Number of the newest public stories from which offers are taken."""
MAX_SUCCESSORS = 3
BLOCK_PREFIX = "b"

type Row = int | str
"""Id of a story, or key of a block, such as `b2`, whose stories follow."""


@dataclass(frozen=True, slots=True)
class FrontPagePlace:
    """Place in the order being arranged; without an offer it needs a successor."""

    article: Article
    offer: Edition | None
    successors: Sequence[Edition] = ()


@dataclass(frozen=True, slots=True)
class BoardBlock:
    """A block with its places; the lead has no key."""

    key: str
    places: list[FrontPagePlace]
    facts: BlockDraft | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class FrontPageBoard:
    """Content of the page for one order."""

    blocks: list[BoardBlock]
    offered: list[Edition]


@dataclass(frozen=True, slots=True)
class FrontForm:
    """The rows of a form in their order, and the facts of its blocks by key."""

    rows: list[Row]
    facts: Mapping[str, BlockDraft]
    default: tuple[BlockDraft, ...] = DEFAULT_BLOCKS
    """Blocks of a form without any; the page of a section has none."""

    @classmethod
    def of(
        cls, arrangement: FrontArrangement, default: tuple[BlockDraft, ...] = DEFAULT_BLOCKS
    ) -> "FrontForm":
        rows: list[Row] = [*arrangement.lead]
        facts = {}
        for number, block in enumerate(arrangement.blocks, start=1):
            key = f"{BLOCK_PREFIX}{number}"
            facts[key] = replace(block, stories=())
            rows += [key, *block.stories]
        return cls(rows, facts, default)

    @classmethod
    def parse(cls, data: Any, default: tuple[BlockDraft, ...] = DEFAULT_BLOCKS) -> "FrontForm":
        """Read a posted form; one without blocks has the default ones.

        Blocks of unknown kinds are left out.
        """
        rows = parse_rows(data.getlist("story"))
        blocks = {row: _parse_block(data, row) for row in rows if isinstance(row, str)}
        facts = {key: block for key, block in blocks.items() if block.kind in FrontBlockKind}
        rows = [row for row in rows if row in facts or isinstance(row, int)]
        if not facts and "blocks" not in data:
            form = FrontForm.of(FrontArrangement(blocks=default), default)
            return cls([*rows, *form.rows], form.facts, default)
        return cls(rows, facts, default)

    @property
    def arrangement(self) -> FrontArrangement:
        lead, *others = split_groups(self.rows)
        blocks = tuple(replace(self.facts[key], stories=tuple(stories)) for key, stories in others)
        return FrontArrangement(tuple(lead[1]), blocks or self.default)

    def apply_button(self, button: str, target: str = "", kind: str = "") -> "FrontForm":
        """Return the form after its button.

        `block` adds one of this kind; `empty` removes everything.
        """
        if button == "empty":
            return replace(self, rows=[], facts={})
        if button != "block":
            return replace(self, rows=apply_move(self.rows, button, target))
        if kind not in FrontBlockKind:
            return self
        numbers = [int(key.removeprefix(BLOCK_PREFIX)) for key in self.facts]
        key = f"{BLOCK_PREFIX}{max(numbers, default=0) + 1}"
        return replace(self, rows=[*self.rows, key], facts={**self.facts, key: BlockDraft(kind)})


def _parse_block(data: Mapping[str, str], key: str) -> BlockDraft:
    def read(name: str) -> str:
        return data.get(f"{name}-{key}", "").strip()

    kind = read("kind")
    return BlockDraft(
        kind,
        read("title"),
        parse_integer(read("topic")) if kind == FrontBlockKind.TOPIC else None,
        parse_integer(read("section")) if kind == FrontBlockKind.SECTION else None,
        read("shape") or StripShape.LEAD.value,
    )


def parse_rows(values: Sequence[str]) -> list[Row]:
    rows: list[Row] = []
    for value in values:
        number = parse_integer(value.removeprefix(BLOCK_PREFIX))
        if number is not None and number > 0:
            rows.append(f"{BLOCK_PREFIX}{number}" if value.startswith(BLOCK_PREFIX) else number)
    return list(dict.fromkeys(rows))


def split_groups(rows: Sequence[Row]) -> list[tuple[str, list[int]]]:
    """Return the keys of the blocks with their stories, first the lead without a key."""
    groups: list[tuple[str, list[int]]] = [("", [])]
    for row in rows:
        if isinstance(row, str):
            groups.append((row, []))
        else:
            groups[-1][1].append(row)
    return groups


def join_groups(groups: Sequence[tuple[str, Sequence[int]]]) -> list[Row]:
    rows: list[Row] = []
    for key, stories in groups:
        rows += [*([key] if key else []), *stories]
    return rows


def apply_move(order: Sequence[Row], button: str, target: str = "") -> list[Row]:
    """Return the order after `up:7`, `down:b2`, `remove:7`, `add:7` or `replace:7:9`.

    A story is added to the end of the block `target`, by default of the lead.
    """
    name, _colon, rest = button.partition(":")
    rows = parse_rows(rest.split(":"))
    places = list(order)
    if not rows:
        return places
    if name == "add":
        return places if rows[0] in places else _add_story(places, rows[0], target)
    if rows[0] not in places:
        return places
    if isinstance(rows[0], str):
        return _move_block(places, rows[0], name)
    return _move_story(places, name, rows[0], rows[-1])


def _add_story(places: Sequence[Row], story: Row, target: str) -> list[Row]:
    groups = split_groups(places)
    keys = [key for key, _stories in groups]
    if isinstance(story, int):
        groups[keys.index(target) if target in keys else 0][1].append(story)
    return join_groups(groups)


def _move_story(places: list[Row], name: str, story: Row, other: Row) -> list[Row]:
    at = places.index(story)
    if name == "replace":
        is_new = isinstance(other, int) and other not in places
        return [*places[:at], other, *places[at + 1 :]] if is_new else places
    places.pop(at)
    goes_to = {"up": max(0, at - 1), "down": at + 1}.get(name)
    if goes_to is not None:
        places.insert(goes_to, story)
    return places


def _move_block(places: Sequence[Row], key: str, name: str) -> list[Row]:
    """Move a block with its stories by one block, never above the lead."""
    groups = split_groups(places)
    at = [group for group, _stories in groups].index(key)
    block = groups.pop(at)
    goes_to = {"up": max(1, at - 1), "down": at + 1}.get(name)
    if goes_to is not None:
        groups.insert(goes_to, block)
    return join_groups(groups)


def build_board(form: FrontForm, search: str, front: Front) -> FrontPageBoard:
    """Return the page.

    It offers the newest stories of a section and those under it, or of all sections.
    """
    order = [row for row in form.rows if isinstance(row, int)]
    public = Edition.objects.public(at=now()).newest_first().for_cards()
    placed = {offer.article_id: offer for offer in load_offers(public.filter(article__in=order))}
    own = public.in_section(front.family) if front.section else public
    newest = load_offers(own.exclude(article__in=order)[:RECENT_STORIES])
    stories = Article.objects.in_bulk(order)

    def build_places(ids: Sequence[int]) -> list[FrontPagePlace]:
        return [
            FrontPagePlace(
                story, placed.get(story.pk), () if story.pk in placed else _find_successors(story, newest)
            )
            for story in (stories[pk] for pk in ids if pk in stories)
        ]

    kinds = front.kinds
    labels = {key: kinds.get(facts.kind, "") for key, facts in form.facts.items()}
    blocks = [
        BoardBlock(key, build_places(ids), form.facts.get(key), labels.get(key, ""))
        for key, ids in split_groups(form.rows)
    ]
    if not search:
        return FrontPageBoard(blocks, newest[:MAX_OFFERS])
    found = public.filter(article__in=Article.objects.filter(match_stories(search)).values("pk"))
    return FrontPageBoard(blocks, load_offers(found.exclude(article__in=order)[:MAX_OFFERS]))


def load_offers(editions: EditionQuerySet) -> list[Edition]:
    """Return the stories, each with `photo_id` of its stored lead photo.

    These are two queries.
    """
    rows = list(editions)
    leads = {row.pk: _lead_photo_id(row) for row in rows}
    stored = Photo.objects.filter(pk__in=[pk for pk in leads.values() if pk]).exclude(file="")
    with_file = set(stored.values_list("pk", flat=True))
    for row in rows:
        vars(row)["photo_id"] = leads[row.pk] if leads[row.pk] in with_file else None
    return rows


def _lead_photo_id(edition: Edition) -> int | None:
    placed = sorted(edition.placements, key=lambda placement: placement["role"] != "lead")
    return placed[0]["photo_id"] if placed else None


def _find_successors(story: Article, newest: Sequence[Edition]) -> list[Edition]:
    """Return the newest stories, those of the section first."""
    return sorted(newest, key=lambda offer: offer.section.pk != story.section_id)[:MAX_SUCCESSORS]


def list_block_choices(front: Front) -> dict[str, Any]:
    """Return what the selects of the blocks offer."""
    return {
        "kinds": list(front.kinds.items()),
        "shapes": StripShape.choices,
        "topics": list(Topic.objects.filter(retired=False).values_list("pk", "name")),
        "sections": list(Section.objects.all()),
    }
