from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from articles.parsing.lint import DraftPhoto, LintFinding, Severity, StoryDraft, lint
from articles.parsing.tags.parse import read_tag
from tests.tables import each_of

PICTURE = DraftPhoto(
    caption="Lena Trummer am Hafen von Nordheim.",
    credit="Foto: Mara Tielke/dpa",
    alt_text="Eine Frau im blauen Mantel steht vor einem Kran.",
    people=("Lena Trummer",),
    lead=True,
)
CLEAN = StoryDraft(
    headline="Nordheim baut seinen Hafen aus",
    body=(
        "Nordheim baut seinen Hafen aus. Das kündigte Ministerin Lena Trummer am Montag an.",
        "Trummers Plan sieht drei neue Becken vor, sagte Jan Koster.",
    ),
    tag="(dpa/bw)",
    pictures=(PICTURE,),
    place="Nordheim",
    date="2023-05-03",
    agencies=("dpa",),
    people=("Lena Trummer", "Jan Koster"),
    directory=("Lena Trummer", "Jan Koster"),
)


def find_finding(draft: StoryDraft, code: str) -> LintFinding:
    return next(finding for finding in lint(draft) if finding.code == code)


def codes(draft: StoryDraft) -> list[str]:
    return [finding.code for finding in lint(draft)]


def test_a_story_in_order_has_no_findings() -> None:
    assert lint(CLEAN) == ()


def with_picture(**changes: object) -> StoryDraft:
    return replace(CLEAN, pictures=(replace(PICTURE, **changes),))  # type: ignore[arg-type]


def with_paragraph(text: str) -> StoryDraft:
    return replace(CLEAN, body=(*CLEAN.body, text))


@each_of(
    [
        (replace(CLEAN, headline=" "), "headline.missing", Severity.BLOCKS),
        (replace(CLEAN, headline="Hafen " * 20), "headline.long", Severity.WARNS),
        (replace(CLEAN, language=""), "language.missing", Severity.BLOCKS),
        (replace(CLEAN, place=""), "place.missing", Severity.WARNS),
        (replace(CLEAN, date=""), "date.missing", Severity.WARNS),
        (replace(CLEAN, tag=None), "tag.missing", Severity.WARNS),
        (replace(CLEAN, tag="(CDU)", agencies=()), "tag.unreadable", Severity.WARNS),
        (replace(CLEAN, tag="(dpa/Kwestor)"), "tag.unknown", Severity.WARNS),
        (replace(CLEAN, tag="(afp/bw)"), "tag.agency_missing", Severity.WARNS),
        (replace(CLEAN, tag="(dpa/afp)"), "tag.agency_foreign", Severity.WARNS),
        (with_paragraph("Das sagte Koster der Agentur Reuters."), "tag.agency_named", Severity.NOTES),
        (with_picture(credit=""), "credit.missing", Severity.BLOCKS),
        (with_picture(credit="Foto: Archiv"), "credit.nobody", Severity.BLOCKS),
        (with_picture(credit="Foto: Das ist kein Name einer Person"), "credit.doubtful", Severity.WARNS),
        (with_picture(alt_text=""), "alt.missing", Severity.BLOCKS),
        (with_picture(alt_text="", lead=False), "alt.missing", Severity.WARNS),
        (with_picture(alt_text=PICTURE.caption), "alt.caption", Severity.WARNS),
        (with_picture(alt_text="IMG_2041.jpg"), "alt.file_name", Severity.WARNS),
        (with_picture(alt_text="Bild von einem Kran"), "alt.opening", Severity.WARNS),
        (with_picture(people=("Nora Feld",)), "caption.person", Severity.WARNS),
        (replace(CLEAN, people=("Lena Trumner",)), "person.near", Severity.WARNS),
        (replace(CLEAN, people=("Nora Feld",)), "person.unknown", Severity.WARNS),
        (with_paragraph("Achtung Redaktionen: Bitte den Namen prüfen."), "body.note", Severity.BLOCKS),
        (with_paragraph("Ansprechpartner: Jan Koster"), "body.note", Severity.BLOCKS),
        (with_paragraph("Sperrfrist: Montag, 18.00 Uhr"), "body.embargo", Severity.BLOCKS),
        (
            with_paragraph("Jan Koster, +49 441 5550100, koster@nordheim.example"),
            "body.contact",
            Severity.BLOCKS,
        ),
        (
            with_paragraph(
                "Wer etwas gesehen hat, kann sich bei der Wache unter +49 441 5550100 melden. Sie ist besetzt."
            ),
            "body.reachable",
            Severity.WARNS,
        ),
    ]
)
def test_each_flaw_is_found_with_its_severity(draft: StoryDraft, code: str, severity: Severity) -> None:
    assert find_finding(draft, code).severity is severity


def test_what_blocks_comes_before_what_warns() -> None:
    severities = [finding.severity for finding in lint(replace(CLEAN, headline="", place="", date=""))]

    assert severities == sorted(severities, key=list(Severity).index)


def test_everything_below_a_notepad_heading_is_a_note() -> None:
    draft = replace(CLEAN, body=(*CLEAN.body, "Notizblock", "Termin am Dienstag im Rathaus."))

    assert [finding.field for finding in lint(draft) if finding.code == "body.note"] == ["body.2", "body.3"]


def test_a_note_is_taken_out_as_a_whole() -> None:
    finding = find_finding(with_paragraph("Achtung Redaktionen: Bitte prüfen."), "body.note")

    assert finding.fix == ""
    assert finding.span is not None
    assert finding.span.of("Achtung Redaktionen: Bitte prüfen.") == "Achtung Redaktionen: Bitte prüfen."


@each_of([
        (replace(CLEAN, tag="(dpa/Kwestor)"), "tag.unknown", "(dpa/Kwestor)", "Kwestor", None),
        (replace(CLEAN, tag="(CDU)", agencies=()), "tag.unreadable", "(CDU)", "(CDU)", None),
        (replace(CLEAN, tag="(dpa/afp)"), "tag.agency_foreign", "(dpa/afp)", "(dpa/afp)", "(dpa)"),
        (with_paragraph("So die Agentur Reuters."), "tag.agency_named", "So die Agentur Reuters.", "Reuters", None),
        (with_paragraph("# Hinweis an die Redaktion: x"), "body.note", "# Hinweis an die Redaktion: x",
         "# Hinweis an die Redaktion: x", ""),
        (with_paragraph("Sperrfrist: 18.00 Uhr"), "body.embargo", "Sperrfrist: 18.00 Uhr", "Sperrfrist: 18.00 Uhr", ""),
        (with_paragraph("Wer etwas sah, kann sich bei der Wache unter +49 441 5550100 melden. Sie ist besetzt."),
         "body.reachable", "Wer etwas sah, kann sich bei der Wache unter +49 441 5550100 melden. Sie ist besetzt.",
         "+49 441 5550100", None),
        (with_picture(alt_text="Bild von einem Kran"), "alt.opening", "Bild von einem Kran", "Bild von ", ""),
        (with_picture(alt_text="IMG_2041.jpg"), "alt.file_name", "IMG_2041.jpg", "IMG_2041.jpg", None),
        (with_picture(credit="Foto: Archiv"), "credit.nobody", "Foto: Archiv", "Foto: Archiv", None),
    ])  # fmt: skip
def test_each_finding_names_its_words_and_the_fix_there_is(
    draft: StoryDraft, code: str, text: str, words: str, fix: str | None
) -> None:
    finding = find_finding(draft, code)

    assert finding.span is not None
    assert (finding.span.of(text), finding.fix) == (words, fix)


@each_of(
    [
        (replace(CLEAN, tag=""), "tag.missing", "(dpa)"),
        (replace(CLEAN, tag="(afp/bw)", agencies=("afp", "dpa")), "tag.agency_missing", "(afp/dpa/bw)"),
        (replace(CLEAN, tag="(dpa/afp/bw)"), "tag.agency_foreign", "(dpa/bw)"),
        (replace(CLEAN, tag="(afp/bw)"), "tag.agency_foreign", "(dpa/bw)"),
    ]
)
def test_the_tag_that_fits_the_items_is_offered(draft: StoryDraft, code: str, fix: str) -> None:
    finding = find_finding(draft, code)

    assert finding.fix == fix
    assert read_tag(fix).trailing


def test_a_slip_in_a_name_is_shown_where_it_stands_and_mended() -> None:
    body = ("Ministerin Lena Trumner kündigte den Ausbau an.",)

    finding = find_finding(
        replace(CLEAN, body=body, people=("Lena Trumner",), directory=("Lena Trummer",)), "person.near"
    )

    assert finding.span is not None
    assert (finding.field, finding.span.of(body[0]), finding.fix) == (
        "body.0",
        "Lena Trumner",
        "Lena Trummer",
    )


def test_two_near_names_are_shown_and_neither_is_chosen() -> None:
    draft = replace(CLEAN, people=("Jan Kosten",), directory=("Jan Koster", "Jan Kosted"))

    finding = find_finding(draft, "person.near")

    assert finding.fix is None
    assert finding.params["known"] == "Jan Kosted, Jan Koster"


def test_the_surname_in_the_text_is_enough_for_the_caption() -> None:
    draft = replace(CLEAN, body=("Das kündigte Trummer am Montag an.",), people=())

    assert "caption.person" not in codes(draft)


def test_a_directory_that_was_not_asked_raises_no_question() -> None:
    draft = replace(CLEAN, people=("Nora Feld",), directory=None)

    assert "person.unknown" not in codes(draft)


def test_an_agency_named_once_more_in_the_text_is_no_finding() -> None:
    draft = with_paragraph("Das sagte Koster der Deutschen Presse-Agentur und der dpa.")

    assert "tag.agency_named" not in codes(draft)


def test_a_decorative_picture_needs_no_alternative_text() -> None:
    assert codes(with_picture(alt_text="", decorative=True)) == []


def test_messages_take_their_parameters() -> None:
    for finding in lint(replace(CLEAN, headline="Hafen " * 20, tag="(afp/Kwestor)", people=("Nora Feld",))):
        assert finding.message % finding.params


@given(st.lists(st.text(), max_size=4), st.text(), st.text(), st.text(), st.text())
def test_any_story_is_checked_and_every_span_lies_in_its_field(
    body: list[str], tag: str, caption: str, credit: str, name: str
) -> None:
    picture = DraftPhoto(caption=caption, credit=credit, people=(name,))
    draft = StoryDraft("Nordheim", tuple(body), tag, (picture,), people=(name,), directory=())
    texts = {f"body.{place}": text for place, text in enumerate(body)}
    texts |= {"headline": "Nordheim", "tag": tag, "pictures.0.caption": caption, "pictures.0.credit": credit}

    for finding in lint(draft):
        if finding.span is not None:
            assert 0 <= finding.span.start <= finding.span.end <= len(texts[finding.field])
