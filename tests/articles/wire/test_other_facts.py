"""What no field of an item says is listed with its place, so that nothing of a file is lost without a word."""

import json
from pathlib import Path

from articles.wire.other_facts import MAX_FACTS, OtherFact, list_other_facts
from articles.wire.registry import read_wire
from articles.wire.to_dict import dump_item
from tests.articles.wire.dpa_files import build_dpa_g2, build_dpa_json
from tests.benchmarks.lost_texts import judge_file
from tests.tables import each_of

FILES = sorted(path for path in (Path(__file__).parent / "data").rglob("*.*") if "expected" not in path.name)


def list_facts(raw: bytes) -> tuple[OtherFact, ...]:
    return list_other_facts(raw, [dump_item(item) for item in read_wire(raw).items])


@each_of([*(file.read_bytes() for file in FILES), build_dpa_json(), build_dpa_g2()])
def test_no_text_of_a_file_is_lost_without_a_word(raw: bytes) -> None:
    assert [row for row in judge_file(raw) if row[1] == "lost"] == []


def test_a_value_of_json_without_a_field_is_listed_with_its_place() -> None:
    entry = {**json.loads(build_dpa_json()), "later": {"hint": "Bitte mit der Karte zeigen.", "count": 7}}

    assert OtherFact("/later/hint", "Bitte mit der Karte zeigen.") in list_facts(json.dumps(entry).encode())


def test_an_element_and_an_attribute_without_a_field_are_listed_and_the_text_of_the_story_is_not() -> None:
    raw = build_dpa_g2().replace(
        b"<urgency>3</urgency>", b'<urgency>3</urgency><later hint="Karte dazu">Der Hafen heute</later>'
    )

    facts = list_facts(raw)

    place = "newsMessage/itemSet/newsItem/contentMeta/later"
    assert [fact for fact in facts if "later" in fact.path] == [
        OtherFact(f"{place}/@hint", "Karte dazu"), OtherFact(place, "Der Hafen heute"),
    ]  # fmt: skip
    assert not [fact for fact in facts if "umgestürzt" in fact.text]


def test_what_another_item_of_the_file_says_is_not_listed() -> None:
    feed = (
        "<rss version='2.0'><channel><later>Aus dem Hafen</later><item><title>Der Kran</title><guid>a</guid></item>"
        "<item><title>Die Fähre</title><guid>b</guid></item></channel></rss>"
    ).encode()

    assert list_facts(feed) == (OtherFact("rss/channel/later", "Aus dem Hafen"),)


def test_a_picture_in_the_text_that_is_not_shown_is_listed_with_its_words() -> None:
    feed = (
        b"<rss version='2.0'><channel><item><title>Der Kran</title><guid>a</guid><description>&lt;p&gt;Er steht."
        b"&lt;object title='Die Karte' src='https://karte.example/1'&gt;&lt;/object&gt;&lt;/p&gt;</description></item></channel></rss>"
    )

    assert [fact.text for fact in list_facts(feed)] == ["Die Karte", "https://karte.example/1"]


def test_a_file_of_senseless_size_has_a_limited_list() -> None:
    entry = {**json.loads(build_dpa_json()), "later": [f"Wort {number} des Tages" for number in range(2_000)]}

    assert len(list_facts(json.dumps(entry).encode())) == MAX_FACTS


@each_of([b"", b"\xff\xd8\xff\xe0", b"<a><b></a>", b'{"a": '])
def test_a_file_that_cannot_be_read_has_none(raw: bytes) -> None:
    assert list_other_facts(raw, []) == ()
