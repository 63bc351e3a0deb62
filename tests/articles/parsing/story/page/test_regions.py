"""The elements of the story and the boxes of the page, by the shape of the markup."""

import pytest

from articles.parsing.story.page.regions import claim_boxes_by_shape, find_region
from articles.parsing.story.parse import read_copy
from tests.articles.parsing.story.page.lines_of_page import SECOND, SENTENCE, list_claimed, make_html_lines
from tests.tables import each_of

THIRD = "Die Bauarbeiten beginnen im Frühjahr. Sie dauern nach Angaben der Stadt Nordhaven zwei Jahre."
BOX = "Jeden Morgen um sechs das Wichtigste, kurz erklärt und kostenlos, für einen guten Start in den Tag."
STORY = f"<p>{SENTENCE}</p><p>{SECOND}</p>{{}}<p>{THIRD}</p>"


def read_box(page: str, box: str) -> list[str]:
    lines = make_html_lines(page.format(box))
    region = find_region(lines)
    assert region is not None
    claim_boxes_by_shape(lines, region)
    return list_claimed(lines)


@pytest.mark.parametrize(
    "box",
    [
        f"<div><h4>Am Morgen</h4><p>{BOX}</p></div>",
        f"<section><p>Am Morgen</p><p>{BOX}</p><button>Los</button></section>",
        f'<div class="c-newsletterBox"><p>{BOX}</p></div>',
        f'<div class="css-7"><p>{BOX}</p></div>',
        f'<blockquote class="pullquote"><p>{SENTENCE[:60]}, sagte Finken.</p><cite>Ole Finken</cite></blockquote>',
        f'<section class="ArticleRelated_root"><div><p>{SENTENCE}</p></div></section>',
    ],
)
@pytest.mark.parametrize(
    "page", [f"<div><h1>Brücke</h1><div>{STORY}</div></div>", f'<div class="story-text">{STORY}</div>']
)
def test_an_element_of_another_shape_with_signs_of_the_page_is_a_box(page, box):
    claimed = read_box(page, box)

    assert claimed != []
    assert SECOND not in claimed


@each_of([
        f"<div><h3>Die Brücke</h3><p>{SENTENCE[:60]} und Finken erwartet das auch, sagte Mira Talberg.</p></div>",
        f"<blockquote><p>{BOX}</p></blockquote>",
        f'<blockquote class="zitat"><p>{BOX}</p></blockquote>',
        f"<p><b>{BOX}</b></p>",
        f'<figure><img><figcaption>{BOX}</figcaption></figure>',
        f'<div class="paywall"><p>{SENTENCE[:70]}, sagte Finken am Dienstag in Nordhaven.</p></div>',
        "<div>Die Brücke</div>",
        f"<ul><li>Wer</li><li>{BOX}</li></ul>",
        f"<table><tr><td>Wann</td><td>{BOX}</td></tr></table>",
    ])  # fmt: skip
def test_an_element_about_the_story_is_no_box(box):
    assert read_box(f"<div><h1>Brücke</h1><div>{STORY}</div></div>", box) == []


def test_paragraphs_in_elements_with_the_same_name_are_one_region():
    html = "".join(
        f'<div class="text part-{at}"><p>{text}</p></div>' for at, text in enumerate((SENTENCE, SECOND))
    )
    region = find_region(
        make_html_lines(f'<div class="page">{html}<div class="text"><p>{THIRD}</p></div></div>')
    )

    assert region is not None
    assert region.paragraphs == (0, 1, 2)
    assert region.is_firm


def test_comments_longer_than_the_story_are_not_the_region():
    comments = f'<ul class="comments">{f"<li><p>{BOX} {BOX}</p></li>" * 4}</ul>'
    region = find_region(make_html_lines(f"<div>{STORY.format('')}</div>{comments}"))

    assert region is not None
    assert region.paragraphs == (0, 1, 2)


def test_a_single_paragraph_is_no_region():
    assert find_region(make_html_lines(f"<div><p>{SENTENCE}</p></div><h2>Mehr</h2>")) is None


def test_teasers_below_the_text_are_left_out_although_they_name_the_same_town():
    text = "In Nordhaven war das Wasser am Freitag so hoch wie lange nicht, auch die Brücke blieb am Abend gesperrt."
    teasers = "".join(f"<div><h3>Nordhaven {at}</h3><p>{text[at:]}</p></div>" for at in range(3))
    page = f'<h1>Brücke</h1><div class="article-content">{STORY.format("")}</div><section>{teasers}</section>'

    assert read_copy(page + "<footer>Impressum</footer>").paragraphs == (SENTENCE, SECOND, THIRD)


def test_what_a_person_of_the_story_does_is_no_note_on_the_author():
    last = "Finken arbeitet seit vielen Jahren im Hafen. Im Sommer geht er in Rente, die Brücke soll dann stehen."
    page = f"<nav><a>Sport</a></nav><h1>Brücke</h1><div>{STORY.format('')}<p>{last}</p></div><footer>Impressum</footer>"

    assert read_copy(page).paragraphs == (SENTENCE, SECOND, THIRD, last)


def test_names_around_the_whole_story_say_nothing_of_its_paragraphs():
    page = f'<nav><a>Sport</a></nav><div class="teaser-content author-page"><h1>Brücke</h1>{STORY.format("")}</div>'

    assert read_copy(page).paragraphs == (SENTENCE, SECOND, THIRD)


def test_a_paragraph_with_a_button_of_its_own_is_of_the_page():
    offer = f"<div class='x7'><h3>Am Morgen</h3><p>{BOX}</p><button>Los</button></div>"
    lines = make_html_lines(
        f"<article><h1>Brücke</h1><div class='x3'>{STORY.format('')}</div>{offer}</article>"
    )

    region = find_region(lines)

    assert region is not None
    assert BOX not in [lines[index].text for index in region.paragraphs]


def test_a_paragraph_with_a_button_that_names_the_story_stays():
    own = "<div class='x7'><p>Talberg und Finken streiten seit Jahren über die Brücke, auch in Nordhaven.</p><button>Hören</button></div>"
    lines = make_html_lines(
        f"<article><h1>Brücke</h1><div class='x3'>{STORY.format('')}</div>{own}</article>"
    )

    region = find_region(lines)

    assert region is not None
    assert len(region.paragraphs) == 4


QUESTION = "Was kostet die neue Brücke über die Aue?"
APPEAL = "Wir unterstützen die Stadt, denn uns gehört die Fähre, und wir wollen, dass sie auch für uns fährt."


@pytest.mark.parametrize("text", [QUESTION, APPEAL])
def test_a_sentence_among_the_paragraphs_of_the_story_is_one(text):
    page = f'<main><h1>Brücke</h1><div class="story-text">{STORY.format(f"<p>{text}</p>")}</div></main>'

    assert read_copy(f"{page}<footer>Impressum</footer>").paragraphs == (SENTENCE, SECOND, text, THIRD)


@pytest.mark.parametrize(
    "box",
    [
        f'<div class="infobox"><p>{SENTENCE[:70]} an, sagte Finken.</p></div>',
        f'<div class="teaser-list__teaser"><p>{SENTENCE[:70]} an, sagte Finken.</p></div>',
        f"<figure><blockquote><p>{SENTENCE[:70]}.</p></blockquote><figcaption>Ole Finken</figcaption></figure>",
    ],
)
def test_facts_teasers_and_large_quotations_among_the_paragraphs_are_boxes(box):
    page = f'<main><h1>Brücke</h1><div class="story-text">{STORY.format(box)}</div></main>'

    assert read_copy(f"{page}<footer>Impressum</footer>").paragraphs == (SENTENCE, SECOND, THIRD)


def test_a_sentence_outside_of_the_text_with_the_date_below_is_the_dek():
    dek = "NORDHAVEN. Die Stadt baut eine Brücke, und die Anwohner freuen sich. Was sie kostet."
    head = f"<header><h1>Nordhaven baut</h1><div>{dek}</div><p>5. März 2026</p></header>"

    copy = read_copy(
        f'<main>{head}<div class="story-text">{STORY.format("")}</div></main><footer>Impressum</footer>'
    )

    assert copy.dek is not None
    assert copy.paragraphs == (SENTENCE, SECOND, THIRD)
