"""Reading takes longer only as the page is longer, whatever its shape."""

import re
import sys
from types import FrameType

from articles.parsing.story.parse import read_copy
from tests.articles.parsing.story.page.lines_of_page import SENTENCE
from tests.tables import each_of

_TAG = re.compile(r"<[^>]+>")
HEAD = "<main><h1>Rat von Nordhaven baut eine Brücke</h1>"
FIGURE = '<figure><img alt="Kran {0}. Foto: Klara Weber/dpa"><figcaption>Kran {0}</figcaption></figure>'
SHAPES = {
    "paragraphs": f"<p>{SENTENCE} Es war das {{0}}. Mal.</p>",
    "figures": f"{FIGURE}<p>{SENTENCE} {{0}}</p>",
    "teasers": f"<article><h2>Kran {{0}} steht</h2><p>{SENTENCE}</p><a href='/x'>mehr</a></article>",
    "nested": f"<div class='a{{0}}'><p>{SENTENCE}</p>",
    "shapes": f"<section class='s{{0}}x'><div class='d{{0}}'><p>{SENTENCE} {{0}}</p></div></section>",
    "links": "<ul><li><a href='/{0}'>Kran {0} fällt um</a></li></ul>",
    "rows": "<table><tr><td>Kran {0}</td><td>{0}</td></tr></table>",
}


def count_calls(raw: str) -> int:
    calls = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        read_copy(raw)
    finally:
        sys.setprofile(None)
    return calls


@each_of(SHAPES)
def test_four_times_the_page_takes_about_four_times_the_calls(shape):
    few, many = (
        HEAD + "".join(SHAPES[shape].format(number) for number in range(count)) for count in (60, 240)
    )

    assert count_calls(many) < 6 * count_calls(few)
    assert count_calls(_TAG.sub("\n", many)) < 6 * count_calls(_TAG.sub("\n", few))
