from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from articles.photos.metadata.replace_xmp import replace_xmp
from articles.photos.metadata.xmp import read_xmp
from articles.photos.metadata.xmp_packet import MAX_BYTES, Licensor, PictureRights, write_packet
from tests.articles.photos.invented import scene_bytes
from tests.articles.photos.metadata.xmp_reader import read_properties
from tests.tables import each_of

FULL = PictureRights(
    creators=("Ida Brandt", "Jörg Ähren"),
    credit='Foto: "Ida" & Jörg/AFP',
    copyright_notice="© AFP <2026>",
    web_statement="https://zeitung.example/rights/",
    licensors=(Licensor("AFP", "https://afp.example/"), Licensor("Pool")),
    data_mining="DMI-PROHIBITED",
    digital_source="trainedAlgorithmicMedia",
    ai_system="Bildner",
    ai_system_version="4.1",
    ai_prompt="Ein Kran im Nebel",
    ai_prompt_writer="Ida Brandt",
    caption="Ein Kran im Hafen",
    alt_text="Kran vor grauem Himmel",
)


def test_another_reader_finds_every_property_of_the_standard() -> None:
    found = read_properties(replace_xmp(scene_bytes(size=(64, 43)), write_packet(FULL)))

    assert found == {
        "rdf:about": "",
        "dc:creator": ["Ida Brandt", "Jörg Ähren"],
        "photoshop:Credit": 'Foto: "Ida" & Jörg/AFP',
        "dc:rights": ["© AFP <2026>"],
        "xmpRights:Marked": "True",
        "xmpRights:WebStatement": "https://zeitung.example/rights/",
        "plus:Licensor": ["AFPhttps://afp.example/", "Pool"],
        "plus:DataMining": "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED",
        "Iptc4xmpExt:DigitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
        "Iptc4xmpExt:AISystemUsed": "Bildner",
        "Iptc4xmpExt:AISystemVersionUsed": "4.1",
        "Iptc4xmpExt:AIPromptInformation": "Ein Kran im Nebel",
        "Iptc4xmpExt:AIPromptWriterName": "Ida Brandt",
        "dc:description": ["Ein Kran im Hafen"],
        "Iptc4xmpCore:AltTextAccessibility": ["Kran vor grauem Himmel"],
    }


def test_our_own_reader_reads_it_back() -> None:
    facts = {
        name: value for name, (value, _origin) in read_xmp(write_packet(FULL), language="de").items() if value
    }

    assert facts == {
        "creators": ("Ida Brandt", "Jörg Ähren"), "credit": 'Foto: "Ida" & Jörg/AFP', "copyright": "© AFP <2026>",
        "web_statement": "https://zeitung.example/rights/", "licensor": "AFP", "licensor_url": "https://afp.example/",
        "data_mining": "DMI-PROHIBITED", "digital_source": "trainedAlgorithmicMedia",
        "digital_source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
        "ai_system": "Bildner", "ai_system_version": "4.1", "ai_prompt": "Ein Kran im Nebel",
        "ai_prompt_writer": "Ida Brandt", "caption": "Ein Kran im Hafen", "alt_text": "Kran vor grauem Himmel",
    }  # fmt: skip


def test_what_is_unknown_is_left_out() -> None:
    found = read_properties(
        replace_xmp(scene_bytes(size=(64, 43)), write_packet(PictureRights(credit="Ida Brandt")))
    )

    assert found == {"rdf:about": "", "photoshop:Credit": "Ida Brandt", "xmpRights:Marked": "True"}


@each_of(["caption", "ai_prompt", "alt_text"])
def test_a_long_text_is_cut_at_a_word_so_that_the_packet_stays_small(name) -> None:
    packet = write_packet(PictureRights(credit="Ida Brandt", **{name: "Kräne heben & senken sich. " * 200}))

    text = str(read_xmp(packet, language="de")[name][0])
    assert MAX_BYTES - 40 < len(packet) <= MAX_BYTES
    assert text.startswith("Kräne heben & senken")
    assert text.endswith(" …")


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_breaks_the_packet(credit, caption) -> None:
    ElementTree.fromstring(write_packet(PictureRights(credit=credit, caption=caption)))
