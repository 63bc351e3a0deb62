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


def test_a_photographer_and_her_client_sign_the_line_above():
    caption, credit = "The ferry was towed to Marlow.", "Jane Roe for The Marlow Post"

    assert read_pictures(caption, credit) == [(caption, credit)]
