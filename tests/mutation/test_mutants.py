"""What counts as a change of a rule, and that the tables of the run name what there is."""

import tomllib

import pytest

from tests.mutation.__main__ import HERE, ROOT
from tests.mutation.modules import MODULES
from tests.mutation.mutants import mutants_of

RULE = '''
"""A rule of the house."""

from datetime import datetime

MOST: int = 3


@cache
def allows(partner: "Partner | None", at: datetime) -> bool:
    """Whether it may."""
    if partner is None or partner.blocked:
        raise Refused(_("No."))
    audit("asked")
    return partner.since <= at and "read" in {"read", "write"}
'''


def changes() -> set[tuple[str, str]]:
    return {(mutant.before, mutant.after) for mutant in mutants_of(RULE, "rule.py")}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("if partner is None or partner.blocked:", "if partner is None:"),
        ("if partner is None or partner.blocked:", "if partner.blocked:"),
        ("if partner is None or partner.blocked:", "if partner is None and partner.blocked:"),
        ('raise Refused(_("No."))', "pass"),
        ('audit("asked")', "pass"),
        ("MOST: int = 3", "MOST: int = 4"),
        (
            'return partner.since <= at and "read" in {"read", "write"}',
            'return partner.since < at and "read" in {"read", "write"}',
        ),
    ],
)
def test_dropping_a_condition_a_refusal_or_an_entry_is_a_change(before: str, after: str) -> None:
    assert (before, after) in changes()


def test_words_types_and_decorators_are_no_rules() -> None:
    assert not [
        before for before, _ in changes() if "A rule" in before or "cache" in before or "def" in before
    ]
    assert not [after for _, after in changes() if "XXNo.XX" in after]


def test_a_change_names_the_function_it_is_in_and_none_where_it_runs_at_import() -> None:
    assert {mutant.place for mutant in mutants_of(RULE, "rule.py")} == {"", "allows"}


@pytest.mark.parametrize("name", MODULES)
def test_every_module_of_the_table_and_its_tests_are_there(name: str) -> None:
    target = MODULES[name]

    assert [
        path for path in (target.path, *target.tests) if not (ROOT / path.partition("::")[0]).exists()
    ] == []


def test_every_equivalent_change_still_can_be_made_and_gives_its_reason() -> None:
    listed = tomllib.loads((HERE / "equivalent.toml").read_text(encoding="utf-8"))
    for name, entries in listed.items():
        target, places = MODULES[name], {entry["place"] for entry in entries}
        source = (ROOT / target.path).read_text(encoding="utf-8")
        keys = {mutant.key for mutant in mutants_of(source, target.path, places)}
        gone = [entry for entry in entries if (entry["place"], entry["before"], entry["after"]) not in keys]
        assert gone == [], f"{name}: no such change any more"
        assert all(len(entry["reason"]) > 15 for entry in entries)
