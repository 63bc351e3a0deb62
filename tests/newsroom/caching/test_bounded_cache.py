from newsroom.caching.bounded_cache import BoundedCache


def fill(cache: BoundedCache[str, bytes], **values: int) -> BoundedCache[str, bytes]:
    for key, size in values.items():
        cache.put(key, b"x" * size)
    return cache


def test_the_least_recently_used_entry_is_dropped_first():
    cache = fill(BoundedCache(25, len), a=10, b=10)

    cache.get("a")
    fill(cache, c=10)

    assert (list(cache.entries), cache.size) == (["a", "c"], 20)


def test_an_entry_that_just_fits_is_stored():
    cache = fill(BoundedCache(20, len), a=10, b=10)

    assert (len(cache), cache.size) == (2, 20)


def test_an_entry_above_the_limit_is_not_stored_and_drops_no_other():
    cache = fill(BoundedCache(25, len, max_entry_size=10), a=10, b=11)

    assert (list(cache.entries), cache.size) == (["a"], 10)


def test_an_entry_larger_than_the_whole_cache_is_not_stored():
    assert list(fill(BoundedCache(25, len), a=10, b=26).entries) == ["a"]


def test_a_replaced_entry_counts_once_and_as_the_newest():
    cache = fill(BoundedCache(25, len), a=10, b=10)

    fill(cache, a=5)

    assert (list(cache.entries), cache.size) == (["b", "a"], 15)


def test_a_missing_key_is_none():
    assert BoundedCache(1).get("a") is None


def test_without_a_measure_entries_are_counted():
    cache = fill(BoundedCache(2), a=100, b=100, c=100)

    assert (list(cache.entries), cache.size) == (["b", "c"], 2)


def test_a_cleared_cache_is_empty():
    cache = fill(BoundedCache(25, len), a=10)

    cache.clear()

    assert (len(cache), cache.size, cache.get("a")) == (0, 0, None)


def test_several_values_are_read_at_once_and_become_the_newest():
    cache = fill(BoundedCache(25, len), a=10, b=10)

    assert cache.get_many(["a", "z"]) == {"a": b"x" * 10}
    fill(cache, c=10)
    assert list(cache.entries) == ["a", "c"]
