from articles.parsing.lexicon import BUILTIN
from articles.parsing.story.page.photos import claim_page_photos
from articles.parsing.story.parse import read_copy
from articles.parsing.story.types import BlockKind
from tests.articles.parsing.story.page.lines_of_page import (
    SECOND,
    SENTENCE,
    list_claimed,
    make_lines,
)
from tests.tables import each_of

CAPTION = "Die gesperrte Brücke über die Aue"


@each_of([(CAPTION, "Foto: Klara Weber/dpa"), (CAPTION, "Bild: Klara Weber"), (CAPTION, "Bildrechte: IMAGO / Klara Weber")])  # fmt: skip
def test_the_caption_is_on_the_line_above_its_credit(above, credit):
    lines = make_lines("", above, credit, "", SENTENCE)

    photos = claim_page_photos(lines, BUILTIN, len(lines))

    assert (list_claimed(lines, BlockKind.CAPTION), list_claimed(lines, BlockKind.CREDIT)) == (
        [CAPTION],
        [credit],
    )
    assert len(photos) == 1


def test_a_source_above_its_caption_is_paired_past_a_label():
    lines = make_lines("Image source, Klara Weber", "Image caption,", CAPTION, "", SENTENCE)

    claim_page_photos(lines, BUILTIN, len(lines))

    assert list_claimed(lines, BlockKind.CAPTION) == [CAPTION]


def test_the_paragraph_below_a_credit_is_not_its_caption():
    lines = make_lines(
        "Nordhaven baut eine zweite Brücke", CAPTION, "Foto: Klara Weber/dpa", SENTENCE, SECOND
    )

    claim_page_photos(lines, BUILTIN, len(lines))

    assert list_claimed(lines, BlockKind.CAPTION) == [CAPTION]


def test_the_first_paragraph_with_a_dateline_is_never_a_caption():
    lines = make_lines("Foto: Klara Weber/dpa", "Nordhaven (dpa) - Die Brücke ist gesperrt.")

    claim_page_photos(lines, BUILTIN, len(lines))

    assert list_claimed(lines, BlockKind.CAPTION) == []


def test_a_caption_that_the_page_shows_twice_is_read_once():
    lines = make_lines("", f"{CAPTION}. Foto: Klara Weber/dpa", f"{CAPTION}. Foto: Klara Weber/dpa")

    claim_page_photos(lines, BUILTIN, len(lines))

    assert [line.rule for line in lines] == ["", "page.repeated"]


def test_a_credit_glued_to_its_caption_is_cut_off():
    lines = make_lines(f"{CAPTION}.Credit...Jane Penrose for The Post")

    (photo,) = claim_page_photos(lines, BUILTIN, len(lines))

    assert photo.text is not None
    assert photo.text.of(lines[0].text) == f"{CAPTION}."


def test_a_sentence_about_a_photo_is_no_credit():
    lines = make_lines(CAPTION, "Das Foto zeigt nach Angaben der Polizei den Täter bei der Flucht.")

    assert claim_page_photos(lines, BUILTIN, len(lines)) == []


@each_of(["Legende:", "Bildlegende: ", "Image caption, "])
def test_the_word_of_the_page_before_a_caption_is_no_part_of_it(label):
    copy = read_copy(f"Brücke gesperrt\n\n{label}{CAPTION}. Foto: Klara Weber/dpa\n\n{SENTENCE}\n\n{SECOND}")

    assert copy.lead_caption is not None
    assert copy.lead_caption.text == f"{CAPTION}."


def test_a_caption_about_a_legend_keeps_its_first_word():
    copy = read_copy(
        f"Brücke gesperrt\n\nLegende Mira Talberg. Foto: Klara Weber/dpa\n\n{SENTENCE}\n\n{SECOND}"
    )

    assert copy.lead_caption is not None
    assert copy.lead_caption.text == "Legende Mira Talberg."


@each_of(["Die Brücke bleibt gesperrt. - Nordhaven", "Er kam, sah und ging. - Das war alles."])
def test_other_words_after_a_dash_are_no_credit(text):
    lines = make_lines(text)

    assert claim_page_photos(lines, BUILTIN, 1) == []


def test_a_copyright_line_with_signs_below_the_text_is_a_tag():
    lines = make_lines(SENTENCE, "", "© BOTE/kasw/dpa/van", "Rechte am Artikel können Sie hier erwerben.")

    assert claim_page_photos(lines, BUILTIN, 0) == []


@each_of(["(Nordhaven News Agency)", "Karin Berg / Nordhavener Bote"])
def test_a_house_below_a_caption_is_its_credit(credit):
    lines = make_lines("", CAPTION, credit, "", SENTENCE)

    claim_page_photos(lines, BUILTIN, 2)

    assert list_claimed(lines, BlockKind.CREDIT) == [credit]


def test_what_a_page_offers_after_a_caption_is_cut_off():
    copy = read_copy(
        f"<h1>Nordhaven baut Brücke</h1><figure><figcaption>{CAPTION}. REUTERS/Klara Weber Acquire Licensing Rights"
        f"</figcaption></figure><p>{SENTENCE}</p><p>{SECOND}</p><nav>Start</nav><nav>Politik</nav><nav>Sport</nav>"
    )

    assert copy.lead_caption is not None
    assert (copy.lead_caption.text, copy.lead_caption.credit_raw.value) == (
        f"{CAPTION}.",
        "REUTERS/Klara Weber",
    )


def test_a_caption_between_blank_lines_above_its_credit_is_found_below_the_date():
    copy = read_copy(
        f"Menü\nSuche\nAbo\n\nNordhaven baut zweite Brücke\n\n14.09.2022, 05.30 Uhr\nTeilen\n{CAPTION}\n\n"
        f"Karin Berg / Nordhavener Bote\n\n{SENTENCE}\n\n{SECOND}"
    )

    assert [found.caption.text for found in copy.captions] == [CAPTION]


def test_the_number_of_a_picture_is_not_part_of_its_caption():
    copy = read_copy(
        f"Menü\nSuche\nAbo\nNordhaven baut zweite Brücke\nBild 1 von 2: {CAPTION}. © Klara Weber/dpa\n\n{SENTENCE}\n\n{SECOND}"
    )

    assert [found.caption.text for found in copy.captions] == [f"{CAPTION}."]


def test_a_caption_that_is_above_its_copy_with_the_credit_is_read_once():
    copy = read_copy(
        f"Menü\nSuche\nAbo\nNordhaven baut zweite Brücke\n{CAPTION}\n{CAPTION} Foto: Klara Weber/dpa\n\n{SENTENCE}\n\n{SECOND}"
    )

    assert (len(copy.captions), len(copy.paragraphs)) == (1, 2)


def test_the_first_paragraphs_below_a_credit_alone_stay_text():
    text = f"{SENTENCE} Der Bau dauert drei Jahre."
    lines = make_lines("Nordhaven baut zweite Brücke", "", "Bild: Klara Weber/dpa", text, SECOND)

    claim_page_photos(lines, BUILTIN, 2)

    assert list_claimed(lines, BlockKind.CAPTION) == []


def test_what_a_page_offers_after_a_caption_is_cut_off_in_plain_text_as_well():
    copy = read_copy(
        f"Menu\nSearch\nSubscribe\nNordhaven baut Brücke\n{CAPTION}. REUTERS/Klara Weber Acquire Licensing Rights\n\n"
        f"{SENTENCE}\n\n{SECOND}"
    )

    assert copy.lead_caption is not None
    assert copy.lead_caption.credit_raw is not None
    assert copy.lead_caption.credit_raw.value == "REUTERS/Klara Weber"


@each_of(["Visualisierung: zvg", "Rendering: Büro Kalt"])
def test_a_drawing_of_a_plan_has_a_credit_like_a_photo(credit):
    lines = make_lines("Neue Brücke", "", CAPTION, credit, "", SENTENCE)

    claim_page_photos(lines, BUILTIN, len(lines))

    assert list_claimed(lines, BlockKind.CREDIT) == [credit]


def test_a_paragraph_signed_by_agency_and_writer_is_no_caption_of_a_credit_below():
    last = "Der Reeder lobte den Bau. Die Brücke wird im Mai fertig. (dpa/ks)"
    lines = make_lines(SENTENCE, SECOND, last, "Teaserbild: © dpa / Klara Weber")

    claim_page_photos(lines, BUILTIN, 0)

    assert list_claimed(lines, BlockKind.CAPTION) == []


def test_a_dash_at_the_end_of_a_caption_is_not_part_of_it():
    text = f"{CAPTION} -\nCopyright Klara Weber/AP"
    lines = make_lines("", f"{CAPTION} -", "Copyright Klara Weber/AP", "", SENTENCE)

    (photo,) = claim_page_photos(lines, BUILTIN, len(lines))

    assert photo.text is not None
    assert photo.text.shift(-lines[0].start).of(text) == CAPTION


def test_a_credit_alone_in_a_figure_takes_no_paragraph_outside_of_it():
    html = f"<h1>Kran steht</h1><figure><img><figcaption>© Klara Weber</figcaption></figure><p>{SENTENCE}</p><p>{SECOND}</p>"

    copy = read_copy(html)

    assert copy.paragraphs == (SENTENCE, SECOND)
