"""The evidence of each value: where it is in the text, by which rule, and how sure."""

from collections.abc import Iterator
from typing import Any

import pytest

from articles.parsing.to_dict import parse_caption, parse_credit, parse_story, parse_tag

COPY = """Nordhaven bekommt einen neuen Kran

Nordhaven (dpa) - Hafenchefin Mira Vogt hat den Kran vorgestellt. Er hebt 40 Tonnen.

Der Kran kostet drei Millionen Euro, sagte Vogt.

Hafenchefin Mira Vogt (l.) am 3. März 2026 in Nordhaven. Foto: Ole Brandt/dpa

(dpa/obr)
"""


@pytest.fixture(scope="module")
def evidence() -> dict[str, Any]:
    explained = parse_story(COPY, explain=True)["explain"]
    assert isinstance(explained, dict)
    return explained


def list_evidence(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every value with a span, however deep."""
    if isinstance(value, dict):
        if {"value", "span"} <= value.keys():
            yield value
        for inner in value.values():
            yield from list_evidence(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from list_evidence(inner)


@pytest.mark.parametrize("key", ["headline", "dateline", "lead_caption", "credit_raw", "tag"])
def test_a_span_covers_its_value(key: str, evidence: dict[str, Any]) -> None:
    start, end = evidence[key]["span"]

    assert evidence["text"][start:end] == evidence[key]["value"]


def test_people_have_their_offices_and_mentions(evidence: dict[str, Any]) -> None:
    (person,) = evidence["persons"]

    assert (person["value"], person["confidence"]) == ("Mira Vogt", "sure")
    assert [evidence["text"][slice(*role["span"])] for role in person["roles"]] == ["Hafenchefin"]
    assert [evidence["text"][slice(*one["span"])] for one in person["mentions"]] == [
        "Mira Vogt",
        "Mira Vogt",
        "Vogt",
    ]


def test_every_value_has_rule_and_confidence(evidence: dict[str, Any]) -> None:
    values = [one for one in list_evidence(evidence) if "parts" not in one]

    assert len(values) > 10
    assert all(one["rule"] and one["confidence"] in {"sure", "likely", "doubtful"} for one in values)


def test_every_line_is_explained(evidence: dict[str, Any]) -> None:
    lines = [line["value"] for line in evidence["lines"]]

    assert " ".join(" ".join(lines).split()) == " ".join(COPY.split())


def test_the_plain_keys_stay_and_evidence_comes_on_demand_only() -> None:
    plain, explained = parse_story(COPY), parse_story(COPY, explain=True)

    assert "explain" not in plain
    assert {key: value for key, value in explained.items() if key != "explain"} == plain


def test_parts_of_a_credit_a_tag_and_a_caption_are_explained() -> None:
    credit = parse_credit("Foto: Ole Brandt/dpa", explain=True)["explain"]
    tag = parse_tag("Ende.\n\n(dpa/obr)", explain=True)["explain"]
    caption = parse_caption("Mira Vogt in Nordhaven. Foto: Ole Brandt/dpa", explain=True)["explain"]

    assert isinstance(credit, dict)
    assert isinstance(tag, dict)
    assert isinstance(caption, dict)
    assert [(part["kind"], part["value"]) for part in credit["parts"]][-2:] == [
        ("person", "Ole Brandt"),
        ("agency", "dpa"),
    ]
    assert ([one["value"] for one in tag["agencies_tag"]], [one["value"] for one in tag["editors_tag"]]) == (
        ["dpa"],
        ["obr"],
    )
    assert caption["text"][slice(*caption["credit_raw"]["span"])] == "Foto: Ole Brandt/dpa"
    assert caption["caption_persons"][0]["value"] == "Mira Vogt"
