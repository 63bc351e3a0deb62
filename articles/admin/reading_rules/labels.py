"""Sentences and labels of reading rules and of what they change."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.intake.labels import PART_LABELS
from articles.models import ReadingRule
from articles.parsing.corrections.types import ProposedRule, RuleKind
from articles.parsing.lexicon import Lexicon
from people.models import Person

SENTENCES: dict[str, Any] = {
    RuleKind.HOUSE: gettext_lazy("“%(text)s” in a credit is a media house or photo agency."),
    RuleKind.BODY: gettext_lazy("“%(text)s” in a credit is an organisation that supplied the picture."),
    RuleKind.SPELLING: gettext_lazy("“%(text)s” means the agency %(meaning)s."),
    RuleKind.ALIAS: gettext_lazy("“%(text)s” is %(meaning)s of the directory."),
    RuleKind.OFFICE: gettext_lazy("“%(text)s” is an office."),
    RuleKind.INITIALS: gettext_lazy("“%(text)s” are the initials of %(meaning)s."),
    RuleKind.LINE: gettext_lazy("The line “%(text)s” is left out, whatever numbers it has."),
}
FIELD_LABELS: dict[str, Any] = {
    "headline": gettext_lazy("headline"), "kicker": gettext_lazy("kicker"), "dek": gettext_lazy("dek"),
    "byline": gettext_lazy("byline"), "dateline": gettext_lazy("dateline"), "agency": gettext_lazy("agency"),
    "caption": gettext_lazy("caption"), "place": gettext_lazy("place"), "date": gettext_lazy("date"),
    "in_picture": gettext_lazy("In the picture"), "tag.agency": gettext_lazy("agency in the tag"),
    "tag.editor": gettext_lazy("initials in the tag"), "tag.unknown": gettext_lazy("unknown in the tag"),
    "person": gettext_lazy("person"), "office": gettext_lazy("office"), "person_link": gettext_lazy("in the directory"),
    "text": gettext_lazy("text"), "note": gettext_lazy("internal notes"), "left_out": gettext_lazy("left out"),
    **{f"credit.{kind}": label for kind, label in PART_LABELS.items()},
}  # fmt: skip


def rule_sentence(rule: ReadingRule) -> str:
    """Return the meaning of a rule as a sentence."""
    meaning = rule.agency.name if rule.agency else rule.person.name if rule.person else rule.name
    return str(SENTENCES[rule.kind] % {"text": rule.text, "meaning": meaning})


def proposal_sentence(proposed: ProposedRule, lexicon: Lexicon) -> str:
    """Return the meaning of a proposal that is not stored."""
    meaning = proposed.meaning
    if proposed.kind is RuleKind.SPELLING:
        meaning = lexicon.agency_name(meaning)
    elif proposed.kind is RuleKind.ALIAS:
        meaning = Person.objects.values_list("name", flat=True).get(pk=int(meaning))
    return str(SENTENCES[proposed.kind] % {"text": proposed.text, "meaning": meaning})


def label_facts(facts: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Return label and value of facts that a rule removes or adds."""
    return [(str(FIELD_LABELS.get(field, field)), value) for field, value in facts]


def describe_source(rule: ReadingRule) -> str:
    """Return the headline of the copy that a rule comes from; empty without one."""
    if rule.item is None:
        return ""
    return rule.item.headline or _("received copy #%(number)d") % {"number": rule.item.pk}
