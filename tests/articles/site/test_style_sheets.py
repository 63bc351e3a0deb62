"""The style sheets of the site have no rule for a class that no page has."""

import re
from itertools import chain
from pathlib import Path

from articles.models.front_page import FrontBlockKind, StripShape
from articles.site.brand import SHEETS
from articles.text.embed_providers import AUDIO, POST, VIDEO

ROOT = Path(__file__).parents[3]
COMMENT, CLASS = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"\.([a-z][\w-]*)")
WORD = re.compile(r"[a-z][\w-]*")
COMPUTED = {
    *(f"front-{kind}" for kind in FrontBlockKind),
    *(f"strip-{shape}" for shape in StripShape),
    *(f"embed-{kind}" for kind in (VIDEO, AUDIO, POST)),
    *(f"f{axis}{tenth}" for axis in "xy" for tenth in range(11)),
}
"""Classes that the code puts together."""


def list_words() -> set[str]:
    """Words of all templates, modules and scripts that may write a class."""
    files = chain(
        (ROOT / "templates").rglob("*.html"),
        (ROOT / "articles").rglob("*.py"),
        (ROOT / "articles/static/articles/site").glob("*.js"),
    )
    return {word for file in files for word in WORD.findall(file.read_text())}


def test_every_class_of_the_style_sheets_is_on_a_page() -> None:
    sheets = "".join((ROOT / "articles/static" / name).read_text() for name in SHEETS)
    classes = set(CLASS.findall(COMMENT.sub("", sheets)))

    assert classes - COMPUTED - list_words() == set()
