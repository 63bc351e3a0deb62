"""Received copy and rules for tests."""

from articles.actions.intake.ingest import ingest
from articles.actions.reading_rules.decisions import accept_rule, propose_rule
from articles.models import ReadingRule, WireItem
from articles.parsing.corrections.types import ProposedRule, RuleKind
from tests.articles.parsing.corrections.pieces import COPY
from tests.factories import NOON, make_chief

HOUSE = ProposedRule(RuleKind.HOUSE, "Wattblick Kontor", "", "person: Wattblick Kontor", "house")


def receive_piece(
    credit: str = "Foto: Wattblick Kontor/AFP",
    tag: str = "(afp/dl)",
    line: str = "Die Brücke kostet 40 Millionen Euro.",
    head: str = "",
) -> WireItem:
    text = COPY.format(credit=credit, tag=tag, line=line)
    return ingest((f"{head}\n\n{text}" if head else text).encode(), by=make_chief(), at=NOON).item


def make_rule(proposed: ProposedRule = HOUSE, *, active: bool = True) -> ReadingRule:
    rule = propose_rule(proposed, item_id=None, by=make_chief(), at=NOON)
    return accept_rule(rule.pk, by=make_chief(), at=NOON) if active else rule
