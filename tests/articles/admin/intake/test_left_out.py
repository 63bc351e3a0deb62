import pytest
from django.test import Client
from django.utils.translation import override

from articles.admin.intake.left_out import insert_lines, is_read_as_page, list_left_out
from articles.models import Article
from articles.parsing.story.body_html import body_html
from articles.parsing.story.parse import read_copy
from tests.articles.admin.forms import filled
from tests.articles.admin.intake.test_views import COPY, review_of
from tests.articles.parsing.labelled_lines import read_labelled

pytestmark = pytest.mark.django_db
PAGE = next(row["raw"] for row in read_labelled("pages") if row["id"] == "text-regional-de")
TEASER = "Neue Buslinie nach Seestadt startet im Mai"


def find_key(text: str) -> str:
    lines = (line for group in list_left_out(read_copy(PAGE)) for line in group.lines)
    return next(line.key for line in lines if line.text == text)


def test_lines_are_grouped_by_reason_with_the_text_above_them():
    groups = {group.reason: group for group in list_left_out(read_copy(PAGE))}

    teaser = next(line for line in groups["links"].lines if line.text == TEASER)
    assert {"navigation", "links", "date"} <= set(groups)
    assert teaser.after == 2
    assert teaser.above.startswith("„Wir bauen für die nächsten")


def test_a_line_taken_without_scripts_is_inserted_at_its_place():
    body = "<p>Eins.</p><p>Zwei.</p><p>Drei.</p>"
    groups = list_left_out(read_copy(PAGE), {find_key(TEASER)})

    assert insert_lines(body, groups, ()) == f"<p>Eins.</p><p>Zwei.</p><p>{TEASER}</p><p>Drei.</p>"


def test_a_line_that_the_script_has_inserted_is_not_inserted_twice():
    groups = list_left_out(read_copy(PAGE), {find_key(TEASER)})

    assert insert_lines("<p>Eins.</p>", groups, {find_key(TEASER)}) == "<p>Eins.</p>"


def test_a_line_below_a_table_is_inserted_at_its_place():
    text = "Der Rat der Stadt Nordhaven hat am Freitag beschlossen, eine neue Mole zu bauen, sagte {}."
    table = "<table><tr><th>Jahr</th><th>Kosten</th></tr><tr><td>2026</td><td>12</td></tr></table>"
    page = (
        f"<article><h1>Rat will neue Mole bauen</h1><p>{text.format('er')}</p>{table}<p>{text.format('sie')}</p>"
        f'<div class="teaser"><a href="/x">{TEASER}</a></div><p>{text.format("man")}</p></article>'
    )
    copy = read_copy(page)
    key = next(line.key for group in list_left_out(copy) for line in group.lines)

    inserted = insert_lines(body_html(copy), list_left_out(copy, {key}), ())

    assert f"sagte sie.</p><p>{TEASER}</p>" in inserted


def test_signs_of_markup_in_a_line_are_escaped():
    copy = read_copy(PAGE.replace(TEASER, "Neue <1> Buslinie & mehr"))
    groups = list_left_out(copy)
    keys = {line.key for group in groups for line in group.lines if "Buslinie" in line.text}

    assert "Neue &lt;1&gt; Buslinie &amp; mehr</p>" in insert_lines("", list_left_out(copy, keys), ())


def test_agency_copy_is_not_read_as_a_page_and_a_page_is():
    assert not is_read_as_page(read_copy(COPY))
    assert is_read_as_page(read_copy(PAGE))


@pytest.mark.parametrize(
    ("language", "words"), [("de", "Als Webseite gelesen; "), ("en", "Read as a web page; ")]
)
def test_a_page_says_that_it_was_read_as_one(desk: Client, language: str, words: str):
    with override(language):
        page = desk.get(review_of(desk, PAGE), headers={"accept-language": language}).content.decode()

    assert words in page


def test_no_value_of_a_page_is_shown_as_sure(desk: Client):
    page = desk.get(review_of(desk, PAGE)).content.decode()
    copy = desk.get(review_of(desk)).content.decode()

    head = page[page.index('data-field="headline"') : page.index('data-field="section"')]
    assert "desk-trust-sure" not in head
    assert "desk-trust-sure" in copy


def test_a_line_taken_back_is_in_the_story_that_is_created(desk: Client):
    url = review_of(desk, PAGE)

    desk.post(url, {**filled(desk, url, "review-form", _create="1"), "take": [find_key(TEASER)]})

    body = Article.objects.get().body
    assert body.index("Wir bauen") < body.index(TEASER) < body.index("Reeder Ole Finken")


def test_a_line_taken_back_survives_a_failed_save(desk: Client):
    url = review_of(desk, PAGE)
    data = filled(desk, url, "review-form", _create="1", urgency="77")

    page = desk.post(url, {**data, "take": [find_key(TEASER)], "inserted": find_key(TEASER)}).content.decode()

    assert Article.objects.count() == 0
    assert f'name="inserted" value="{find_key(TEASER)}"' in page
    assert page.count(" checked") >= 1
    assert f'value="{find_key(TEASER)}" data-after="2"' in page
