"""The headline that a page states in JSON-LD."""

import json
from typing import Any

from articles.parsing.story.parse import read_copy
from articles.text.structured_data import find_stated_headline, find_stated_text
from tests.tables import each_of

ARTICLE = {"@type": "NewsArticle", "headline": "Nordhaven bekommt einen Kran"}


def make_script(data: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@each_of(
    [
        ARTICLE,
        [{"@type": "WebSite", "name": "Der Bote"}, ARTICLE],
        {"@graph": [{"@type": "Organization"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {"@type": ["NewsArticle", "Report"], "headline": "Nordhaven  bekommt\neinen Kran"},
    ]
)
def test_the_headline_of_an_article_is_found(data: Any) -> None:
    assert find_stated_headline(make_script(data)) == "Nordhaven bekommt einen Kran"


@each_of(
    [
        "",
        "<p>application/ld+json",
        make_script({"@type": "WebSite", "headline": "Der Bote"}),
        make_script([ARTICLE, {"@type": "Article", "headline": "Ein anderer Beitrag"}]),
        make_script({"@type": "NewsArticle", "headline": 7}),
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>',
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
    ]
)
def test_none_or_several_headlines_give_none(raw: str) -> None:
    assert find_stated_headline(raw) == ""


def test_the_title_for_shared_links_is_the_headline_of_a_page_without_json_ld() -> None:
    meta = '<meta charset="utf-8"><meta property="og:title" content="Kran &amp; Hafen in Nordhaven">'

    assert find_stated_headline(meta) == "Kran & Hafen in Nordhaven"
    assert find_stated_headline(meta + make_script(ARTICLE)) == ARTICLE["headline"]


def test_the_text_of_an_article_is_found_without_its_tags() -> None:
    data = {"@type": "NewsArticle", "articleBody": "<p>Der Kran &amp; der\nHafen.</p>"}

    assert find_stated_text(make_script(data)).strip() == "Der Kran & der Hafen."
    assert find_stated_text(make_script({"@type": "WebSite", "articleBody": "Der Bote"})) == ""


def test_a_paragraph_that_is_not_in_the_stated_text_is_of_the_page() -> None:
    first = "Der neue Kran im Hafen von Nordhaven hebt 40 Tonnen und kostet drei Millionen Euro."
    second = "Er ersetzt einen Kran aus dem Jahr 1968, der im Herbst abgebaut wird. Das Eisen wird verkauft."
    other = "Am Abend zeigt ein Sender den Film über Kräne aus Seebrück, der in vielen Kinos gelaufen war."
    data = ARTICLE | {"articleBody": f"{first} {second}"}
    page = f"<h1>Nordhaven bekommt einen Kran</h1><p>{first}</p><p>{other}</p><p>{second}</p>"

    assert read_copy(make_script(data) + page).paragraphs == (first, second)
    assert read_copy(page).paragraphs == (first, other, second)


def test_a_stated_text_that_is_only_the_beginning_leaves_out_nothing() -> None:
    first = "Der neue Kran im Hafen von Nordhaven hebt 40 Tonnen und kostet drei Millionen Euro."
    second = "Er ersetzt einen Kran aus dem Jahr 1968, der im Herbst abgebaut wird. Das Eisen wird verkauft."
    data = ARTICLE | {"articleBody": first[:60]}

    assert len(read_copy(f"{make_script(data)}<h1>Kran</h1><p>{first}</p><p>{second}</p>").paragraphs) == 2


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
