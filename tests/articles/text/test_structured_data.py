"""The headline that a page states in JSON-LD."""

import json
from typing import Any

import pytest

from articles.parsing.story.parse import read_copy
from articles.text.structured_data import find_stated_headline

ARTICLE = {"@type": "NewsArticle", "headline": "Nordhaven bekommt einen Kran"}


def make_script(data: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE,
        [{"@type": "WebSite", "name": "Der Bote"}, ARTICLE],
        {"@graph": [{"@type": "Organization"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {"@type": ["NewsArticle", "Report"], "headline": "Nordhaven  bekommt\neinen Kran"},
    ],
)
def test_the_headline_of_an_article_is_found(data: Any) -> None:
    assert find_stated_headline(make_script(data)) == "Nordhaven bekommt einen Kran"


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "<p>application/ld+json",
        make_script({"@type": "WebSite", "headline": "Der Bote"}),
        make_script([ARTICLE, {"@type": "Article", "headline": "Ein anderer Beitrag"}]),
        make_script({"@type": "NewsArticle", "headline": 7}),
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>',
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
    ],
)
def test_none_or_several_headlines_give_none(raw: str) -> None:
    assert find_stated_headline(raw) == ""


def test_a_stated_headline_separates_the_kicker() -> None:
    page = (
        f"{make_script(ARTICLE)}<nav>Start</nav><h1>Umbau am Hafen – Nordhaven bekommt einen Kran</h1>"
        "<p>Der neue Kran im Hafen von Nordhaven hebt 40 Tonnen und kostet drei Millionen Euro.</p>"
        "<p>Er ersetzt einen Kran aus dem Jahr 1968, der im Herbst abgebaut wird. Das Eisen wird verkauft.</p>"
        "<footer>Impressum</footer><button>Teilen</button>"
    )

    copy = read_copy(page)

    assert copy.headline is not None
    assert copy.kicker is not None
    assert (copy.kicker.value, copy.headline.value) == ("Umbau am Hafen", "Nordhaven bekommt einen Kran")
