from newsroom.caching import changed_keys
from newsroom.caching.changed_keys import EVERYTHING, ChangedKeys, Dependencies


def built(changes: ChangedKeys, *keys: str) -> Dependencies:
    return Dependencies(changes.number, frozenset(keys))


def test_a_page_is_current_until_one_of_its_keys_changes():
    changes = ChangedKeys()
    page, other = built(changes, "story:1", "section:2"), built(changes, "story:3")

    changes.record(["section:2", "topic:x"])

    assert (changes.is_current(page), changes.is_current(other)) == (False, True)


def test_a_page_built_after_a_change_is_current():
    changes = ChangedKeys()
    changes.record(["story:1"])

    assert changes.is_current(built(changes, "story:1"))


def test_a_page_that_ended_stays_ended():
    changes = ChangedKeys()
    page = built(changes, "story:1")
    changes.record(["story:1"])
    changes.record(["story:2"])

    assert [changes.is_current(page) for _ in range(2)] == [False, False]


def test_a_page_without_keys_ends_with_every_change_and_with_nothing_else():
    changes = ChangedKeys()
    page = built(changes)
    changes.record([])
    before = changes.is_current(page)

    changes.record(["story:1"])

    assert (before, changes.is_current(page)) == (True, False)


def test_a_change_of_everything_ends_every_page():
    changes = ChangedKeys()
    pages = [built(changes, "story:1"), built(changes)]

    changes.record(["story:2", EVERYTHING])

    assert [changes.is_current(page) for page in pages] == [False, False]
    assert changes.is_current(built(changes, "story:1"))


def test_a_page_found_current_is_known_to_be_current_up_to_now(monkeypatch):
    """So that it outlives the record of old changes."""
    monkeypatch.setattr(changed_keys, "MAX_KEYS", 2)
    changes = ChangedKeys()
    asked, not_asked = built(changes, "story:1"), built(changes, "story:1")
    for number in range(2, 8):
        changes.record([f"story:{number}"])
        assert changes.is_current(asked)

    assert not changes.is_current(not_asked)


def test_the_record_forgets_the_keys_that_changed_longest_ago(monkeypatch):
    monkeypatch.setattr(changed_keys, "MAX_KEYS", 2)
    changes = ChangedKeys()
    for key in ("story:1", "story:2", "story:1", "story:3"):
        changes.record([key])

    assert list(changes.newest) == ["story:1", "story:3"]
    assert changes.void_before == 2


def test_the_end_of_all_pages_is_a_change_with_a_number():
    changes = ChangedKeys()
    changes.record(["story:1"])

    assert (changes.end_all(), changes.void_before, list(changes.newest)) == (2, 2, [])


def test_the_key_of_everything_is_the_one_that_the_database_records():
    assert EVERYTHING == "everything"
