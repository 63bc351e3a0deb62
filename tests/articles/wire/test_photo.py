"""A photo becomes one item, with its restrictions and with its identifier if it has one."""

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.parsing.errors import CopyError, PhotoIsDamaged, PhotoIsTooLarge
from articles.wire.item import Code, EditorNote, ItemKind, NewsItem, RightsNotice
from articles.wire.photo_embargo import read_embargo_note
from articles.wire.registry import read_wire
from tests.articles.photos.invented import AGENCY_XMP, iim, scene_bytes, with_iim, xmp
from tests.articles.photos.metadata.test_containers import chunk, png
from tests.tables import each_of

BERLIN = ZoneInfo("Europe/Berlin")
JPEG = scene_bytes(1, "JPEG", (64, 43))


def read_one(raw: bytes) -> NewsItem:
    (found,) = read_wire(raw, zone=BERLIN).items
    return found


def read_records(*records: tuple[int, int, bytes]) -> NewsItem:
    return read_one(with_iim(JPEG, iim(*records)))


def test_an_agencys_packet_becomes_an_item():
    found = read_one(scene_bytes(1, "JPEG", (64, 43), xmp=AGENCY_XMP))

    assert (found.kind, found.headline, found.byline, found.creditline, found.provider, found.located) == (
        ItemKind.PICTURE, "Hafen Nordhaven", "Ida BRANDT", "AFP", "AFP", "Nordhaven",
    )  # fmt: skip
    assert found.photo is not None
    assert (found.photo.caption, found.language) == (
        "Ein Kran hebt am 2. März 2026 im Hafen von Nordhaven einen Container.",
        "de-DE",
    )
    assert (found.photo.date_created, found.versioncreated) == (
        "2026-03-02T10:11:12+01:00",
        datetime(2026, 3, 2, 9, 11, 12, tzinfo=UTC),
    )
    assert (found.photo.persons_in_image, found.keywords, found.photo.digital_source_type) == (
        ("Mira Talberg",), ("Hafen", "Kran"), "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
    )  # fmt: skip
    assert found.rights == RightsNotice(
        notice="AFP or licensors", terms=("Editorial use only", "Nur redaktionell")
    )
    assert found.ednotes == (EditorNote("Nur redaktionell", role="instructions"),)


def test_the_older_fields_give_codes_and_times():
    found = read_records(
        (1, 70, b"20260302"), (1, 80, b"101500+0100"), (2, 5, b"KRAN-WERFT"), (2, 10, b"4"), (2, 15, b"I"),
        (2, 12, b"IPTC:04015000:economy:shipping:"), (2, 55, b"20260301"), (2, 85, b"STF"), (2, 100, b"DEU"),
        (2, 110, b"REUTERS"), (2, 115, b"X00514"),
    )  # fmt: skip

    assert (found.headline, found.slugline, found.urgency, found.provider) == (
        "KRAN-WERFT",
        "KRAN-WERFT",
        4,
        "REUTERS",
    )
    assert found.subjects == (Code("subj", "04015000", "shipping"), Code("category", "I"))
    assert found.versioncreated == datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    assert found.photo is not None
    assert (found.photo.creator_title, found.photo.country_code, found.photo.date_created) == (
        "STF",
        "DEU",
        "2026-03-01",
    )


@each_of(
    [
        (b"AFP_3AB4CD7", True),
        (b"DV1945213", True),
        (b"260302-99-123456", True),
        (b"urn:newsml:nhv.example:20260302:1", True),
        (b"KRAN_Werft_111162.JPG", True),
        (b"NHV07", False),
        (b"Kran am Hafen", False),
        (b"BUNDESLIGA2026", False),
        (b"20260302", False),
        (b"-", False),
    ]
)
def test_only_a_number_of_a_sure_form_is_the_identifier(written: bytes, is_identifier: bool):
    found = read_records((2, 103, written))

    assert (found.guid == written.decode(), found.guid_made) == (is_identifier, not is_identifier)
    assert bool(found.warnings) is not is_identifier


def test_the_identifier_of_the_supplier_comes_first():
    packet = xmp(
        '<plus:ImageSupplierImageID xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/">nhv-9</plus:ImageSupplierImageID>',
        'photoshop:TransmissionReference="AFP_3AB4CD7"',
    )

    assert read_one(scene_bytes(1, "JPEG", (64, 43), xmp=packet)).guid == "nhv-9"


def test_html_in_a_caption_is_text_and_scripts_are_gone():
    found = read_records(
        (2, 120, b"<p>Der <b>Kran</b> &amp; die Werft</p><script>alert(1)</script>"),
        (2, 105, b"Kran &quot;7&quot; < 5 t"),
    )

    assert found.photo is not None
    assert (found.photo.caption, found.headline) == ("Der Kran & die Werft", 'Kran "7" < 5 t')


@each_of(["NO SALES", "GERMANY OUT", "ONE TIME USE ONLY", "HANDOUT - NO ARCHIVES"])
def test_restrictions_are_terms_of_use(terms: str):
    assert read_records((2, 40, terms.encode())).rights.terms == (terms,)


@each_of(
    [
        "SPERRFRIST: 2. März 2026, 18.00 Uhr",
        "SPERRFRIST 02.03.2026 18:00 Uhr - NO SALES",
        "NO SALES; Sperrfrist: 02.03.2026, 18 Uhr; Honorarpflichtig",
        "Nur redaktionell.\nSPERRFRIST: 02.03.2026 18.00 Uhr MEZ\nBeleg erbeten",
        "EMBARGOED UNTIL 1700 GMT MARCH 2, 2026",
    ]
)
def test_an_embargo_with_a_time_is_the_embargo(note: str):
    found = read_records((2, 40, note.encode()))

    assert found.embargo == datetime(2026, 3, 2, 17, tzinfo=UTC)
    assert not found.held
    assert found.rights.terms == (" ".join(note.split()),)


@each_of(["SPERRFRIST", "ACHTUNG SPERRFRIST 18 Uhr", "Sperrfrist: Redebeginn"])
def test_an_embargo_without_a_certain_end_holds_the_photo(note: str):
    found = read_records((2, 40, note.encode()))

    assert (found.embargo, found.held, len(found.warnings)) == (None, True, 2)


@each_of(["Keine Sperrfrist", "Sperrfrist aufgehoben", "NO SALES", "embargo lifted"])
def test_no_embargo_or_one_that_is_over_holds_nothing(note: str):
    assert read_embargo_note(note, BERLIN) is None


def test_a_photo_without_metadata_is_an_item_with_a_made_identifier():
    found = read_one(JPEG)

    assert (found.kind, found.guid_made, found.guid) == (ItemKind.PICTURE, True, read_one(JPEG).guid)


def test_a_picture_that_breaks_off_is_read_with_a_warning():
    found = read_one(scene_bytes(1, "JPEG", (64, 43), xmp=AGENCY_XMP)[:-300])

    assert found.creditline == "AFP"
    assert "breaks off" in found.warnings[0].message


def test_a_packet_that_cannot_be_read_is_named():
    found = read_one(scene_bytes(1, "JPEG", (64, 43), xmp=b"<x:xmpmeta"))

    assert "metadata in XMP" in found.warnings[0].message


def test_files_over_the_limits_are_refused_before_they_are_decoded():
    with pytest.raises(PhotoIsTooLarge, match="51 MB"):
        read_wire(png(chunk(b"IDAT", bytes(51_000_000))))
    with pytest.raises(PhotoIsTooLarge, match="400 MP"):
        read_wire(png(size=(20_000, 20_000)))
    with pytest.raises(PhotoIsDamaged):
        read_wire(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00")


@each_of([b"<p>" * 15_000, b"&<" * 20_000, b"SPERRFRIST " * 5_000, b"&amp;" * 10_000])
def test_hostile_texts_take_no_longer_than_two_seconds(text: bytes):
    block = b"".join(
        b"\x1c\x02" + bytes([field]) + b"\x80\x04" + len(text).to_bytes(4) + text for field in (120, 105, 40)
    )
    begun = time.process_time()

    read_wire(with_iim(JPEG, block[:60_000]))

    assert time.process_time() - begun < 2


@settings(deadline=None)
@given(st.integers(2, 3_000), st.integers(0, 300), st.binary(max_size=9))
def test_damage_anywhere_gives_a_reading_or_a_refusal_in_words(begin: int, length: int, other: bytes):
    whole = with_iim(
        scene_bytes(1, "JPEG", (64, 43), xmp=AGENCY_XMP), iim((2, 40, b"SPERRFRIST 18 Uhr"), (2, 110, b"dpa"))
    )

    try:
        reading = read_wire(whole[:begin] + other + whole[begin + length :])
    except CopyError as refusal:
        assert refusal.message
    else:
        assert all(found.guid for found in reading.items)
