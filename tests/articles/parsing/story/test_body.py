import pytest

from articles.parsing.story.body import claim_body
from articles.parsing.story.types import BlockKind
from tests.articles.parsing.story.page.lines_of_page import SENTENCE, list_claimed, make_lines


def test_the_line_that_introduces_a_quotation_is_a_paragraph():
    lines = make_lines(SENTENCE, "Mayor Jane Penrose said:", "“We have waited long enough.”")

    claim_body(lines, 0)

    assert "Mayor Jane Penrose said:" in list_claimed(lines, BlockKind.PARAGRAPH)


@pytest.mark.parametrize("below", [SENTENCE, "“We have waited long enough.”"])
def test_a_title_with_a_colon_is_a_subhead(below):
    lines = make_lines(SENTENCE, "Two quick questions:", below)

    claim_body(lines, 0)

    assert list_claimed(lines, BlockKind.SUBHEAD) == ["Two quick questions:"]
