from articles.parsing.lexicon import BUILTIN
from articles.parsing.story.page.grouped_captions import claim_grouped_captions
from tests.articles.parsing.story.page.lines_of_page import SECOND, SENTENCE, make_lines
from tests.tables import each_of

THIRD = (
    "Bürgermeisterin Mira Talberg und Reeder Ole Finken wollen im Mai noch einmal über die Kosten sprechen."
)


def read_pictures(*group: str) -> list[tuple[str, str | None]]:
    lines = make_lines(SENTENCE, "", SECOND, "", *group, "", THIRD)
    text = "\n".join([SENTENCE, "", SECOND, "", *group, "", THIRD])
    photos = claim_grouped_captions(lines, 0, len(lines), BUILTIN)
    return [
        (photo.text.of(text), photo.credit.of(text) if photo.credit else None)
        for photo in photos
        if photo.text
    ]


@each_of(["Leserreporter", "zVg", "PA Archive", "dpa", "Keystone"])
def test_a_source_below_a_line_signs_it(source):
    caption = "Von der alten Brücke blieb nur ein Pfeiler übrig."

    assert read_pictures(caption, source) == [(caption, source)]


@each_of(["+4", "1/5", "View gallery", "Bild 2 von 3"])
def test_a_title_above_the_counter_of_a_gallery_is_a_caption(counter):
    caption = "Mira Talberg und Ole Finken an der Aue"

    assert read_pictures(caption, counter) == [(caption, None)]


def test_a_house_in_brackets_signs_the_sentence_before_it():
    caption, house = "The ferry was towed to Marlow.", "Marlow Harbour Police"

    assert read_pictures(f"{caption} ({house})") == [(caption, house)]


@each_of([("Von der alten Brücke blieb nur ein Pfeiler übrig.", "Anwohner klagen"),
     ("Was die Stadt jetzt plant", "+4"),
     ("The ferry was towed. It sank there. (Marlow Harbour Police)",),
     ("Von der alten Brücke blieb nur ein Pfeiler übrig. (dpa)",),
     ("Von der alten Brücke blieb wenig. Nur ein Pfeiler steht.", "dpa")])  # fmt: skip
def test_other_lines_are_none(group):
    assert read_pictures(*group) == []


def test_an_agency_before_a_description_signs_the_caption_below():
    assert read_pictures("PA Media A crane on a quay", "The crane was built in Marlow in 1923") == [
        ("The crane was built in Marlow in 1923", "PA Media")
    ]
    assert read_pictures("Reuters reports on the crane in Marlow", "The crane was built in 1923") == []


def test_a_photographer_and_her_client_sign_the_line_above():
    caption, credit = "The ferry was towed to Marlow.", "Jane Roe for The Marlow Post"

    assert read_pictures(caption, credit) == [(caption, credit)]


def test_an_archive_signs_a_caption_right_below_the_dek():
    lines = make_lines(
        SENTENCE,
        "",
        "Repairs cost two million",
        "The ferry has been closed since May",
        "PA Archive",
        "",
        THIRD,
    )

    (photo,) = claim_grouped_captions(lines, 1, len(lines), BUILTIN)

    assert photo.credit is not None and photo.text is not None
    assert photo.text == lines[2].span
    assert photo.credit == lines[3].span
