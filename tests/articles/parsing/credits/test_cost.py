"""Reading takes time in step with the length of the text: measured as growth of processor time.

Eight times the text would cost sixty-four times the time where the work grows with the square.
"""

import time
from collections.abc import Callable

import pytest

from articles.parsing.credits.locate import find_credit
from articles.parsing.credits.parse import read_credit
from articles.parsing.normalized_text import normalize
from articles.parsing.tags.parse import read_tag
from people.names.case import apply_name_case
from people.names.parse import parse_name

READERS: list[Callable[[str], object]] = [
    read_credit,
    read_tag,
    find_credit,
    normalize,
    apply_name_case,
    parse_name,
]
NASTY = [
    "a",
    " ",
    "(",
    "dpa ",
    "dpa/",
    "Foto: ",
    "A B, ",
    "©",
    "<a",
    "&amp",
    "1.",
    "van der ",
    "+",
    "- ",
    "a\u200b",
    "via ",
    "'",
    ".\n",
]


def seconds(reader: Callable[[str], object], text: str) -> float:
    best = float("inf")
    for _ in range(4):
        start = time.process_time()
        reader(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
@pytest.mark.parametrize("piece", NASTY, ids=repr)
def test_eight_times_the_text_costs_far_less_than_sixty_four_times_the_time(
    reader: Callable[[str], object], piece: str
) -> None:
    size = 500 if reader is read_credit else 5_000
    short, long = piece * (size // len(piece)), piece * (8 * size // len(piece))

    growth = seconds(reader, long) / max(seconds(reader, short), 0.002)

    assert growth < 32
