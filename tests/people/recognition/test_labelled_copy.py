"""Every line of `data/reading/people.jsonl`: who is named, in which office, how often."""

import json
from typing import Any

from people.recognition.story_people import find_people
from tests.paths import DATA
from tests.tables import each_of

LABELLED = DATA / "reading" / "people.jsonl"
CASES = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]


@each_of(CASES)
def test_people_offices_and_mentions_are_read_as_labelled(case: dict[str, Any]) -> None:
    wanted = [(p["name"], p["offices"], p.get("mentions")) for p in case["people"]]

    people = find_people([case["text"]])

    told = any("mentions" in p for p in case["people"])
    counted = [len(p.mentions) if told else None for p in people]
    assert [(p.name, [o.value for o in p.offices], n) for p, n in zip(people, counted, strict=True)] == wanted


def test_the_labelled_copy_holds_hundreds_of_cases_and_dozens_without_people() -> None:
    empty = [case for case in CASES if not case["people"]]

    assert len(CASES) >= 330
    assert len(empty) >= 40
