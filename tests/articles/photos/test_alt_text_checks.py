from articles.photos.alt_text_checks import check_alt_text, check_credit
from tests.tables import each_of


def codes(alt: str, **facts: str) -> list[str]:
    return [finding.code for finding in check_alt_text(alt, **facts)]


@each_of(
    [
        "Ein Kran hebt einen Container vor grauem Himmel.",
        "Zwei Frauen lachen.",
        "Bildschirme an einer Wand",
        "",
    ]
)
def test_a_text_that_says_what_is_to_be_seen_passes(alt):
    assert (
        codes(alt, caption="Der Hafen von Nordhaven.", credit="Ida Brandt/AFP", file_name="IMG_1.jpg") == []
    )


@each_of(["Ein Kran im Hafen.", "ein kran im  hafen", "Ein Kran im Hafen"])
def test_the_caption_over_again_is_found_whatever_its_case_and_full_stop(alt):
    assert codes(alt, caption="Ein Kran im Hafen.") == ["equals-caption"]


@each_of(["IMG_2041.JPG", "hafen-nord.jpeg", "DSC01234", "kran_am_kai", "kran_am_kai.jpg"])
def test_a_file_name_is_found(alt):
    assert "file-name" in codes(alt, file_name="kran_am_kai.jpg")


@each_of(
    [
        "Bild von einem Kran",
        "Ein Foto vom Hafen",
        "Foto zeigt Kran",
        "Picture of a crane",
        "An image showing a crane",
    ]
)
def test_picture_of_is_found_at_the_beginning(alt):
    assert codes(alt) == ["picture-of"]


def test_the_credit_line_within_the_text_is_found():
    assert codes("Kran am Kai, Ida Brandt/AFP", credit="Ida Brandt/AFP") == ["repeats-credit"]


def test_more_than_125_characters_are_found():
    assert (codes("Kran " * 25), codes("Kran " * 26)) == ([], ["long"])


@each_of(
    [
        ("Foto: privat", "", ["no-consent"]),
        ("Foto: privat", "  ", ["no-consent"]),
        ("Foto: privat", "Mail von Frau Nord, 2. März, Ordner Einwilligungen", []),
        ("Privatarchiv Nord/dpa", "", []),
        ("Privatbank AG", "", []),
        ("Foto: Ida Brandt/AFP", "", []),
        ("", "", []),
    ]
)
def test_a_private_picture_wants_a_record_of_consent(credit, consent, found):
    assert [finding.code for finding in check_credit(credit, consent=consent)] == found
