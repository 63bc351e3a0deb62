import io

from PIL import Image

from articles.photos.metadata import PictureMetadata, read_metadata
from tests.articles.photos.invented import AGENCY_XMP, iim, scene_bytes, with_iim, xmp
from tests.tables import each_of

SMALL = (64, 43)


def in_jpeg(packet: bytes) -> bytes:
    return scene_bytes(1, "JPEG", SMALL, xmp=packet)


def test_an_agencys_packet_is_read_whole():
    found = read_metadata(in_jpeg(AGENCY_XMP))

    assert (found.caption, found.headline) == (
        "Ein Kran hebt am 2. März 2026 im Hafen von Nordhaven einen Container.",
        "Hafen Nordhaven",
    )
    assert (found.creators, found.credit, found.source, found.copyright) == (
        ("Ida BRANDT",),
        "AFP",
        "AFP",
        "AFP or licensors",
    )
    assert (found.city, found.taken, found.people, found.keywords) == (
        "Nordhaven",
        "2026-03-02",
        ("Mira Talberg",),
        ("Hafen", "Kran"),
    )
    assert (found.usage_terms, found.picture_id, found.instructions, found.digital_source) == (
        "Editorial use only",
        "AFP_3XY7",
        "Nur redaktionell",
        "digitalCapture",
    )


@each_of(["JPEG", "PNG", "WEBP", "TIFF"])
def test_the_packet_is_found_in_every_kind_of_file_and_kept_byte_for_byte(kind):
    options = {"tiffinfo": {700: AGENCY_XMP}} if kind == "TIFF" else {"xmp": AGENCY_XMP}
    if kind == "PNG":
        from PIL.PngImagePlugin import PngInfo

        options = {"pnginfo": PngInfo()}
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", AGENCY_XMP.decode())

    found = read_metadata(scene_bytes(1, kind, SMALL, **options))

    assert (found.credit, found.packets.xmp) == ("AFP", AGENCY_XMP)


@each_of([("de", "Ein Kran hebt"), ("en", "A crane lifts"), ("fr", "A crane lifts")])
def test_of_several_languages_the_desks_own_counts_else_the_default(language, caption):
    assert read_metadata(in_jpeg(AGENCY_XMP), language=language).caption.startswith(caption)


def test_plain_elements_lists_and_attributes_are_all_read():
    found = read_metadata(
        in_jpeg(
            xmp(
                "<photoshop:Credit>dpa</photoshop:Credit><dc:description>Ohne Sprachen.</dc:description>"
                "<dc:creator><rdf:Bag><rdf:li>A B</rdf:li><rdf:li>C D</rdf:li></rdf:Bag></dc:creator>"
            )
        )
    )

    assert (found.credit, found.caption, found.creators) == ("dpa", "Ohne Sprachen.", ("A B", "C D"))


def test_the_newer_structure_of_places_is_read_where_the_plain_ones_are_empty():
    place = (
        "<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        "<Iptc4xmpExt:City>Nordhaven</Iptc4xmpExt:City><Iptc4xmpExt:CountryName>Deutschland</Iptc4xmpExt:CountryName>"
        "</rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown>"
    )

    found = read_metadata(in_jpeg(xmp(place)))

    assert (found.city, found.country) == ("Nordhaven", "Deutschland")


@each_of(
    [
        ("2026-03-02", "2026-03-02"),
        ("2026-03", "2026-03"),
        ("2026", "2026"),
        ("gestern", ""),
        ("2026-13-40", ""),
    ]
)
def test_a_date_is_as_exact_as_it_is_given(date, taken):
    assert read_metadata(in_jpeg(xmp("", f'photoshop:DateCreated="{date}"'))).taken == taken


@each_of(
    [
        b"<x:xmpmeta",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        b"\xff\xff\xff",
    ]
)
def test_a_packet_that_cannot_be_read_is_kept_and_named(packet):
    found = read_metadata(in_jpeg(packet))

    assert (found.unreadable, found.packets.xmp, bool(found)) == (("XMP",), packet, False)


FIELDS = (
    (2, 120, "Bürgermeisterin Mira Talberg im Hafen."),
    (2, 80, "Jörg Ähren"),
    (2, 110, "dpa"),
    (2, 55, "20260302"),
)


@each_of([("utf-8", ((1, 90, b"\x1b%G"),)), ("utf-8", ()), ("cp1252", ())])
def test_the_older_fields_are_read_in_the_encoding_they_are_in(encoding, mark):
    block = iim(*mark, *((r, n, text.encode(encoding)) for r, n, text in FIELDS))

    found = read_metadata(with_iim(scene_bytes(1, "JPEG", SMALL), block))

    assert (found.caption, found.creators, found.credit, found.taken) == (
        "Bürgermeisterin Mira Talberg im Hafen.",
        ("Jörg Ähren",),
        "dpa",
        "2026-03-02",
    )
    assert found.packets.iim.startswith(block)


@each_of([("00000000", ""), ("20260300", "2026-03"), ("20260000", "2026"), ("x", "")])
def test_a_date_with_unknown_parts_keeps_what_is_known(date, taken):
    assert read_metadata(with_iim(scene_bytes(1, "JPEG", SMALL), iim((2, 55, date.encode())))).taken == taken


def test_a_block_that_breaks_off_gives_what_stands_before():
    block = iim((2, 110, b"dpa"), (2, 120, b"Ein langer Text"))[:-6] + b"\x00"

    found = read_metadata(with_iim(scene_bytes(1, "JPEG", SMALL), block))

    assert found.credit == "dpa"


def exif_bytes(**texts: str) -> bytes:
    exif = Image.Exif()
    for tag, text in texts.items():
        exif[int(tag[1:], 16)] = text
    return scene_bytes(1, "JPEG", SMALL, exif=exif)


def test_what_the_camera_wrote_is_read_last_and_utf_8_is_repaired():
    exif = Image.Exif()
    exif[0x013B] = "J__rg __hren; Ida Brandt"  # Pillow writes ASCII alone
    exif[0x8298] = "__ K__stenbote"
    exif.get_ifd(0x8769)[0x9003] = "2026:03:02 10:11:12"
    written = exif.tobytes()
    for ascii_, text in ((b"J__rg", "Jörg"), (b"__hren", "Ähren"), (b"__ K__s", "© Küs")):
        written = written.replace(ascii_, text.encode())

    found = read_metadata(scene_bytes(1, "JPEG", SMALL, exif=written))

    assert (found.creators, found.copyright, found.taken) == (
        ("Jörg Ähren", "Ida Brandt"),
        "© Küstenbote",
        "2026-03-02",
    )


def test_newer_fields_overrule_older_ones_and_older_ones_fill_gaps():
    exif = Image.Exif()
    exif[0x010E], exif[0x8298] = "EXIF", "EXIF"
    data = scene_bytes(1, "JPEG", SMALL, exif=exif, xmp=xmp("", 'photoshop:Credit="XMP"'))

    found = read_metadata(with_iim(data, iim((2, 110, b"IIM"), (2, 120, b"IIM"))))

    assert (found.credit, found.caption, found.copyright) == ("XMP", "IIM", "EXIF")
    assert found.origins == {
        "credit": "XMP photoshop:Credit",
        "caption": "IPTC 2:120 Caption",
        "copyright": "EXIF Copyright",
    }


def test_where_the_camera_stood_is_not_among_the_facts():
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (53.0, 32.0, 1.0)}

    assert not read_metadata(scene_bytes(1, "JPEG", SMALL, exif=exif))


def test_a_file_without_metadata_says_nothing():
    assert read_metadata(scene_bytes(1, "PNG", SMALL)) == PictureMetadata()


def test_what_a_camera_says_of_every_picture_is_no_caption():
    assert read_metadata(exif_bytes(x010E="OLYMPUS DIGITAL CAMERA         ")).caption == ""


def test_control_characters_do_not_come_in():
    found = read_metadata(in_jpeg(xmp("<photoshop:Headline>Hafen&#x9;und\x0b Kran</photoshop:Headline>")))

    assert found.headline == "Hafen und Kran"


def test_reading_needs_no_more_than_the_head_of_the_file():
    data = in_jpeg(AGENCY_XMP)

    assert read_metadata(data[: len(data) - 200]).credit == "AFP"
    assert io.BytesIO(data).read(2) == b"\xff\xd8"
