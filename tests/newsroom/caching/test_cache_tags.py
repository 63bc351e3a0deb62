"""Tags of pages in shared caches: every cache can read them, and they have room in its headers."""

from newsroom.caching.cache_tags import KINDS, format_tags, list_changed_tags, list_page_tags, make_tag
from newsroom.caching.changed_keys import EVERYTHING
from tests.tables import each_of


@each_of(
    [
        ("story:41", "story:41"),
        ("newest", "newest"),
        ("topic:werft", "topic:werft"),
        ("day:2026-03-02", "day:2026-03-02"),
    ]
)
def test_a_plain_key_is_its_own_tag(key: str, tag: str) -> None:
    assert make_tag(key) == tag


@each_of(["Dora Lind", "Jørgen", "a,b", "DPA", "x" * 200, "line\nbreak", ""])
def test_another_name_becomes_a_tag_of_letters_and_digits(name: str) -> None:
    tag = make_tag(f"author:{name}")

    assert tag.startswith("author:")
    assert tag.removeprefix("author:").isalnum()
    assert tag.isascii()
    assert tag == tag.lower()


def test_names_that_differ_in_capitals_have_different_tags() -> None:
    assert make_tag("author:Dora Lind") != make_tag("author:dora lind")


def test_a_page_without_keys_ends_with_any_change() -> None:
    assert set(list_page_tags(())) & set(list_changed_tags(["story:7"])) == {"any-change"}


def test_a_change_of_everything_ends_all_responses() -> None:
    assert list_changed_tags(["story:7", EVERYTHING]) == ["site"]
    assert "site" in list_page_tags(["story:9"])


def test_nothing_is_purged_without_a_change() -> None:
    assert list_changed_tags([]) == []


@each_of(KINDS)
def test_too_many_tags_become_one_that_a_change_of_each_purges(kind: str) -> None:
    keys = [*(f"photo:{n}" for n in range(3_000)), "section:3"]

    value = format_tags(list_page_tags(keys), KINDS[kind])
    tags = set(value.split(KINDS[kind].separator))

    assert len(value) <= KINDS[kind].max_bytes
    assert tags == {"site", "pages", "section:3", "all:photo"}
    assert tags & set(list_changed_tags(["photo:2999"])) == {"all:photo"}


def test_only_the_kind_with_most_tags_is_replaced() -> None:
    keys = [*(f"photo:{n}" for n in range(1_000)), *(f"person:{n}" for n in range(1_000))]

    tags = format_tags(list_page_tags(keys), KINDS["fastly"])

    assert ("all:person" in tags, "all:photo" in tags) == (True, False)
