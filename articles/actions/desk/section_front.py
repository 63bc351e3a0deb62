"""The arrangement of the page of a section."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.desk.front_arrangement import SECTION_KINDS, FrontArrangement
from articles.actions.desk.front_page import (
    FrontPageChanged,
    check_arrangement,
    find_last_editor,
    find_public_stories,
)
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.models.audit import AuditVerb
from articles.models.front_page import SectionFront
from articles.models.taxonomy import Section


@transaction.atomic
def arrange_section_front(
    section_id: int, arrangement: FrontArrangement, *, by: Actor, at: datetime, seen: str | None = None
) -> None:
    """Save the page of a section; without an arrangement it is filled by itself.

    `seen` is the version that the editor started from; FrontPageChanged is raised if another one is in force.
    """
    require_permission(by, "change_frontslot")
    section = Section.objects.select_for_update(no_key=True).filter(pk=section_id).first()
    if section is None:
        raise ActionRefused(_("There is no such section."))
    check_arrangement(arrangement)
    if any(block.kind not in SECTION_KINDS for block in arrangement.blocks):
        raise ActionRefused(_("There is no such block."))
    old = FrontArrangement.read_section(section_id)
    if seen is not None and seen != old.format_version():
        raise FrontPageChanged(old, find_last_editor("section", object_id=section_id))
    find_public_stories(arrangement.stories, at)
    blocks = [asdict(block) for block in arrangement.blocks]
    if arrangement.lead or blocks:
        facts = {"lead": list(arrangement.lead), "blocks": blocks, "arranged_at": at}
        SectionFront.objects.update_or_create(section=section, defaults=facts)
    else:
        SectionFront.objects.filter(section=section).delete()
    audit(
        AuditVerb.ARRANGE_FRONT_PAGE, section, by=by, at=at, before=list(old.lead), after=list(arrangement.lead),
        blocks_before=[asdict(block) for block in old.blocks], blocks=blocks,
    )  # fmt: skip
