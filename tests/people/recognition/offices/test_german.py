import pytest

from newsroom.text.spans import Confidence
from people.recognition.offices.german import read_office_after, read_office_before
from tests.people.recognition.offices.phrases import read_after, read_before, write
from tests.tables import each_of


@each_of(
    [
        ("Heute kam Minister Quell an.", "Minister [Minister]"),
        ("Heute kam der Minister Quell an.", "Minister [Minister]"),
        ("Heute kam der frühere norwegische Minister Quell an.", "frühere norwegische Minister [Minister]"),
        ("Heute kam früherer Minister Quell an.", "früherer Minister [Minister]"),
        ("Heute kam ganz kleine Minister Quell an.", "Minister [Minister]"),
        ("Heute kam Zumbors kleine Ministerin Quell an.", "Zumbors kleine Ministerin [Ministerin]"),
        ("Heute kam Zumungs Minister Quell an.", "Minister [Minister]"),
        ("Heute kam Norwegens neuer Minister Quell an.", "Norwegens neuer Minister [Minister]"),
        ("Heute kam Frankreichs Minister Quell an.", "Frankreichs Minister [Minister]"),
        ("Heute kam Zumbors Minister Quell an.", "Zumbors Minister [Minister]"),
        ("Heute kam des Zumbors Minister Quell an.", "Minister [Minister]"),
        ("Heute kam Costa Ricas Minister Quell an.", "Costa Ricas Minister [Minister]"),
        ("Heute kam Jens' Minister Quell an.", "Jens' Minister [Minister]"),
        ("Heute kam Jen' Minister Quell an.", "Minister [Minister]"),
        ("Heute kam Rechts- und Innenminister Quell an.", "Rechts- und Innenminister [Innenminister]"),
        (
            "Heute kam Bau-, Rechts- und Innenminister Quell an.",
            "Bau-, Rechts- und Innenminister [Innenminister]",
        ),
        ("Heute kam Haus-&-Garten-Präsident Quell an.", "Haus-&-Garten-Präsident [Garten-Präsident]"),
        ("Heute kam S&D-Chefin Quell an.", "S&D-Chefin [D-Chefin]"),
        ("Heute kam der St. Galler Minister Quell an.", "St. Galler Minister [Minister]"),
        ("Heute kam die Bad Zumborer Ministerin Quell an.", "Bad Zumborer Ministerin [Ministerin]"),
        ("Heute kam die stv. Ministerin Quell an.", "stv. Ministerin [Ministerin]"),
        ("Heute kam usw. Ministerin Quell an.", "Ministerin [Ministerin]"),
        ("Heute kam Abg. Quell an.", "Abg. [Abg]"),
        ("Heute kam LH-Stv. Quell an.", "LH-Stv. [LH-Stv]"),
        ("Heute kam Nr. Quell an.", None),
        ("Heute kam die 2. Vorsitzende Quell an.", "2. Vorsitzende [Vorsitzende]"),
        ("Heute kam am 2. Minister Quell an.", "Minister [Minister]"),
        ("Heute kam Pfarrer i. R. Quell an.", "Pfarrer i. R. [Pfarrer]"),
        ("Heute kam Bischof em. Quell an.", "Bischof em. [Bischof]"),
        ("Heute kam Oblt Quell an.", "Oblt [Oblt]"),
        ("Heute kam Minister und Parteichef Quell an.", "Minister und Parteichef [Parteichef]"),
        ("Heute kamen Haus und Parteichef Quell an.", "Parteichef [Parteichef]"),
        ("Heute kam alt Regierungsrat Quell an.", "alt Regierungsrat [Regierungsrat]"),
        ("Das berichtete Dechant Quell heute.", "Dechant [Dechant]"),
        ("Gestern sagte Minister Quell das.", "Minister [Minister]"),
        ("Heute kam Regierender Bürgermeister Quell an.", "Regierender Bürgermeister [Bürgermeister]"),
        ("Heute kam Erster Bürgermeister Quell an.", "Erster Bürgermeister [Bürgermeister]"),
        ("Heute kam der Berliner Bürgermeister Quell an.", "Berliner Bürgermeister [Bürgermeister]"),
        ("Heute kam der Zumborer Bürgermeister Quell an.", "Zumborer Bürgermeister [Bürgermeister]"),
        ("Heute kam Zumborer Bürgermeister Quell an.", "Bürgermeister [Bürgermeister]"),
        ("Heute kam First Lady Quell an.", "First Lady [Lady]"),
        ("Heute kam die neue Ministerin Quell an.", "Ministerin [Ministerin]"),
        ("Heute kam Minister a.D. Quell an.", "Minister a.D. [Minister]"),
        ("Heute kam Minister a. D. Quell an.", "Minister a. D. [Minister]"),
        ("Heute kam Haus a. D. Quell an.", None),
        ("Heute kam Haus Quell an.", None),
        ("Heute kam minister Quell an.", None),
        ("Heute kam minister a. D. Quell an.", None),
        ("Minister Quell kam.", "Minister [Minister]"),
        ("Minister und Parteichef Quell kam.", "Minister und Parteichef [Parteichef]"),
        ("Auch norwegische Ministerin Quell kam.", "norwegische Ministerin [Ministerin]"),
        ("Heute kam der Minister Sprecher Quell an.", "Sprecher [Sprecher]"),
        ("Heute kam Zugrass Minister Quell an.", "Minister [Minister]"),
        ("Heute kam Kulturförderer Quell an.", "Kulturförderer [Kulturförderer]"),
        ("Heute kam abends kleine Ministerin Quell an.", "Ministerin [Ministerin]"),
        ("Da war der Minister. Quell ging.", None),
        ("Frankreichs Minister Quell kam.", "Frankreichs Minister [Minister]"),
        ("Ulms Bürgermeister Quell kam.", "Ulms Bürgermeister [Bürgermeister]"),
        ("Heute kamen Plan B und Minister Quell an.", "Minister [Minister]"),
        ("Heute kam Minister sowie Parteichef Quell an.", "Minister sowie Parteichef [Parteichef]"),
        ("Heute kam Trainer/Manager Quell an.", "Trainer/Manager [Manager]"),
        ("Heute kam Alt Regierungsrat Quell an.", "Alt Regierungsrat [Regierungsrat]"),
        ("Heute kam Franz' Minister Quell an.", "Franz' Minister [Minister]"),
        ("Heute kam Max' Minister Quell an.", "Max' Minister [Minister]"),
        ("Heute kamen 2 kleine Minister Quell an.", "kleine Minister [Minister]"),
        ("Bereits kleine Ministerin Quell kam.", "Ministerin [Ministerin]"),
        ("Noll begleitete Ministerin Quell nach Kiel.", "Ministerin [Ministerin]"),
        ("Noll besuchte norwegische Ministerin Quell in Kiel.", "norwegische Ministerin [Ministerin]"),
        ("Heute kam Haus Lady Quell an.", "Lady [Lady]"),
        (
            "Heute kam der alte große kleine bunte blaue Minister Quell an.",
            "alte große kleine bunte blaue Minister [Minister]",
        ),
        ("Heute kam der alte große kleine bunte blaue graue Minister Quell an.", "Minister [Minister]"),
        ("VW-Zumm wächst. Heute kam VW-Zumms Chef Quell an.", "VW-Zumms Chef [Chef]"),
        ("Heute kam VW-Zumms Chef Quell an.", "Chef [Chef]"),
        ("Die Regierung ruht. Heute kam Regierungs Chef Quell an.", "Chef [Chef]"),
        ("Heute kamen Boss Minister Quell an.", "Minister [Minister]"),
        ("Quell kam.", None),
    ]
)
def test_an_office_before_the_name_takes_its_adjectives_and_owners(text: str, office: str | None) -> None:
    assert write(text, read_before(read_office_before, text)) == office


@each_of(
    [
        ("Der Vorsitzende der Jungen Union Quell kam.", "Vorsitzende der Jungen Union [Vorsitzende]"),
        ("Der Chef des Hauses Quell kam.", "Chef des Hauses [Chef]"),
        ("Der Chef der „Zeitung“ Quell kam.", "Chef der „Zeitung“ [Chef]"),
        ("Der Chef für Kunst Quell kam.", "Chef für Kunst [Chef]"),
        ("Der Chef vom Dienst Quell kam.", "Chef vom Dienst [Chef]"),
        ("Der Chef Haus Quell kam.", None),
        ("Der Chef gegen Haus Quell kam.", None),
    ]
)
def test_an_office_before_the_name_may_have_a_complement(text: str, office: str | None) -> None:
    assert write(text, read_before(read_office_before, text)) == office


@each_of(
    [
        ("Der Leiter des Hauses, Quell, kam.", "Leiter des Hauses [Leiter]"),
        ("Der Leiter des Hauses (HdG), Quell, kam.", "Leiter des Hauses [Leiter]"),
        ("Der Leiter des Amts (HdG) in Kiel, Quell, kam.", "Leiter des Amts (HdG) in Kiel [Leiter]"),
        ("Der Sprecher des Ministers, Quell, kam.", "Sprecher des Ministers [Sprecher]"),
        (
            "Der Leiter der Klinik für Kinder in Kiel, Quell, kam.",
            "Leiter der Klinik für Kinder in Kiel [Leiter]",
        ),
        ("Der Leiter der St. Anna-Klinik, Quell, kam.", "Leiter der St. Anna-Klinik [Leiter]"),
        ("Der Leiter der „Zeitung“, Quell, kam.", "Leiter der „Zeitung“ [Leiter]"),
        ("Der Leiter der großen alten Klinik, Quell, kam.", "Leiter der großen alten Klinik [Leiter]"),
        ("Der Leiter der Abteilung 7, Quell, kam.", "Leiter der Abteilung 7 [Leiter]"),
        ("Ministerin, Quell, kam.", "Ministerin [Ministerin]"),
        ("Der Leiter der Klinik sowie Praxis, Quell, kam.", "Leiter der Klinik sowie Praxis [Leiter]"),
        (
            "Der Leiter des Amts (oben links) in Kiel, Quell, kam.",
            "Leiter des Amts (oben links) in Kiel [Leiter]",
        ),
        ("Der Leiter des Amts (oben links), Quell, kam.", "Leiter des Amts [Leiter]"),
        ("Der Beauftragte für die Klinik, Quell, kam.", "Beauftragte für die Klinik [Beauftragte]"),
        (
            "Der Leiter der Abteilung 7 für die Klinik, Quell, kam.",
            "Leiter der Abteilung 7 für die Klinik [Leiter]",
        ),
        ("Der Leiter der Abteilung 7 in Kiel, Quell, kam.", "Leiter der Abteilung 7 in Kiel [Leiter]"),
        ("Der Leiter der Abteilung 7 der Klinik, Quell, kam.", "Leiter der Abteilung 7 der Klinik [Leiter]"),
        ("Der Leiter der „Zeitung“ in Kiel, Quell, kam.", "Leiter der „Zeitung“ in Kiel [Leiter]"),
        ("Der Leiter für junge Kunst, Quell, kam.", "Leiter für junge Kunst [Leiter]"),
        ("Der Leiter der Bau & Boden, Quell, kam.", "Leiter der Bau & Boden [Leiter]"),
        ("Leiter der Klinik, Quell, Minister", "Leiter der Klinik [Leiter]"),
        ("Der Leiter, Quell, kam.", "Leiter [Leiter]"),
        ("Sie sprach mit den Ministern, Quell kam dazu.", None),
        ("Die Studien-Freundin des Ministers, Quell, kam.", None),
        ("Das Haus der vorsitzenden Leute, Quell, kam.", None),
        ("Der Leiter. Haus, Quell, kam.", None),
        ("Der Leiter der kam, Quell, ging.", None),
        ("Die Freundin und Ministerin, Quell, kam.", "Ministerin [Ministerin]"),
        ("Nun kam der Beauftragte für die Klinik, Quell.", "Beauftragte für die Klinik [Beauftragte]"),
        ("Er kam mit dem Sprecher der Ministerinnen, Quell.", "Sprecher der Ministerinnen [Sprecher]"),
        ("Da kam sie, Ministerin des Landes, Quell.", "Ministerin des Landes [Ministerin]"),
        ("Der Minister Noll besuchte Kiel, Quell kam dazu.", None),
        ("Der Leiter am Montag der Klinik, Quell, kam.", None),
        ("Der Leiter gestern großen Klinik, Quell, kam.", None),
        ("Der Leiter die Klinik, Quell, kam.", None),
        ("Die Freundin des Ministers, Quell, kam.", None),
        ("Der Leiter gestern, Quell, kam.", None),
        ("Das Haus der Klinik, Quell, kam.", None),
    ]
)
def test_an_office_stands_before_a_comma_and_the_name(text: str, office: str | None) -> None:
    phrase = read_before(read_office_before, text)

    assert (phrase.rule if phrase else "office.before-comma") == "office.before-comma"
    assert write(text, phrase) == office


@each_of([(17, True), (18, False)])
def test_an_office_before_a_comma_is_looked_for_in_eighteen_words(words: int, found: bool) -> None:
    text = f"Der Leiter{' Haus' * words}, Quell, kam."

    assert (read_before(read_office_before, text) is not None) is found


@each_of([(8, "Leiter [Leiter]"), (9, "Leiter [Leiter]"), (10, None)])
def test_a_bracket_of_up_to_nine_words_is_stepped_over(words: int, office: str | None) -> None:
    text = f"Der Leiter ({' '.join(['a'] * words)}), Quell, kam."

    assert write(text, read_before(read_office_before, text)) == office


@each_of(
    [
        ("Heute kam Frankreichs Minister Quell an.", "Frankreichs", "Minister [Minister]"),
        ("Heute kam Costa Ricas Minister Quell an.", "Costa", "Ricas Minister [Minister]"),
        ("Heute kam Minister und Parteichef Quell an.", "Minister", "Parteichef [Parteichef]"),
        ("Da kam Noll, Ministerin, Quell ging.", "Noll", None),
        ("Da kam Noll Ministerin, Quell ging.", "Noll", None),
        ("Der Leiter Noll Haus, Quell ging.", "Noll", None),
    ]
)
def test_words_of_another_name_are_no_part_of_an_office(text: str, taken: str, office: str | None) -> None:
    assert write(text, read_before(read_office_before, text, taken=taken)) == office


def test_an_office_ends_before_another_name() -> None:
    assert read_before(read_office_before, "Heute kam Minister Quell an.", taken="Minister") is None
    assert read_before(read_office_before, "Heute kam Leiter Noll, Quell an.", taken="Noll") is None


@pytest.mark.parametrize(
    ("text", "plural"),
    [
        ("Die Minister Quell und Noll kamen.", True),
        ("Mit den Kandidaten Quell und Noll kam er.", True),
        ("Er sah den Kandidaten Quell.", False),
        ("Er sah den Ministerinnen Quell zu.", True),
        ("Beide Minister Quell und Noll kamen.", True),
        ("Die beiden Minister Quell und Noll kamen.", True),
        ("Seine Minister Quell und Noll kamen.", True),
        ("Sein Minister Quell kam.", False),
        ("Die Abgeordneten Quell und Noll kamen.", True),
        ("Das Haus der Abgeordneten Quell stand.", False),
        ("Die Ministerinnen Quell und Noll kamen.", True),
        ("Die Ministerin Quell kam.", False),
        ("Die Legende Quell kam.", False),
        ("Der Minister Quell kam.", False),
        ("Die Beauftragte Quell kam.", False),
        ("Die Kauffrau Quell kam.", False),
        ("Sie half dem Kandidaten Quell.", False),
        ("Das war vom Kandidaten Quell.", False),
        ("Das war beim Kandidaten Quell.", False),
        ("Das ging zum Kandidaten Quell.", False),
        ("Das Haus des Kandidaten Quell stand.", False),
        ("Zwei Minister Quell und Noll kamen.", True),
        ("Drei Minister Quell und Noll kamen.", True),
        ("Vier Minister Quell und Noll kamen.", True),
        ("Ihre Minister Quell und Noll kamen.", True),
        ("Ihre Ministerin Quell kam.", False),
        ("Noll kam, dessen Sprecher Quell und Berg schwiegen.", True),
        ("Olga Noll kam, deren Sprecher Quell und Berg schwiegen.", True),
        ("Unsere Minister Quell und Noll kamen.", True),
    ],
)
def test_article_and_ending_tell_several_holders_of_an_office(text: str, *, plural: bool) -> None:
    phrase = read_before(read_office_before, text)

    assert phrase is not None
    assert phrase.plural is plural


@each_of(
    [
        ("Heute kam Minister Quell an.", "office.before"),
        ("Heute kam Kulturförderer Quell an.", "office.agent-noun"),
        ("Heute kam der Chef des Hauses Quell an.", "office.before-with-complement"),
        ("Der Leiter des Hauses, Quell, kam.", "office.before-comma"),
        ("Heute kam Minister a. D. Quell an.", "office.before"),
    ]
)
def test_an_office_before_the_name_says_its_rule(text: str, rule: str) -> None:
    phrase = read_before(read_office_before, text)

    assert phrase is not None
    assert phrase.rule == rule


def test_an_agent_noun_is_only_likely_an_office() -> None:
    phrase = read_before(read_office_before, "Heute kam Kulturförderer Quell an.")

    assert phrase is not None
    assert phrase.confidence is Confidence.LIKELY


@each_of(
    [
        ("Quell, Direktor des Instituts, kam.", "Direktor des Instituts [Direktor]"),
        ("Quell, der Direktor des Instituts, kam.", "Direktor des Instituts [Direktor]"),
        ("Quell (SPD), Direktor des Instituts, kam.", "Direktor des Instituts [Direktor]"),
        ("Quell, 34, Direktor des Instituts, kam.", "Direktor des Instituts [Direktor]"),
        ("Quell, neuer Direktor des Instituts, kam.", "Direktor des Instituts [Direktor]"),
        ("Quell, bisher Direktor des Instituts, kam.", "Direktor des Instituts [Direktor]"),
        ("Quell, beide Direktoren, kamen.", "Direktoren [Direktoren]"),
        ("Quell, Direktor.", "Direktor [Direktor]"),
        ("Quell, Direktor kam.", "Direktor [Direktor]"),
        ("Quell, der Direktor kam.", None),
        ("Quell, Direktoren waren da.", None),
        ("Quell, gestern Direktor, kam.", None),
        ("Quell Direktor, kam.", None),
        ("Quell, Haus und Direktor, kam.", None),
        ("Quell, First Lady der USA, kam.", "First Lady der USA [Lady]"),
        ("Quell, Mitglied des Vorstands, kam.", "Mitglied des Vorstands [Mitglied]"),
        ("Quell, Mitglied im Vorstand, kam.", None),
        ("Quell, Innen- und Rechtsminister, kam.", "Innen- und Rechtsminister [Rechtsminister]"),
        ("Quell, Frankreichs Minister, kam.", "Frankreichs Minister [Minister]"),
        ("Quell, Regierender Bürgermeister, kam.", "Regierender Bürgermeister [Bürgermeister]"),
        ("Quell, Direktor am 3. Mai.", "Direktor [Direktor]"),
        ("Quell, Direktor am Institut, kam.", "Direktor am Institut [Direktor]"),
        ("Quell, Direktor des Instituts „Zum Wald“, kam.", "Direktor des Instituts „Zum Wald“ [Direktor]"),
        ("Quell, Direktor und für Quoten, kam.", "Direktor und für Quoten [Direktor]"),
        ("Quell, Direktor und verantwortlich.", "Direktor [Direktor]"),
        ("Quell, Direktor der Klinik in „Zum“, kam.", "Direktor der Klinik in „Zum“ [Direktor]"),
        ("Quell, Direktor alte Klinik, kam.", "Direktor alte Klinik [Direktor]"),
        ("Quell, Direktor alte zum, kam.", "Direktor [Direktor]"),
        ("Quell, Direktor der großen alten Klinik, kam.", "Direktor der großen alten Klinik [Direktor]"),
        ("Quell, Direktor der Klinik\n\nDann kam er.", "Direktor der Klinik [Direktor]"),
        ("Quell (SPD, Direktor der Klinik, kam.", None),
        ("Quell (SPD) (34), Direktor der Klinik, kam.", "Direktor der Klinik [Direktor]"),
        ("Quell (a b c), Direktor der Klinik, kam.", "Direktor der Klinik [Direktor]"),
        (
            "Quell, Direktor des Instituts „Zum Wald“ in Kiel, kam.",
            "Direktor des Instituts „Zum Wald“ in Kiel [Direktor]",
        ),
        ("Quell, der Direktor der Klinik\n\nDann kam er.", "Direktor der Klinik [Direktor]"),
        ("Quell, der Direktor der Klinik", "Direktor der Klinik [Direktor]"),
        ("Quell, Haus Lady der USA, kam.", None),
        ("Quell, First Minister der USA, kam.", None),
        ("Quell, Direktor, kam.", "Direktor [Direktor]"),
        ("Quell, Direktor des Hauses „Zum Wald“, kam.", "Direktor des Hauses „Zum Wald“ [Direktor]"),
        ("Quell, der Direktor des Hauses „Zum Wald“", "Direktor des Hauses „Zum Wald“ [Direktor]"),
        ("Quell, Direktor der 7 Häuser, kam.", "Direktor der 7 Häuser [Direktor]"),
        ("Quell, Direktor für die Häuser, kam.", "Direktor für die Häuser [Direktor]"),
        ("Quell, Direktor für, kam.", "Direktor [Direktor]"),
        ("Quell, Direktor und für das Haus, kam.", "Direktor [Direktor]"),
        ("Quell, Direktor sowie für Quoten, kam.", "Direktor sowie für Quoten [Direktor]"),
        ("Quell, Direktor gestern Abend, kam.", "Direktor [Direktor]"),
        ("Quell, zuletzt Direktor der Klinik, kam.", "Direktor der Klinik [Direktor]"),
        ("Quell, Direktor auch für Quoten, kam.", "Direktor [Direktor]"),
        ("Quell, Direktor sowie Minister, kam.", "Direktor sowie Minister [Direktor]"),
        (
            "Quell, alter und neuer Direktor der Klinik, kam.",
            "alter und neuer Direktor der Klinik [Direktor]",
        ),
        (
            "Quell, alter großer kleiner bunter blauer Direktor, kam.",
            "alter großer kleiner bunter blauer Direktor [Direktor]",
        ),
        ("Quell, alter großer kleiner bunter blauer grauer Direktor, kam.", None),
    ]
)
def test_an_office_after_the_name_is_an_apposition(text: str, office: str | None) -> None:
    assert write(text, read_after(read_office_after, text)) == office


@each_of(
    [
        ("Quell, Direktor der Klinik und Anna Noll kamen.", "Direktor der Klinik [Direktor]"),
        ("Quell, Direktor der Klinik sowie Anna Noll kamen.", "Direktor der Klinik [Direktor]"),
        ("Quell, Direktor der Klinik, Anna Noll kamen.", "Direktor der Klinik [Direktor]"),
        ("Quell, Direktor Anna Noll kam.", None),
        ("Quell, Direktor bei Anna Noll kam.", None),
        ("Quell, der Direktor der Klinik und Anna Noll kamen.", "Direktor der Klinik [Direktor]"),
        ("Quell, der Direktor der Klinik sowie Anna Noll kamen.", "Direktor der Klinik [Direktor]"),
        ("Quell, der Direktor der Klinik Anna Noll kam.", None),
        ("Quell, Direktor der Klinik bei Anna Noll kam.", "Direktor der Klinik [Direktor]"),
        ("Quell, Anna Noll und Direktor Berg kamen.", None),
    ]
)
def test_an_apposition_ends_before_the_next_name(text: str, office: str | None) -> None:
    assert write(text, read_after(read_office_after, text, taken="Anna Noll")) == office


@pytest.mark.parametrize(
    ("text", "plural"),
    [
        ("Quell, beide Direktoren, kamen.", True),
        ("Quell, Direktoren der Klinik, kamen.", True),
        ("Quell, Direktor der Klinik, kam.", False),
    ],
)
def test_a_plural_apposition_is_marked(text: str, *, plural: bool) -> None:
    phrase = read_after(read_office_after, text)

    assert phrase is not None
    assert (phrase.rule, phrase.plural) == ("office.after", plural)


@each_of([(23, 23), (24, 24), (25, 24)])
def test_an_apposition_has_a_length(words: int, read: int) -> None:
    text = f"Quell, Direktor{' Haus' * words}, kam."

    assert write(text, read_after(read_office_after, text)) == f"Direktor{' Haus' * read} [Direktor]"


@each_of([(13, "Direktor [Direktor]"), (14, None)])
def test_a_bracket_before_an_apposition_has_a_length(words: int, office: str | None) -> None:
    text = f"Quell ({' '.join(['a'] * words)}), Direktor, kam."

    assert write(text, read_after(read_office_after, text)) == office
