"""Received copy and rules for tests."""

from articles.actions.intake.receive.ingest import ingest
from articles.actions.reading_rules.decisions import propose_rule, teach_rule
from articles.actions.reading_rules.replay import replay_rule
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
    make = teach_rule if active else propose_rule
    return make(proposed, item_id=None, by=make_chief(), at=NOON)


def make_compared_rule(proposed: ProposedRule = HOUSE) -> ReadingRule:
    """Return a proposal whose replay has ended, which may be accepted."""
    rule = make_rule(proposed, active=False)
    return replay_rule(rule.pk, by=make_chief(), at=NOON, seconds=60)
