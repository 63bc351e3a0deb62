"""A call costs the same at every depth of a request."""

import time
from collections.abc import Callable

from newsroom.frame_room import give_room

DEPTHS = range(0, 240, 1)
CALLS = 300


def leaf(one: int, other: int) -> int:
    return one


def time_calls() -> float:
    began = time.perf_counter()
    for _ in range(CALLS):
        leaf(1, 2)
    return time.perf_counter() - began


def go_down(depth: int, _start: object) -> float:
    """Return the time of calls made so many frames below."""
    return go_down(depth - 1, None) if depth else min(time_calls() for _ in range(3))


def slowest(call: Callable[[int, object], float]) -> float:
    """Return how many times longer calls take at the worst depth than at the usual one."""
    times = sorted(call(depth, None) for depth in DEPTHS)
    return times[-1] / times[len(times) // 2]


def test_no_depth_makes_calls_slow() -> None:
    assert slowest(give_room(go_down)) < 10
