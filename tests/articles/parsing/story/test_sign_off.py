"""Sources of a story: the closing tag, contributors, an agency above the text, interviews."""

from articles.parsing.lexicon import Lexicon
from articles.parsing.story import sign_off
from articles.parsing.story.byline import is_byline
from articles.parsing.story.parse import read_copy
from articles.parsing.tags.parse import Tag, read_cached_tag
from tests.tables import each_of

HEAD = "Rat vertagt Entscheidung über Brücke\n\n"
BODY = (
    "Der Rat der Stadt hat die Entscheidung über die neue Brücke am Montag vertagt. Das sagte Bürgermeisterin Ilse Kolb"
    " nach der Sitzung.\n\nDie Kosten sollen auf zwölf Millionen Euro steigen. Der Bau beginnt frühestens im Mai."
)


@each_of(
    [
        ("dpa", ("dpa",)),
        ("dpa/afp", ("dpa", "afp")),
        ("Quelle: dpa", ("dpa",)),
        ("AFP, 3. März 2026", ("afp",)),
    ]
)
def test_a_line_of_agencies_above_the_text_is_the_source_and_no_credit(line: str, agencies: tuple) -> None:
    copy = read_copy(f"{HEAD}{line}\n\n{BODY}")

    assert copy.tag is not None
    assert (copy.tag.agencies, copy.captions) == (agencies, ())


@each_of(["Foto: dpa", "© dpa", "Mara Tielke/dpa"])
def test_a_line_with_a_mark_of_pictures_above_the_text_is_a_credit(line: str) -> None:
    copy = read_copy(f"{HEAD}{line}\n\n{BODY}")

    assert copy.tag is None
    assert copy.captions[0].caption.credit_raw is not None


def test_an_agency_below_a_caption_stays_its_credit() -> None:
    copy = read_copy(f"{HEAD}Das Rathaus im Regen (Archivbild)\ndpa\n\n{BODY}")

    assert copy.tag is None
    assert copy.captions[0].caption.text == "Das Rathaus im Regen (Archivbild)"


def test_the_closing_tag_precedes_the_agency_above_the_text() -> None:
    below = read_copy(f"{HEAD}sda\n\n{BODY} (dpa/dl)")
    signed = read_copy(f"{HEAD}sda\n\n{BODY}\n\n(dl)")

    assert below.tag is not None and below.tag.agencies == ("dpa",)
    assert signed.tag is not None and (signed.tag.agencies, signed.tag.editors) == (("sda",), ("dl",))


def test_a_footer_is_no_tag_below_a_text_that_has_its_own() -> None:
    below = "© dpa-infocom, dpa:220112-99-679845/3"

    own, none = read_copy(f"{HEAD}{BODY} (dpa/dl)\n\n{below}"), read_copy(f"{HEAD}{BODY}\n\n{below}")

    assert [block.rule for block in own.blocks[-2:]] == ["tag.inline", "footer.copyright"]
    assert none.blocks[-1].rule == "tag.copyright"


@each_of(
    [
        ("(Reporting by Mara Tielke in London; Editing by Ole Brandt)", ("Mara Tielke", "Ole Brandt")),
        ("Mara Tielke contributed to this report.", ("Mara Tielke",)),
        ("(Text: Mara Tielke, Video: Ole Brandt)", ("Mara Tielke", "Ole Brandt")),
    ]
)
def test_contributors_below_the_text_are_no_people_of_the_story(line: str, unknown: tuple) -> None:
    copy = read_copy(f"{HEAD}{BODY}\n\n{line}")

    assert copy.tag is not None and copy.tag.unknown == unknown
    assert [person.name for person in copy.people] == ["Ilse Kolb"]


@each_of(["kbo/rw/uh", "(Schluss) kbo/rw/uh"])
def test_initials_in_the_form_of_a_slug_sign_the_story(line: str) -> None:
    copy = read_copy(f"{HEAD}{BODY}\n\n{line}")

    assert copy.tag is not None and copy.tag.editors == ("kbo", "rw", "uh")
    assert len(copy.paragraphs) == 2


def test_a_slug_of_topics_is_no_tag() -> None:
    assert read_copy(f"{HEAD}{BODY}\n\npolitik/inland/wahl").tag is None


def test_the_interviewer_is_no_person_of_the_story() -> None:
    copy = read_copy(f"{HEAD}{BODY}\n\nDas Interview führte Mara Tielke.")

    assert [person.name for person in copy.people] == ["Ilse Kolb"]


def test_a_sentence_about_an_interview_is_no_byline() -> None:
    assert is_byline("Die Fragen stellte Mara Tielke (dpa).")
    assert not is_byline("Das Interview führte zu einem Streit im Rat.")


def test_a_label_of_the_author_is_no_caption_of_the_credit_below() -> None:
    copy = read_copy(f"{HEAD}{BODY}\n\nText: Mara Tielke\nFotos: Ole Brandt")

    assert copy.byline is not None and copy.byline.value == "Text: Mara Tielke"
    assert [person.name for person in copy.people] == ["Ilse Kolb"]


def test_a_dateline_is_found_below_a_teaser_and_not_in_the_text() -> None:
    teaser = "Der Rat der Stadt Kiel hat am Montag über die neue Brücke beraten."

    assert read_copy(f"{HEAD}{teaser}\n\nKIEL. {BODY}").dateline_place == "KIEL"
    assert read_copy(f"{HEAD}{teaser}\n\n{BODY}\n\nKiel – {BODY}").dateline is None


def test_the_sender_of_a_press_release_is_the_source_below_the_contacts() -> None:
    contact = "Rückfragen bitte an:\nFeuerwehr Neustadt\nTelefon: 0431-000000"
    release = "Original-Content von: Feuerwehr Neustadt, übermittelt durch news aktuell"

    copy = read_copy(f"{HEAD}{BODY}\n\n{contact}\n\n{release}")

    assert copy.tag is not None
    assert (copy.tag.agencies, copy.tag.unknown) == (("ots",), ("Feuerwehr Neustadt",))
    assert len(copy.paragraphs) == 2


@each_of(
    [
        "Follow Mara Tielke on Twitter at http://twitter.com/example",
        "Mara Tielke can be reached at mara@neustadt.example",
        "Contact the reporter at mara@neustadt.example.",
    ]
)
def test_the_address_of_the_author_is_a_note(line: str) -> None:
    copy = read_copy(f"{HEAD}{BODY}\n\n{line}")

    assert [note.of(copy.text) for note in copy.notes] == [line]
    assert [person.name for person in copy.people] == ["Ilse Kolb"]


@each_of(["The summit can be reached on foot in an hour.", "Follow the river to the old mill on the hill."])
def test_a_sentence_on_a_way_is_no_address_of_the_author(line: str) -> None:
    assert read_copy(f"{HEAD}{BODY}\n\n{line}").paragraphs[-1] == line


def test_the_author_is_no_person_of_the_story_even_where_the_text_repeats_the_name() -> None:
    copy = read_copy(f"{HEAD}By MARA TIELKE, Associated Press\n\n{BODY}\n\nMara Tielke war in Kiel dabei.")

    assert [person.name for person in copy.people] == ["Ilse Kolb"]


def test_a_marked_subline_is_a_dek_without_its_mark() -> None:
    copy = read_copy(f"{HEAD}Utl.: Kosten steigen auf zwölf Millionen Euro\n\n{BODY}")

    assert copy.dek is not None
    assert copy.dek.value == "Kosten steigen auf zwölf Millionen Euro"
    assert len(copy.paragraphs) == 2


@each_of(
    [
        "Jane Roe",
        "Jane Roe, The Canadian Press",
        "Jane Roe | Staff Writer",
        "Mara Tielke, MDR AKTUELL",
        "Mara Tielke und Ole Brandt",
        "Mara Tielke, 12.03.2020",
        "Par Mara Tielke",
        "Kommentar: Mara Tielke",
        "Aus Kiel berichtet Mara Tielke",
        "By Jane Roe, Special to The Tribune",
        "By Jane Roe | The Associated Press",
        "By Jane Roe\nCrime correspondent",
    ]
)
def test_an_author_below_the_headline_is_no_person_of_the_story(line: str) -> None:
    copy = read_copy(f"{HEAD}{line}\n\n{BODY}")

    assert copy.byline is not None
    assert copy.captions == ()
    assert [person.name for person in copy.people] == ["Ilse Kolb"]
    assert len(copy.paragraphs) == 2


@each_of(["Kosten steigen weiter", "Kritik aus Kiel", "Rat Kiel, Ausschuss"])
def test_a_short_title_below_the_headline_is_no_author(line: str) -> None:
    assert read_copy(f"{HEAD}{line}\n\n{BODY}").byline is None


def test_a_second_author_below_the_text_is_a_note() -> None:
    copy = read_copy(f"{HEAD}Von Mara Tielke\n\n{BODY}\n\nOle Brandt / 03.05.22")

    assert [note.of(copy.text) for note in copy.notes] == ["Ole Brandt / 03.05.22"]


def test_a_dateline_may_fill_its_line() -> None:
    town = read_copy(f"{HEAD}RUPERT, Idaho —\nThe council met on Monday in the old mill. It will meet again.")
    office = read_copy(f"{HEAD}Neustadt (ots)\n\n{BODY}")

    assert town.dateline is not None and town.dateline.value == "RUPERT, Idaho"
    assert office.dateline is not None and office.dateline.value == "Neustadt (ots)"
    assert (len(town.paragraphs), len(office.paragraphs)) == (1, 2)


def test_the_people_to_ask_are_no_people_of_the_story() -> None:
    copy = read_copy(
        f"{HEAD}{BODY}\n\nRückfragen von Medien bitte an:\n\nPressestelle\nMara Tielke\nTelefon: 0431-000"
    )

    assert [person.name for person in copy.people] == ["Ilse Kolb"]
    assert len(copy.notes) == 4


def test_the_headline_of_a_correction_stays_the_headline() -> None:
    copy = read_copy(f"KORREKTUR: Bank verliert ihren Chef\n\n{BODY}")

    assert copy.headline is not None and copy.headline.value == "KORREKTUR: Bank verliert ihren Chef"
    assert copy.correction is not None


def test_the_programme_that_carried_the_story_is_no_paragraph() -> None:
    copy = read_copy(f"{HEAD}{BODY}\n\nNDR 1 | Nachrichten | 03.02.2022 | 10:00 Uhr")

    assert len(copy.paragraphs) == 2


def test_contributors_named_after_the_copyright_of_the_page_sign_the_story() -> None:
    text = "The council in Marlow voted for a new bridge on Monday. Work is due to start in the autumn of next year."
    notice = "© 2026 Radio North Inc. All rights reserved. The Associated Press contributed to this report."

    copy = read_copy(
        "\n\n".join(["Council votes for new bridge", text, text.replace("new", "second"), notice])
    )

    assert copy.tag is not None
    assert copy.tag.agencies == ("ap",)


@each_of(["Von dpa", "Von: Deutsche Presse-Agentur", "Von:\ndpa", "Von\nMara Tielke\nmit\ndpa"])
def test_an_agency_that_is_called_the_author_is_the_byline_and_no_closing_tag(lines: str) -> None:
    copy = read_copy(f"{HEAD}{lines}\n\n{BODY}")

    assert (copy.tag, copy.captions) == (None, ())
    assert copy.dateline_agencies == ("dpa",)


def test_an_agency_alone_above_the_headline_is_the_source() -> None:
    copy = read_copy(f"Keystone-SDA\n\n{HEAD}{BODY}")

    assert copy.tag is not None and copy.headline is not None
    assert (copy.tag.agencies, copy.captions) == (("sda",), ())
    assert copy.headline.value == HEAD.strip()


def test_an_agency_that_the_page_names_twice_is_the_source_once() -> None:
    copy = read_copy(f"{HEAD}Keystone-SDA Regional\nKeystone-SDA Regional\n\n{BODY}")

    assert copy.tag is not None
    assert (copy.tag.agencies, copy.captions) == (("sda",), ())


def test_an_agency_right_below_the_headline_is_the_source_and_no_credit_of_it() -> None:
    copy = read_copy(f"{HEAD.strip()}\nAFP\n3. März 2026, 17:44 Uhr\n\n{BODY}")

    assert copy.tag is not None and copy.headline is not None
    assert (copy.tag.agencies, copy.headline.value, copy.captions) == (("afp",), HEAD.strip(), ())


def test_an_agency_below_standfirst_and_date_is_the_source() -> None:
    standfirst = "Die Brücke wird teurer als gedacht. Der Entscheid fiel knapp."
    picture = "Der Rat tagte am Montag.\nKeystone/Mara Tielke"

    copy = read_copy(f"{HEAD}{standfirst}\n\n3. März 2026, 15:12 Uhr\n\nKeystone-SDA\n\n{picture}\n\n{BODY}")

    assert copy.tag is not None and copy.lead_caption is not None
    assert (copy.tag.agencies, copy.lead_caption.text) == (("sda",), "Der Rat tagte am Montag.")


def test_a_source_above_the_text_is_not_looked_for_in_a_long_list(monkeypatch) -> None:
    """A paste of short lines was read as a tag line by line, which took most of its time."""
    asked: list[str] = []

    def read(text: str, lexicon: Lexicon) -> Tag:
        asked.append(text)
        return read_cached_tag(text, lexicon)

    monkeypatch.setattr(sign_off, "read_cached_tag", read)
    copy = read_copy("\n".join(f"Von Mara Tielke {number}" for number in range(3_000)))

    assert len(copy.blocks) == 3_000
    assert len(asked) < 1_000
