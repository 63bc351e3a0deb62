"""Notices are found in certain forms and places, and ordinary headlines have none."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from articles.wire.body import paragraphs
from articles.wire.item import EditorNote, ItemKind, NewsItem, Notice, PubStatus
from articles.wire.notices import NoticePlace, apply_notices, find_notices
from articles.wire.registry import read_wire
from tests.articles.wire.dpa_files import build_dpa_json
from tests.articles.wire.g2_files import build_g2
from tests.tables import each_of

ORDINARY_HEADLINES = [
    "Kill Bill läuft wieder", "Kill Bill: Volume 1 im Kino", "KILL BILL: RETURN OF THE CRANE", "KILL-Liste der Mafia entdeckt",
    "To kill or not to kill", "Kill the bill, protesters demand", "Mandatory kill switch for robots", "Flash floods kill 20",
    "Update für Windows", "Update: Windows 11 stürzt ab", "UPDATE FÜR WINDOWS", "UPDATE-Pflicht für Autos",
    "Korrektur der Börsen", "KORREKTUR DER BÖRSEN SETZT SICH FORT", "Correction in markets deepens", "Corrections officer hurt",
    "Dow: biggest correction since 2020", "SPD-Spitze: Korrektur nötig", "Wiederholung der Wahl in Nordhaven",
    "Wiederholung: Nordhaven wählt neu", "Repeat offender jailed", "Zusammenfassung des Spieltags", "Neufassung des Gesetzes",
    "Lead-Sänger verlässt die Band", "Lead singer quits", "1. Liga: Werft gewinnt", "2. Lesung im Rat", "Alert after quake",
    "Urgent appeal for help", "URGENT CALL FOR AID", "Eilantrag gegen die Werft", "EIL - das neue Magazin",
    "Achtung, Autofahrer: Glätte", "Achtung Wolf: Schäfer warnen", "Annullierung der Wahl gefordert", "Ehe annulliert",
    "Storno-Gebühren steigen", "Storno: Diese Rechte haben Reisende", "Streichung von Stellen", "Meldung sorgt für Aufregung",
    "Bericht wird zurückgezogen", "Report on crane was withdrawn by ministry", "Withhold tax refunds, court says",
    "Advisory board meets", "Editors pick: best cranes", "Bitte lächeln: Der Kran steht", "Bulletin of atomic scientists",
]  # fmt: skip
ANNOUNCED = [
    ("KORREKTUR: Kran steht", ["correction"]),
    ("KORREKTUR/Kran steht", ["correction"]),
    ("Berichtigung: Kran steht", ["correction"]),
    ("Correction: Crane story", ["correction"]),
    ("Kran steht (Korrektur)", ["correction"]),
    ("CORR: La grue", ["correction"]),
    ("RECTIFICATIF - La grue", ["correction"]),
    ("CORRECTED-UPDATE 2-Crane is back", ["correction", "update"]),
    ("REFILE-UPDATE 1-Crane is back", ["repeat", "update"]),
    ("WDH/KORREKTUR: Kran steht", ["repeat", "correction"]),
    ("RPT-Crane is back", ["repeat"]),
    ("WIEDERHOLUNG: Kran steht", ["repeat"]),
    ("UPDATE 1-Crane is back", ["update"]),
    ("UPDATE: Kran steht", ["update"]),
    ("WRAPUP 3-Crane is back", ["summary"]),
    ("ROUNDUP 2: Kran steht", ["summary"]),
    ("(Zusammenfassung) Kran steht", ["summary"]),
    ("NEUFASSUNG: Kran steht", ["rewrite"]),
    ("ANNULE ET REMPLACE: La grue", ["rewrite"]),
    ("2. Lead: Kran steht", ["lead"]),
    ("Kran steht (2. Lead)", ["lead"]),
    ("URGENT - La grue", ["alert"]),
    ("ALERTE - La grue", ["alert"]),
    ("+++ EILMELDUNG +++ Kran steht", ["alert"]),
    ("Eil: Kran steht", ["alert"]),
    ("ADVISORY-Crane", ["advisory"]),
    ("ACHTUNG: Sendetermin geändert", ["advisory"]),
    ("Achtung Redaktionen: Termin geändert", ["advisory"]),
    ("KILL KILL KILL", ["kill"]),
    ("KILL: Crane story", ["kill"]),
    ("MANDATORY KILL: Crane story", ["mandatory kill"]),
    ("*** ELIMINAR - ELIMINAR ***", ["kill"]),
    ("ANNULATION: La grue", ["kill"]),
    ("Annullierung: Kran steht", ["kill"]),
    ("Meldung annulliert", ["kill"]),
    ("Meldung storniert", ["kill"]),
    ("Achtung Redaktionen, bitte Meldung nicht verwenden", ["kill"]),
    ("ACHTUNG: Bitte nicht verwenden", ["kill"]),
    ("WITHHOLD: Crane", ["withhold"]),
    ("AW: WG: KORREKTUR: Kran steht", ["correction"]),
]
MARKS = [
    ("(Berichtigung: Im zweiten Absatz Samstag)", ["correction"]),
    ("VERSIÓN CORREGIDA", ["correction"]),
    ("(Wiederholung)", ["repeat"]),
    ("REFILE", ["repeat"]),
    ("RPT RPT", ["repeat"]),
    ("(Zusammenfassung 1700 - neu: Details)", ["summary"]),
    ("(2. Neufassung - neu: mehr)", ["rewrite"]),
    ("2ND LEAD", ["lead"]),
    ("LEAD 2", ["lead"]),
    ("(Aktualisierung: neu)", ["update"]),
    ("(Eil )", ["alert"]),
    ("(Blitz)", ["alert"]),
    ("(Achtung) Bitte verwenden Sie die Meldung nicht, sie ist falsch.", ["kill"]),
    ("(Achtung) Bitte verwenden Sie die neue Meldung.", ["advisory"]),
    ("(Achtung)", ["advisory"]),
    ("ATENCION REDACCIONES", ["advisory"]),
    ("(Achtung Annullierung)", ["kill"]),
    ("(Achtung) Bitte die Meldung nhv0101 nicht verwenden", ["kill"]),
    ("(Meldung annulliert)", ["kill"]),
    ("EXTRA", []),
    ("(Vorschau)", []),
    ("(Foto Produktion)", []),
]
SLUGS = [
    ("BC-US--Port Crane, KILL", ["kill"]),
    ("BC-US--PortCrane-KILL", ["kill"]),
    ("BC-US--Port Crane, WITHHOLD", ["withhold"]),
    ("BC-US--Port Crane, 1st Ld-Writethru", ["lead"]),
    ("BC-US--PortCrane 1stLd-Writethru", ["lead"]),
    ("Nordhaven-crane, 2NDLEAD", ["lead"]),
    ("Nordhaven-crane, URGENT", ["alert"]),
    ("BC-APNewsAlert", ["alert"]),
    ("BC-US--Port Crane, Advisory", ["advisory"]),
    ("BC-US--Port Crane, CORRECTIVE", ["correction"]),
    ("BC-US--Kill Switch", []),
    ("Film-Kill Bill, review", []),
    ("Börsen/Korrektur/Nordhaven/", []),
]
NOTES = [
    ("EDITORS: Kill BC-US--Port Crane, G1234 of March 2. A kill is mandatory.", ["mandatory kill"]),
    ("Please kill the story.", ["kill"]),
    ("Bitte verwenden Sie die Meldung nicht.", ["kill"]),
    ("Bitte verwenden Sie diese Fassung.", []),
    ("Bitte Foto nicht verwenden", []),
    ("Eds: Kill Bill star visits port", []),
    ("Withhold BC-US--Port Crane, G1234", ["withhold"]),
    ("(Corrects spelling in paragraph 2)", ["correction"]),
    ("ATTENTION - corrige le nom ///", ["correction"]),
    ("Berichtigung: Im zweiten Absatz Samstag", ["correction"]),
    ("Korrektur gelesen: ib", []),
    ("Recasts, adds quote", ["rewrite"]),
    ("Eds: UPDATES: Adds details", ["update"]),
    ("Update folgt bis 1700", []),
    ("Eds: With AP Photos.", []),
]


def name_notices(text: str, place: NoticePlace = NoticePlace.HEADLINE) -> list[str]:
    return [notice.value for notice in find_notices([text], place=place)]


@each_of(ORDINARY_HEADLINES)
def test_an_ordinary_headline_announces_nothing(headline: str) -> None:
    assert name_notices(headline) == []


@each_of(ANNOUNCED)
def test_a_headline_announces_by_its_opening_or_brackets(headline: str, expected: list[str]) -> None:
    assert name_notices(headline) == expected


@each_of(MARKS)
def test_a_mark_announces_by_its_first_words(mark: str, expected: list[str]) -> None:
    assert name_notices(mark, NoticePlace.MARK) == expected


@each_of(SLUGS)
def test_a_slug_announces_by_its_last_parts(slug: str, expected: list[str]) -> None:
    assert name_notices(slug, NoticePlace.SLUG) == expected


@each_of(NOTES)
def test_a_note_announces_by_its_first_words(note: str, expected: list[str]) -> None:
    assert name_notices(note, NoticePlace.NOTE) == expected


@given(st.text(max_size=80), st.sampled_from(NoticePlace))
def test_any_text_in_any_place_is_searched_without_an_error(text: str, place: NoticePlace) -> None:
    assert set(find_notices([text], place=place)) <= set(Notice)


STORY = NewsItem(
    guid="urn:x:1",
    headline="Kran steht wieder",
    dateline="Nordhaven (nha) - ",
    body=paragraphs(["Nordhaven (nha) - Er steht.", "Er ist hoch."]),
)


def test_a_story_without_notices_is_left_as_it_is() -> None:
    assert apply_notices(STORY) is STORY


def test_a_kill_in_the_headline_cancels_the_item_with_a_warning_and_leaves_the_headline() -> None:
    killed = apply_notices(replace(STORY, headline="KILL: Kran steht wieder"))

    assert (killed.pubstatus, killed.headline) == (PubStatus.CANCELED, "KILL: Kran steht wieder")
    assert [warning.facts["notice"] for warning in killed.warnings] == ["kill"]


def test_a_second_pass_changes_nothing() -> None:
    killed = apply_notices(replace(STORY, headline="KILL: Kran steht wieder"))

    assert apply_notices(killed) is killed


def test_a_withheld_item_is_canceled_and_its_notice_tells_the_difference() -> None:
    withheld = apply_notices(replace(STORY, slugline="BC-US--Port Crane, WITHHOLD"))

    assert (withheld.pubstatus, withheld.notices) == (PubStatus.CANCELED, (Notice.WITHHOLD,))


def test_a_story_about_an_annulment_in_small_letters_is_no_kill() -> None:
    assert apply_notices(replace(STORY, headline="Annullierung: Gericht kippt die Wahl")).notices == ()


def test_a_kill_names_the_messages_that_it_replaces() -> None:
    note = EditorNote("EDITORS: Kill BC-US--Port Crane, G1234. A kill is mandatory.")
    killed = apply_notices(NewsItem(guid="x", slugline="BC-US--Port Crane, KILL", ednotes=(note,)))

    assert killed.replaces == ("G1234", "BC-US--Port Crane")
    assert killed.notices == (Notice.MANDATORY_KILL,)


def test_a_kill_in_the_text_of_a_message_without_a_headline_counts() -> None:
    body = paragraphs(["Bitte verwenden Sie die Meldung nhv0101 „Kran steht wieder“ nicht."])

    assert apply_notices(NewsItem(guid="x", body=body)).pubstatus is PubStatus.CANCELED


def test_a_report_about_a_withdrawn_text_is_no_kill() -> None:
    body = paragraphs(["Der Bericht wurde zurückgezogen.", "Das sagte Ida Brandt."])

    assert (
        apply_notices(NewsItem(guid="x", headline="Rat berät Bericht", body=body)).pubstatus
        is PubStatus.USABLE
    )


def test_a_note_to_desks_without_a_story_is_an_advisory() -> None:
    note = NewsItem(
        guid="x", headline="ACHTUNG: Sendetermin geändert", body=paragraphs(["Der Text kommt um 17.00 Uhr."])
    )

    assert apply_notices(note).kind is ItemKind.ADVISORY
    assert apply_notices(replace(STORY, headline="ACHTUNG: Kran steht wieder")).kind is ItemKind.TEXT


def test_notes_below_the_text_are_not_searched() -> None:
    note = EditorNote("KILL KILL KILL", role="notes")

    assert apply_notices(replace(STORY, ednotes=(note,))).notices == ()


@each_of(["retraction", "deletion", "flash", "repetition", "corrected", "summary", "daybook"])
def test_a_signal_of_one_agency_means_the_same_in_json_and_newsml_g2(signal: str) -> None:
    dpa_json = {**json.loads(build_dpa_json()), "signal": [f"sig:{signal}"]}
    files = (json.dumps(dpa_json).encode(), build_g2(signals=(signal,)))

    one, other = (read_wire(file).items[0].notices for file in files)

    assert one == other != ()
