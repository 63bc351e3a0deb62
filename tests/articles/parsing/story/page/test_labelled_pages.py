"""Whole pages as an editor pastes them, labelled: news sites, broadcasters, portals, blogs, mails, print views."""

from articles.parsing.to_dict import parse_story
from tests.articles.parsing.labelled_lines import read_labelled
from tests.articles.parsing.story.copy_cases import select_fields
from tests.tables import each_of

PAGES = read_labelled("pages")


@each_of(PAGES)
def test_every_labelled_page_is_read_as_an_editor_would(row):
    assert select_fields(parse_story(row["raw"])) == select_fields(row)


def test_there_are_ten_layouts_as_text_and_six_as_html():
    assert sum(row["id"].startswith("text-") for row in PAGES) >= 10
    assert sum(row["id"].startswith("html-") for row in PAGES) >= 6
