import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from articles.parsing.captions.parse import Caption, read_caption
from newsroom.text.spans import Reading
from tests.paths import DATA
from tests.tables import each_of

LABELLED = DATA / "reading" / "captions.jsonl"
CASES: list[dict[str, Any]] = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]

PIECES = st.sampled_from(
    [
        "(L-R) ", "(l.)", " (FDP, M)", "V. l. n. r.: ", ", left, ", "links ", " (2. v. r.)", "Olaf Berger",
        "Ministerin Ida Kern", " und ", ", ", " in Berlin", " im Harz", " am 3. Mai 2021", ". ", "\n",
        "Foto: Jan Ott/dpa", "(Foto: X/AFP via Getty Images)", "+++ dpa-Bildfunk +++", "(zu dpa „Neues“)",
        "ARCHIV - ", "date 2022-01 ", "07.12.2019, USA, Rom: ", "(", ")", "©", "\xa0", "\xad", "„", "“", "/",
        "202", "von links", "(", "v.", "l.",
    ]
)  # fmt: skip


def answer(caption: Caption) -> dict[str, Any]:
    return {
        "caption": " ".join(caption.text.split()),
        "persons": [(person.name, person.role, person.position) for person in caption.people],
        "place": value_of(caption.place),
        "date": value_of(caption.date),
        "credit_raw": value_of(caption.credit_raw),
    }


def value_of(reading: Reading[str] | None) -> str | None:
    return reading.value if reading else None


@each_of(CASES)
def test_a_labelled_caption_is_read_exactly(case: dict[str, Any]) -> None:
    persons = [(person["name"], person["role"], person["position"]) for person in case["persons"]]
    expected = {**{key: case[key] for key in ("caption", "place", "date", "credit_raw")}, "persons": persons}

    assert answer(read_caption(case["raw"])) == {**expected, "caption": " ".join(case["caption"].split())}


def test_the_dpa_caption_is_taken_apart_completely() -> None:
    caption = read_caption(
        "ARCHIV - 07.12.2019, USA, Newport: Ein Schiff. (zu dpa „Ein neues Schiff“) "
        "Foto: Tim Walker/AP/dpa +++ dpa-Bildfunk +++"
    )

    assert caption.archive
    assert value_of(caption.companion) == "zu dpa „Ein neues Schiff“"
    assert value_of(caption.footer) == "+++ dpa-Bildfunk +++"
    assert caption.text == "ARCHIV - 07.12.2019, USA, Newport: Ein Schiff."


def test_the_credit_of_a_caption_is_parsed_at_once() -> None:
    caption = read_caption("Der Hafen. Foto: TOBIAS KERN/POOL/AFP via Getty Images")

    assert caption.credit is not None
    assert (caption.credit.photographers, caption.credit.pool) == (("Tobias Kern",), True)


@each_of(["(Archivbild)", "(Archiv)", "Archivfoto.", "(Archivaufnahme)"])
def test_an_archive_mark_in_the_text_sets_the_flag(mark: str) -> None:
    assert read_caption(f"Der Hafen von Kiel {mark} Foto: Tim Kern/dpa").archive


@each_of(["Das Archiv der Stadt.", "Ein Mitarbeiter im Stadtarchiv."])
def test_an_archive_as_the_motif_sets_no_flag(text: str) -> None:
    assert not read_caption(text).archive


def test_a_date_prefix_fills_the_year_that_the_caption_lacks() -> None:
    caption = read_caption("date 2022-01 Ida Kern in Rom am 12. Januar. Foto: Tim Kern/dpa")

    assert value_of(caption.date) == "2022-01-12"
    assert caption.text == "Ida Kern in Rom am 12. Januar."


def test_a_credit_before_the_caption_is_split_off() -> None:
    caption = read_caption("(Foto: Tim Kern/dpa) Der Hafen von Kiel.")

    assert (caption.text, value_of(caption.credit_raw)) == ("Der Hafen von Kiel.", "Foto: Tim Kern/dpa")


def test_soft_hyphens_and_hard_blanks_do_not_hide_a_name() -> None:
    caption = read_caption("Wirt\xadschafts\xadminister\xa0Robert\xa0Kern\xa0(l.) in Rom.")

    assert [(p.name, p.role, p.position) for p in caption.people] == [
        ("Robert Kern", "Wirtschaftsminister", "l")
    ]


@each_of(
    [
        ("Chief Nursing Officer Emma Kern at a hospital", [("Emma Kern", "Chief Nursing Officer")]),
        ("Chief Constable Emma Kern", [("Emma Kern", "Chief Constable")]),
        ("First Minister Emma Kern in Leeds", [("Emma Kern", "First Minister")]),
        ("King Charles III. in Bonn", [("Charles III.", "King")]),
        ("The then Taoiseach Emma Kern in Dublin", [("Emma Kern", "then Taoiseach")]),
        ("The Princess Royal visits Leeds", []),
        ("Ministerin Emma Kern", [("Emma Kern", "Ministerin")]),
        ("LHStv. Anton Kern beim Festakt", [("Anton Kern", "LHStv.")]),
        ("GR Max Kern und NR Ida Lang", [("Max Kern", "GR"), ("Ida Lang", "NR")]),
    ]
)
def test_offices_of_captions_are_read_in_their_language(text: str, people: list[tuple[str, str]]) -> None:
    assert [(person.name, person.role) for person in read_caption(text).people] == people


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=20).map("".join)))
def test_any_text_is_read_and_its_parts_cover_it(raw: str) -> None:
    caption = read_caption(raw)

    assert "".join(part.value for part in caption.parts) == caption.cleaned
    assert all(part.span.of(caption.cleaned) == part.value for part in caption.parts)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_every_span_points_at_its_value(raw: str) -> None:
    caption = read_caption(raw)

    readings = [
        reading
        for reading in (caption.place, caption.credit_raw, caption.companion, caption.footer)
        if reading
    ]
    assert all(reading.span.of(caption.cleaned) == reading.value for reading in readings)
    assert all(person.span.of(caption.cleaned) == person.name for person in caption.people)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_the_same_text_is_read_the_same_way_twice(raw: str) -> None:
    assert read_caption(raw) == read_caption(raw)
