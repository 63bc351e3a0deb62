"""A rule fits an item if all of its conditions do."""

from articles.wire.rules import RuleConditions, RuleFacts, find_matching, split_patterns
from tests.tables import each_of

FACTS = RuleFacts(
    source="dpa-text", provider="dpa", kind="text", language="de-AT", service="bdt, lno", slugline="Hafen/Kran/Nordhaven",
    headline="Kran steht wieder", urgency=3, subjects=("20000065", "medtop:20000065", "Verkehr"), notices=("lead",),
)  # fmt: skip


@each_of(
    [
        (RuleConditions(), True),
        (RuleConditions(source="dpa-text"), True),
        (RuleConditions(source="afp-text"), False),
        (RuleConditions(providers=("afp", "DPA")), True),
        (RuleConditions(kinds=("picture",)), False),
        (RuleConditions(languages=("de",)), True),
        (RuleConditions(languages=("en",)), False),
        (RuleConditions(services=("lno",)), True),
        (RuleConditions(services=("lsw",)), False),
        (RuleConditions(sluglines=("hafen/*",)), True),
        (RuleConditions(sluglines=("Wetter/*",)), False),
        (RuleConditions(headlines=("*steht*",)), True),
        (RuleConditions(subjects=("medtop:20000065",)), True),
        (RuleConditions(subjects=("verk*",)), True),
        (RuleConditions(notices=("lead",)), True),
        (RuleConditions(notices=("correction",)), False),
        (RuleConditions(urgency_from=1, urgency_to=3), True),
        (RuleConditions(urgency_to=2), False),
        (RuleConditions(urgency_from=4), False),
        (RuleConditions(providers=("dpa",), sluglines=("Wetter/*",)), False),
    ]
)
def test_all_conditions_must_hold(conditions: RuleConditions, fits: bool) -> None:
    assert conditions.match(FACTS) is fits


def test_an_item_without_urgency_fits_no_range() -> None:
    assert not RuleConditions(urgency_from=1, urgency_to=9).match(RuleFacts())


def test_rules_apply_in_order_up_to_the_last_one() -> None:
    rules = [
        (RuleConditions(providers=("afp",)), True, "afp"),
        (RuleConditions(providers=("dpa",)), False, "dpa"),
        (RuleConditions(kinds=("text",)), True, "text"),
        (RuleConditions(), False, "all"),
    ]

    assert list(find_matching(rules, FACTS)) == ["dpa", "text"]


def test_alternatives_are_separated_by_lines_and_commas() -> None:
    assert split_patterns(" Wetter/*, Sport/*\n\nWetter/*\nRat ") == ("Wetter/*", "Sport/*", "Rat")
