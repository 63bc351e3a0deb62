"""A value is called sure as its rule has earned, for each kind of value of our own labelled copy."""

import re
from collections.abc import Iterator

import pytest

from articles.parsing.confidence import PROMISE, SHARES_FILE, rate_confidence
from newsroom.text.spans import Confidence
from newsroom.text.wordlists import read_toml
from tests.benchmarks.calibrate_reading import Calibration, Diagram, Judgement, calibrate, format_shares
from tests.paths import DATA, ROOT

KINDS = {
    "Caption", "CaptionPerson", "Credit", "CreditPart", "FoundPerson", "Tag", "TagPart", "credit_raw", "date",
    "dateline", "headline", "offices", "place",
}  # fmt: skip


@pytest.fixture(scope="module")
def found() -> Calibration:
    return calibrate([DATA / "reading"])


def judge(kind: str, rule: str, *, right: int, wrong: int = 0) -> list[Judgement]:
    return [
        Judgement(kind, rule, Confidence.SURE, number >= wrong, "Kassel") for number in range(right + wrong)
    ]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_sure_values_are_right_as_often_as_promised(kind: str, found: Calibration) -> None:
    shares = read_toml(SHARES_FILE)
    sure = [
        one.is_right
        for one in found.judgements
        if one.kind == kind and rate_confidence(one.kind, one.rule, one.stated, shares) is Confidence.SURE
    ]

    assert sum(sure) >= PROMISE * len(sure)


def test_every_kind_is_counted(found: Calibration) -> None:
    assert {one.kind for one in found.judgements} == KINDS


def test_a_badge_comes_from_the_other_publishers() -> None:
    calibration = Calibration()
    for fold in range(5):
        calibration.add(judge("place", "place.in", right=20, wrong=8 if fold == 4 else 0), fold)
    diagram = Diagram.draw(calibration.rate_held_out())

    assert (diagram.right["place", Confidence.SURE], diagram.all["place", Confidence.SURE]) == (20, 28)
    assert diagram.all["place", Confidence.LIKELY] == 80
    assert diagram.list_overrated() == ["place"]


def test_the_written_figures_have_each_rule_that_was_seen(found: Calibration) -> None:
    shares = found.count_shares()
    sure = {(one.kind, one.rule) for one in found.judgements if one.stated is Confidence.SURE}

    assert {(kind, rule) for kind, rules in shares.items() for rule in rules} == sure
    assert all(f'"{rule}" = ' in format_shares(shares) for _kind, rule in sure)


def test_the_figures_name_no_rule_that_is_gone() -> None:
    rules = {rule for shares in read_toml(SHARES_FILE).values() for rule in shares if rule}
    forms = "|".join(set(list_rule_forms()))

    assert {rule for rule in rules if not re.fullmatch(forms, rule)} == set()


def list_rule_forms() -> Iterator[str]:
    """Yield an expression for each rule of the code: `credit.media`, `place.{word}`."""
    for room in ("articles/parsing", "people"):
        for file in (ROOT / room).rglob("*.py"):
            for literal in re.findall(r'"([a-z]+\.[^"\s]+)["{]', file.read_text(encoding="utf-8")):
                yield re.sub(r"\\\{.*?(?:\\\}|$)", r"[\\w-]+", re.escape(literal))
