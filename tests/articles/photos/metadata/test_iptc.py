"""Older metadata is read in the encoding it is in, with the fields that agencies use."""

import pytest

from articles.photos.metadata.iptc import read_iim
from tests.articles.photos.invented import iim
from tests.tables import each_of

CAPTION = "Bürgermeisterin Mira Talberg weiß: Über dem Fluß „steht“ ein Kran – größer."


@each_of(["utf-8", "cp1252", "mac_roman"])
def test_the_letters_of_the_words_decide_between_old_encodings(encoding: str):
    assert read_iim(iim((2, 120, CAPTION.encode(encoding))))["caption"][0] == CAPTION


@pytest.mark.parametrize(
    "text",
    [
        "L’été à Nice, où le garçon reçoit",
        "The mayor’s café – “open”",
        "Jörg Kühn grüßt",
        "Käse aus Südtirol",
    ],
)
@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_other_languages_are_told_apart_too(text: str, encoding: str):
    assert read_iim(iim((2, 120, text.encode(encoding))))["caption"][0] == text


def test_slavic_names_in_windows_1252_stay():
    assert read_iim(iim((2, 120, "Tomáš Miloš Žižka".encode("cp1252"))))["caption"][0] == "Tomáš Miloš Žižka"


def test_a_declared_encoding_that_is_wrong_does_not_damage_the_text():
    found = read_iim(iim((1, 90, b"\x1b%G"), (2, 80, "Jörg Ähren".encode("cp1252"))))

    assert found["creators"][0] == ("Jörg Ähren",)


def test_a_value_that_was_cut_within_a_letter_loses_that_letter_alone():
    assert read_iim(iim((2, 80, "Fotografenmeisterin Käthe Grünü".encode()[:-1])))["creators"][0] == (
        "Fotografenmeisterin Käthe Grün",
    )


def test_all_fields_of_agencies_are_read():
    found = read_iim(
        iim(
            (1, 70, b"20260302"), (1, 80, b"101500+0100"), (1, 100, b"NHV:2026:1"), (2, 5, b"KRAN-WERFT"),
            (2, 10, b"4"), (2, 12, b"IPTC:04015000:economy"), (2, 15, b"I"), (2, 20, b"WIR"), (2, 20, b"POL"),
            (2, 22, b"LYNXNHV123456"), (2, 55, b"20260302"), (2, 60, b"091112+0100"), (2, 85, b"STF"), (2, 100, b"DEU"),
            (2, 103, b"-"), (2, 135, b"de"),
        )
    )  # fmt: skip

    assert {name: value for name, (value, _origin) in found.items() if value} == {
        "supplier_id": "NHV:2026:1", "title": "KRAN-WERFT", "urgency": "4", "subject_codes": ("IPTC:04015000:economy",),
        "categories": ("I", "WIR", "POL"), "fixture_id": "LYNXNHV123456", "taken": "2026-03-02", "creator_title": "STF",
        "country_code": "DEU", "language": "de", "created": "2026-03-02T09:11:12+01:00", "sent": "2026-03-02T10:15:00+01:00",
    }  # fmt: skip
