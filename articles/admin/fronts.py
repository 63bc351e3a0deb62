"""The pages that the desk arranges: the front page and those of sections."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.actions.desk.front_arrangement import (
    DEFAULT_BLOCKS,
    SECTION_KINDS,
    BlockDraft,
    FrontArrangement,
)
from articles.actions.desk.front_page import arrange_front
from articles.actions.desk.section_front import arrange_section_front
from articles.actions.permissions import Actor
from articles.models import Edition, FrontBlock, FrontSlot, Section
from articles.models.front_page import FrontBlockKind
from articles.public_names import sections_in
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
