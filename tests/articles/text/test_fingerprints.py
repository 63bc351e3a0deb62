import json

from articles.text.fingerprints import (
    SAME_STORY_SIMILARITY,
    find_differences,
    fingerprint,
    is_same_agency_item,
    similarity,
)
from tests.articles.parsing.story.copy_cases import stories
from tests.tables import each_of

REPORT = (
    "Bei einem Brand in einer Lagerhalle in Wolmersdorf sind am Montag drei Menschen verletzt worden. Die Feuerwehr war mit "
    "80 Kräften im Einsatz. Das Feuer brach nach Angaben der Polizei gegen vier Uhr aus und griff rasch auf ein Nachbarhaus "
    "über. Einsatzleiter Jan Harmsen sprach von einem Millionenschaden. Die Ursache war zunächst unklar, ein Gutachter soll "
    "die Halle am Dienstag untersuchen. Anwohner mussten ihre Fenster geschlossen halten."
)


def test_a_story_and_its_slightly_changed_version_share_a_number_of_their_fingerprints():
    changed = REPORT.replace("drei", "vier").replace("80", "95")

    assert set(fingerprint(REPORT)) & set(fingerprint(changed))


def test_no_two_different_stories_of_the_collection_share_a_number():
    told_once = [row["raw"] for row in stories() if "Wolmersdorf" not in row["raw"]]

    prints = [set(fingerprint(raw)) for raw in told_once]

    assert not any(a & b for place, a in enumerate(prints) for b in prints[:place])


def test_a_fingerprint_is_sixteen_numbers_that_fit_a_signed_column():
    numbers = fingerprint(REPORT)

    assert len(numbers) == 16
    assert all(0 <= number < 2**63 for number in numbers)


def test_a_fingerprint_does_not_change_between_processes_or_versions():
    assert fingerprint("eins zwei drei")[:1] == fingerprint("Eins, zwei – drei!")[:1]
    assert json.loads(json.dumps(fingerprint(REPORT))) == list(fingerprint(REPORT))


@each_of(["", " \n", "…"])
def test_text_without_words_has_no_fingerprint_and_is_like_nothing(text):
    assert fingerprint(text) == ()
    assert similarity(text, REPORT) == 0


def test_a_first_report_is_like_the_long_version_that_grew_from_it():
    long = REPORT + " " + " ".join(f"Neuer Satz Nummer {n} mit weiteren Einzelheiten." for n in range(40))

    assert similarity(REPORT, long) == 1
    assert similarity(REPORT, stories()[0]["raw"]) < SAME_STORY_SIMILARITY


def test_figures_and_names_that_differ_are_listed_for_the_editor():
    found = find_differences(
        "Verletzt wurden 3 Menschen, sagte Jan Harmsen.", "Verletzt wurden 5 Menschen, sagte Ute Voss."
    )

    assert (found.numbers_gone, found.numbers_new) == (("3",), ("5",))
    assert (found.names_gone, found.names_new) == (("Jan Harmsen",), ("Ute Voss",))


def test_two_versions_of_an_agency_item_are_one_item():
    assert is_same_agency_item("dpa:220112-99-682817/3", "urn:newsml:dpa.com:20090101:220112-99-682817")
    assert not is_same_agency_item("dpa:220112-99-682817", "dpa:220112-99-682818")
    assert not is_same_agency_item("", "")
