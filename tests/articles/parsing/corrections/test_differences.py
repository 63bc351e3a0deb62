"""Two readings are compared value by value, and a rule answers for the values it names alone."""

from typing import Any

from articles.parsing.corrections.differences import compare_copies, is_expected
from articles.parsing.corrections.types import ProposedRule, RuleKind, extend_lexicon
from articles.parsing.corrections.uses import list_uses
from articles.parsing.lexicon import BUILTIN
from tests.articles.parsing.corrections.pieces import read_piece
from tests.tables import each_of

HOUSE = ProposedRule(RuleKind.HOUSE, "Wattblick Kontor")
LINE = ProposedRule(RuleKind.LINE, "Küstenpuls: 3 Minuten Vorlesezeit")
CASES = [
    (HOUSE, {"credit": "Foto: Wattblick Kontor/AFP"}),
    (ProposedRule(RuleKind.BODY, "Wattblick Kontor"), {"credit": "Foto: Wattblick Kontor"}),
    (ProposedRule(RuleKind.SPELLING, "Hafenwire", "dpa"), {"credit": "Foto: Klara Weber/Hafenwire"}),
    (ProposedRule(RuleKind.SPELLING, "Hafenwire", "dpa"), {"tag": "(afp/Hafenwire)"}),
    (ProposedRule(RuleKind.INITIALS, "hbl", "Hanna Blick"), {"tag": "(afp/HBL)"}),
    (ProposedRule(RuleKind.OFFICE, "Priel-Muhme"), {}),
    (LINE, {"line": "Küstenpuls: 11 Minuten Vorlesezeit"}),
]


@each_of(CASES)
def test_a_rule_answers_for_its_own_change(rule: ProposedRule, gaps: dict[str, Any]) -> None:
    before, after = read_piece(**gaps), read_piece(**gaps, lexicon=extend_lexicon(BUILTIN, rule))

    change = compare_copies(before, after)

    assert change
    assert is_expected(rule, change), change


@each_of(CASES)
def test_a_rule_that_read_the_copy_is_counted_as_used(rule: ProposedRule, gaps: dict[str, Any]) -> None:
    copy = read_piece(**gaps, lexicon=extend_lexicon(BUILTIN, rule))

    assert (rule.kind, rule.key) in list_uses(copy)
    assert (rule.kind, rule.key) not in list_uses(read_piece(**gaps))


def test_a_longer_name_cut_by_a_rule_is_another_change() -> None:
    rule = ProposedRule(RuleKind.SPELLING, "Kontor", "dpa")
    credit = "Foto: Wattblick Kontor"

    change = compare_copies(read_piece(credit), read_piece(credit, lexicon=extend_lexicon(BUILTIN, rule)))

    assert change
    assert not is_expected(rule, change)


def test_copy_without_the_phrase_does_not_change() -> None:
    assert not compare_copies(read_piece(), read_piece(lexicon=extend_lexicon(BUILTIN, HOUSE)))


def test_an_alias_answers_for_a_new_link_and_not_for_a_changed_one() -> None:
    rule = ProposedRule(RuleKind.ALIAS, "Jonna Ekvall", "7")
    copy = read_piece()

    new = compare_copies(copy, copy, links=({}, {"Jonna Ekvall": "Johanna Ekvall"}))
    changed = compare_copies(copy, copy, links=({"Jonna Ekvall": "Ina"}, {"Jonna Ekvall": "Johanna Ekvall"}))

    assert (is_expected(rule, new), is_expected(rule, changed)) == (True, False)
