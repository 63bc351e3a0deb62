"""Reading a paste of 240 kB of any shape.

Run with `pytest -m benchmark -s tests/benchmarks/bench_paste.py`. Seconds of the processor, so that other work on the
machine counts less, beside those of a third of the text. The budget holds on an idle machine of two cores.
"""

import time

import pytest

from articles.parsing.story.parse import read_copy
from tests.benchmarks.pasted_shapes import shapes

pytestmark = pytest.mark.benchmark

SIZE = 240_000
MAX_SECONDS, MAX_GROWTH = 2.0, 6.0
"""Growth is compared where it takes half a second at least."""


def _seconds(raw: str) -> float:
    begun = time.process_time()
    read_copy(raw)
    return time.process_time() - begun


def test_no_shape_of_a_paste_is_read_for_long():
    slow, third = [], dict(shapes(SIZE // 3))
    _seconds("Rat tagt.")
    for name, text in shapes(SIZE):
        less, took = _seconds(third[name]), _seconds(text)
        print(f"{name:30}{less:7.2f} s{took:7.2f} s", flush=True)
        slow += [name] if took > MAX_SECONDS or (took > 0.5 and took > MAX_GROWTH * less) else []

    assert slow == []
