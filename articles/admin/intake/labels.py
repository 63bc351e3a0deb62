"""Labels of a parsed caption: parts of the credit, people and their positions."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from articles.parsing.captions.parse import Caption, CaptionPerson
from articles.parsing.captions.position_marks import Position
from articles.parsing.credits.types import PartKind
from articles.parsing.lexicon import BUILTIN

POSITION_CONTEXT = "in the picture"
PART_LABELS = {
    PartKind.PERSON: gettext_lazy("photographer"), PartKind.AGENCY: gettext_lazy("agency"),
    PartKind.DISTRIBUTOR: gettext_lazy("distributor"), PartKind.POOL: gettext_lazy("pool"),
    PartKind.HANDOUT: gettext_lazy("handout"), PartKind.BODY: gettext_lazy("supplied by"),
    PartKind.MEDIA: gettext_lazy("publisher or photo agency"), PartKind.NETWORK: gettext_lazy("network"),
    PartKind.OWN_STAFF: gettext_lazy("own staff"), PartKind.ARCHIVE: gettext_lazy("archive"),
    PartKind.YEAR: gettext_lazy("year"), PartKind.COPYRIGHT: gettext_lazy("copyright sign"),
    PartKind.PREFIX: gettext_lazy("introduced by"), PartKind.NOBODY: gettext_lazy("name withheld"),
    PartKind.MOTIF: gettext_lazy("what is shown"), PartKind.CLIENT: gettext_lazy("ordered by"),
    PartKind.NOTE: gettext_lazy("remark"), PartKind.UNKNOWN: gettext_lazy("unknown"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadingLabel:
    """A parsed value as text, with the name of the rule that found it."""

    text: str
    rule: str


def credit_part_labels(caption: Caption) -> list[ReadingLabel]:
    if caption.credit is None:
        return []
    agencies = {
        part.value: BUILTIN.agency_name(part.value)
        for part in caption.credit.parts
        if part.kind is PartKind.AGENCY
    }
    return [
        ReadingLabel(
            f"{PART_LABELS[part.kind]}: {agencies.get(part.value) or part.value or part.text}", part.rule
        )
        for part in caption.credit.parts
        if part.kind is not PartKind.PREFIX
    ]


def person_label(person: CaptionPerson) -> ReadingLabel:
    office = f" ({person.role})" if person.role else ""
    where = f", {position_label(person.position)}" if person.position is not None else ""
    rules = (person.rule, person.position_rule)
    return ReadingLabel(f"{person.name}{office}{where}", " · ".join(rule for rule in rules if rule))


def position_label(position: Position | None) -> str:
    if position is None:
        return ""
    if isinstance(position, int):
        return (_("no. %(n)d from the left") if position > 0 else _("no. %(n)d from the right")) % {
            "n": abs(position)
        }
    return {
        "l": pgettext(POSITION_CONTEXT, "left"),
        "r": pgettext(POSITION_CONTEXT, "right"),
        "m": pgettext(POSITION_CONTEXT, "in the middle"),
    }[position]
