import pytest

from articles.parsing.lexicon import BUILTIN
from articles.parsing.story.page.glued_credits import claim_glued_credits, claim_repeated_credits
from articles.parsing.story.types import BlockKind
from tests.articles.parsing.story.page.lines_of_page import make_html_lines, make_lines
from tests.tables import each_of


@each_of([("Direktor Ole Finken (links) auf dem umgebauten Kran.", "BILD KARIN BERG-OTT"),
     ("Der Küster Ole Finken im Glockenturm | ", "picture alliance/dpa"),
     ("The goose walked along the shoulder. (", "Photo courtesy Marlow State Police"),
     ("Der Schwan saß auf dem Sozius. - ", "Kantonspolizei Aue")])  # fmt: skip
def test_a_credit_in_capitals_after_a_bar_in_brackets_or_after_a_dash_is_cut_off(caption, credit):
    words = caption.rstrip(" |(-")
    end = ")" if caption.endswith("(") else ""
    text = f"{caption}{'' if caption[-1] in ' (' else ' '}{credit}{end}"

    (photo,) = claim_glued_credits(make_lines(text), BUILTIN)

    assert photo.text is not None
    assert photo.credit is not None
    assert (photo.text.of(text), photo.credit.of(text)) == (words, credit)


@each_of(["Die Ministerin kam mit dem Rad. BILD und Funk berichteten darüber.",
     "Nordhaven | Seestadt | Marlow",
     "03.03.2026, 14:02 Uhr | dpa",
     "Die Brücke bleibt gesperrt. - Nordhaven",
     "The council met on Tuesday. (Photographers were not admitted to the hall) It adjourned."])  # fmt: skip
def test_other_words_in_the_same_place_are_no_credit(text):
    assert list(claim_glued_credits(make_lines(text), BUILTIN)) == []


def test_a_label_before_the_caption_and_one_before_the_credit_are_read():
    text = "Image: The snake has been named Bubbles. Pic: Marlow Reptile Rescue"

    (photo,) = claim_glued_credits(make_lines(text), BUILTIN)

    assert photo.text is not None
    assert photo.text.of(text) == "The snake has been named Bubbles."


def test_capitals_with_a_slash_right_after_the_stop_are_the_credit():
    text = "Nurses held signs in Marlow on Monday.JANE ROE/MARLOW STAFF"

    (photo,) = claim_glued_credits(make_lines(text), BUILTIN)

    assert photo.credit is not None
    assert photo.credit.of(text) == "JANE ROE/MARLOW STAFF"


@each_of([("By Jane Penrose", 1), ("Marlow Notes", 0)])
def test_a_name_printed_again_below_signs_the_caption_below_the_author(above, count):
    lines = make_lines(above, "A fallen tree blocks the road Joe Tennant", "Joe Tennant")
    if count:
        lines[0].claim(BlockKind.BYLINE, "byline.names")

    photos = list(claim_repeated_credits(lines))

    assert len(photos) == count
    assert all(photo.text is not None and photo.credit is not None for photo in photos)


@each_of(
    [
        ("The ferry is back in Marlow.", " | ", "Jane Roe"),
        ("The ferry is back in Marlow.", " ", "Jane Roe | Marlow Media"),
    ]
)
def test_a_photographer_after_a_sentence_may_have_a_bar_before_or_after_the_name(caption, joint, credit):
    text = f"{caption}{joint}{credit}"

    (photo,) = claim_glued_credits(make_lines(text), BUILTIN)

    assert photo.text is not None and photo.credit is not None
    assert (photo.text.of(text), photo.credit.of(text)) == (caption, credit)


def test_the_copyright_of_a_page_with_a_bar_is_no_caption():
    text = "© 1998 - 2023 Marlow Media Inc. | All Rights Reserved."

    assert list(claim_glued_credits(make_lines(text), BUILTIN)) == []


def test_a_house_and_a_name_may_be_right_before_the_caption():
    text = "dpa/Ida Kern Der Kran steht seit Montag wieder am Kai."

    (photo,) = claim_glued_credits(make_lines(text), BUILTIN)

    assert photo.text is not None and photo.credit is not None
    assert (photo.text.of(text), photo.credit.of(text)) == (
        "Der Kran steht seit Montag wieder am Kai.",
        "dpa/Ida Kern",
    )


def test_the_full_stop_of_a_saint_ends_no_credit():
    text = "Der Kran steht wieder am Kai. - Kantonspolizei St. Gallen"

    (photo,) = claim_glued_credits(make_lines(text), BUILTIN)

    assert photo.credit is not None
    assert photo.credit.of(text) == "Kantonspolizei St. Gallen"


@pytest.mark.parametrize(
    "caption", ["The crane is back at the pier.", "The crane is back at the pier"], ids=["stop", "title"]
)
@pytest.mark.parametrize("credit", ["Marlow Fire Department", "Jane Roe"])
def test_brackets_without_a_blank_before_them_have_the_credit(caption, credit):
    text = f"{caption}({credit})"

    (photo,) = claim_glued_credits(make_lines(text), BUILTIN)

    assert photo.text is not None and photo.credit is not None
    assert (photo.text.of(text), photo.credit.of(text)) == (caption, credit)


@each_of(
    [
        "The crane is back at the pier (Marlow Fire Department)",
        "Gesucht wird für den Kran ein Kranführer(Vollzeit)",
        "The council bought the crane for the pier(it is new)",
    ]
)
def test_other_brackets_at_the_end_of_a_line_have_no_credit(text):
    assert list(claim_glued_credits(make_lines(text), BUILTIN)) == []


@pytest.mark.parametrize("sign", [" / ", " | ", " · "])
@pytest.mark.parametrize(
    "credit", ["Marlow Fire Brigade", "Stadt Nordhaven", "Jane Roe", "Jane Roe / Getty Images"]
)
def test_a_house_or_a_name_after_a_sign_ends_the_caption_of_a_figure(sign, credit):
    caption = "The crane is back at the pier"
    lines = make_html_lines(f"<figure><figcaption>{caption}{sign}<i>{credit}</i></figcaption></figure>")

    (photo,) = claim_glued_credits(lines, BUILTIN)

    assert photo.text is not None and photo.credit is not None
    text = lines[0].text
    assert (photo.text.of(text), photo.credit.of(text)) == (caption, credit)


@each_of(
    [
        "<figure><figcaption>Winners of the race were Ida Kern / Jane Roe</figcaption></figure>",
        "<figure><figcaption>The crane in Nordhaven / the old harbour</figcaption></figure>",
        "<figure><figcaption>Der Kran am Kai von Nordhaven. Foto: Ida Kern / AP</figcaption></figure>",
        "<p>The crane is back at the pier / Marlow Fire Brigade</p>",
    ]
)
def test_a_sign_elsewhere_or_before_other_words_ends_no_caption(html):
    assert list(claim_glued_credits(make_html_lines(html), BUILTIN)) == []
