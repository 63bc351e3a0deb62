"""Words of the names of elements."""

from articles.text.html_elements import read_words
from tests.tables import each_of


@each_of(
    [
        ("c-newsBox", {"c", "news", "box"}),
        ("ArticleFooter_root", {"article", "footer", "root"}),
        ("ad-slot", {"ad", "slot"}),
        ("adBox2", {"ad", "box"}),
        ("h2-title", {"title"}),
    ]
)
def test_a_name_has_its_words(name, words):
    assert read_words([("class", name)]) >= words


@each_of(["css-x1ad9", "sc-1ad3f", "Box_root__xAdQz", "is-ad"])
def test_letters_that_a_program_made_are_no_words(name):
    assert "ad" not in read_words([("class", name)])
