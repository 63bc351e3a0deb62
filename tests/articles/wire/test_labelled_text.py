"""Messages of AAP and releases of AsiaNet are read by the labels of their lines."""

from articles.wire.detect import detect_format
from articles.wire.formats import Format
from articles.wire.registry import detect_wire_format, read_wire
from tests.tables import each_of

AAP = (
    "ZCZC AAP\r\n%A\r\n#Crane_BC1\r\n$Crane stands again\r\n:(NORDHAVEN)\r\n&AAPIS\\smithj\r\n*07000000\r\n@QLD\r\n"
    "The crane stands again.\n\n   It is red.\n\nAAP RTV ar\r\nNNNN\r\n"
)
ASIANET = (
    "Source: Crane Works\r\nMEDIA RELEASE PR67254\r\nCrane Works Raises a New \r\nCrane\r\n\r\n"
    "NORDHAVEN, Feb. 1, 2026 /PRNewswire-AsiaNet/ --\r\n\r\n    The works have raised \r\na crane.\r\n"
)


def test_a_message_of_aap_has_the_fields_of_its_labels() -> None:
    (item,) = read_wire(AAP.encode()).items

    assert (item.provider, item.slugline, item.headline, item.located) == (
        "AAP", "Crane_BC1", "Crane stands again", "NORDHAVEN",
    )  # fmt: skip
    assert [block.text for block in item.body] == ["The crane stands again.", "It is red."]
    assert [note.text for note in item.ednotes] == ["AAPIS\\smithj", "AAP RTV ar"]


def test_a_release_of_asianet_has_its_number_and_a_headline_of_two_lines() -> None:
    (item,) = read_wire(ASIANET.encode()).items

    assert (item.guid, item.guid_made, item.headline, item.creditline) == (
        "AsiaNet:PR67254", False, "Crane Works Raises a New Crane", "Crane Works",
    )  # fmt: skip
    assert [block.text for block in item.body] == [
        "NORDHAVEN, Feb. 1, 2026 /PRNewswire-AsiaNet/ --", "The works have raised a crane.",
    ]  # fmt: skip


@each_of([b"ZCZC is a word.\nThe crane\nstands.", b"Source: crane works\n\nThe crane stands.\nEnd"])
def test_other_text_stays_plain_text(raw: bytes) -> None:
    assert detect_wire_format(raw) is detect_format(raw) is Format.TEXT


def test_a_message_of_dpa_without_control_bytes_is_known_by_its_header_and_its_time() -> None:
    raw = (
        "bdt0123 4 pl 120  dpa 0456\n\nHafen/Kran/\nKran steht wieder\n\nNordhaven (dpa) - Der Kran steht wieder.\n\n"
        "dpa ab n1 cd\n021115 Mrz 26\n"
    )

    reading = read_wire(raw.encode())

    assert reading.format == "IPTC 7901"
    assert [block.text for block in reading.items[0].body][-1] == "Nordhaven (dpa) - Der Kran steht wieder."
