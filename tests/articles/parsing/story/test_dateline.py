from articles.parsing.lexicon import BUILTIN
from articles.parsing.story.dateline import read_dateline, read_repeated_place
from articles.parsing.story.parse import read_copy
from tests.tables import each_of


@each_of(
    [
        ("BERLIN (dpa) - Die Lage", "BERLIN (dpa)", "Die Lage"),
        ("Genf/Kabul (epd). Die Lage", "Genf/Kabul (epd)", "Die Lage"),
        ("PARIS, Jan 12 (Reuters) - The situation", "PARIS, Jan 12 (Reuters)", "The situation"),
        ("Berlin, den 12. Januar (epd) – Der Rat", "Berlin, den 12. Januar (epd)", "Der Rat"),
        ("Bonn (KNA) Die Kirche", "Bonn (KNA)", "Die Kirche"),
        ("Frankfurt (Oder) (dpa/bb) – Nach", "Frankfurt (Oder) (dpa/bb)", "Nach"),
        ("DAYTON, Ohio (AP) _ Workers", "DAYTON, Ohio (AP)", "Workers"),
        ("Madrid, 21 ene (EFE).- El rey", "Madrid, 21 ene (EFE)", "El rey"),
        ("(dpa) – Der Rat", "(dpa)", "Der Rat"),
        ("Wien – Der Rat", "Wien", "Der Rat"),
        ("MÜNCHEN. Der Rat", "MÜNCHEN", "Der Rat"),
        ("SCHWYZ. An der 48. Versammlung", "SCHWYZ", "An der 48. Versammlung"),
        ("BERN Die Räte", "BERN", "Die Räte"),
        ("ST. GALLEN Der Rat", "ST. GALLEN", "Der Rat"),
        ("NEUDORF Ein Mann", "NEUDORF", "Ein Mann"),
        ("LONDON The council", "LONDON", "The council"),
        ("BERLIN | Der Rat", "BERLIN", "Der Rat"),
        ("Kiel | Der Rat", "Kiel", "Der Rat"),
        ("Neudorf | dpa | Der Rat", "Neudorf | dpa", "Der Rat"),
        ("BERN: Die Räte", "BERN", "Die Räte"),
        ("Kiel: Der Rat", "Kiel", "Der Rat"),
        ("ZILLAH, Wash. — Mara", "ZILLAH, Wash.", "Mara"),
        ("WASHINGTON, D.C. — The council", "WASHINGTON, D.C.", "The council"),
        ("TOKYO -- The council", "TOKYO", "The council"),
        ("PARIS, le 12 mars (AFP) - Le conseil", "PARIS, le 12 mars (AFP)", "Le conseil"),
        ("LONDON, Tuesday (AP) — The council", "LONDON, Tuesday (AP)", "The council"),
        ("MADRID, 3 mar. (EUROPA PRESS) - El consejo", "MADRID, 3 mar. (EUROPA PRESS)", "El consejo"),
        ("(ANSA) - ROMA, 03 MAR - Il consiglio", "(ANSA) - ROMA, 03 MAR", "Il consiglio"),
        ("Neustadt an der Weinstraße – Der Rat", "Neustadt an der Weinstraße", "Der Rat"),
        ("Kiel \u2010 Der Rat", "Kiel", "Der Rat"),
        ("ZUMDORF \u2012 Ein Mann", "ZUMDORF", "Ein Mann"),
        ("PARIS \u2015 Le conseil", "PARIS", "Le conseil"),
        ("Genf (epd) \u2212 Die Lage", "Genf (epd)", "Die Lage"),
        ("pm Kiel \u2010 Der Rat", "pm Kiel", "Der Rat"),
    ]
)
def test_a_dateline_is_cut_from_the_text_it_opens(line, value, rest):
    found = read_dateline(line, BUILTIN)

    assert found is not None
    assert (found.reading.value, line[found.end :]) == (value, rest)


@each_of(
    [
        "Das Institut (RKI) hat die Lage bewertet.",
        "Kanzler Rolf Beispiel (SPD) hat am Sonntag gesprochen.",
        "Anna Beispiel (CDU) – die frühere Ministerin – schweigt.",
        "Ein Haus – so groß wie ein Schuhkarton.",
        "Die EU - Das war das Thema.",
        "Die EU \u2010 Das war das Thema.",
        "UNICEF Die Organisation hilft.",
        "SPD Die Partei tagt.",
        "EXKLUSIV Der Rat hat entschieden.",
        "BERLIN GEWINNT DAS SPIEL",
        "MARA TIELKE Die Erbin schweigt.",
        "Kommentar | Der Rat tagt wieder.",
        "Mara Tielke | Der Rat tagt wieder.",
        "Deutschland: Der Rat tagt wieder.",
        "Berlin, 12.01.2026: Ministerin Mara Tielke spricht.",
        "Syrien, Damaskus: Ministerin Mara Tielke spricht.",
        "ACHTUNG: Der Rat tagt wieder.",
        "Tielke: Der Rat tagt wieder.",
    ]
)
def test_parties_and_dashes_in_prose_open_no_dateline(line):
    assert read_dateline(line, BUILTIN) is None


def test_a_dateline_names_its_place_and_its_agencies():
    found = read_dateline("Kiel/Rostock (dpa/epd) - Die Fähre", BUILTIN)

    assert found is not None
    assert (found.place, found.agencies) == ("Kiel/Rostock", ("dpa", "epd"))


@each_of(
    [
        ("Neudorf (jk). Der Rat", "Neudorf (jk)", "Der Rat"),
        ("Zumdorf (ZB). Der Rat", "Zumdorf (ZB)", "Der Rat"),
        ("Zumdorf am See (ZB). Der Rat", "Zumdorf am See (ZB)", "Der Rat"),
        ("Kiel (lb) Der Rat", "Kiel (lb)", "Der Rat"),
        ("Kiel. (dpa) Der Rat", "Kiel. (dpa)", "Der Rat"),
        ("Kiel (ddp-nrd). Der Rat", "Kiel (ddp-nrd)", "Der Rat"),
        ("Kiel (epd-Niedersachsen). Der Rat", "Kiel (epd-Niedersachsen)", "Der Rat"),
        ("Kreis Kiel (jk). Der Rat", "Kreis Kiel (jk)", "Der Rat"),
        ("Kiel (lnw). Der Rat", "Kiel (lnw)", "Der Rat"),
        ("pm Kiel. Der Rat", "pm Kiel", "Der Rat"),
        ("dpa Kiel – Der Rat", "dpa Kiel", "Der Rat"),
        ("Zumdorf BE – Der Rat", "Zumdorf BE", "Der Rat"),
        ("zb ZUMDORF. Der Rat", "zb ZUMDORF", "Der Rat"),
        ("abc. BERLIN, 3. Mai. Der Rat", "abc. BERLIN, 3. Mai", "Der Rat"),
        ("(dpa) · Der Rat", "(dpa)", "Der Rat"),
        ("KIEL • Der Rat", "KIEL", "Der Rat"),
        ("Kiel -Der Rat", "Kiel", "Der Rat"),
        ("Elbe-Weser-Kreis. Der Rat", "Elbe-Weser-Kreis", "Der Rat"),
        ("(CNN) -- The council", "(CNN)", "The council"),
        ("London (CNN)The council", "London (CNN)", "The council"),
        ("March 3 (Reuters) - The council", "March 3 (Reuters)", "The council"),
    ]
)
def test_a_dateline_may_have_a_sign_a_medium_or_a_date_alone(line, value, rest):
    found = read_dateline(line, BUILTIN)

    assert found is not None
    assert (found.reading.value, line[found.end :]) == (value, rest)


@each_of(
    [
        "Rat (neu). Der Beschluss gilt.",
        "Karl Kolb (jk). Der Rat tagt.",
        "Kiel (SPD). Der Rat tagt.",
        "Die Quote (BIP). Der Rat tagt.",
        "Tatort (ARD). Der Krimi beginnt.",
        "JANE SMITH — The owner met them.",
        "POLIZEI – Der Rat tagt.",
        "am Montag. Der Rat tagt.",
        "Montag – Der Rat tagt.",
        "However — The council met.",
    ]
)
def test_a_word_with_brackets_or_a_dash_is_not_yet_a_dateline(line):
    assert read_dateline(line, BUILTIN) is None


def test_a_small_place_is_a_dateline_if_the_copy_names_it_again():
    line = "Lamm. Der Rat hat entschieden."

    found = read_repeated_place(line, ["Neue Brücke in Lamm", line])

    assert found is not None
    assert (found.reading.value, line[found.end :]) == ("Lamm", "Der Rat hat entschieden.")
    assert read_repeated_place(line, ["Neue Brücke", line]) is None
    assert read_repeated_place("Endlich. Der Rat tagt.", ["Das gilt in Endlich"]) is None


@each_of(
    [
        ("Lamm Bei einem Unfall ist ein Rad zerbrochen.", "Lamm", "Bei einem Unfall ist ein Rad zerbrochen."),
        ("Hannover Eine Frau hat gewonnen.", "Hannover", "Eine Frau hat gewonnen."),
    ]
)
def test_a_place_may_be_right_before_the_first_word_of_a_sentence(line, place, rest):
    found = read_repeated_place(line, ["Neue Brücke in Lamm", line])

    assert found is not None
    assert (found.reading.value, line[found.end :]) == (place, rest)


@each_of(["Türmer Der Rat tagt.", "Lamm Rat tagt.", "Hannover bei Nacht.", "Das Der Die Das."])
def test_other_capitals_at_the_beginning_are_no_place(line):
    assert read_repeated_place(line, ["Neue Brücke in Lamm", line]) is None


def test_an_article_may_be_right_after_a_place_that_the_copy_names_again():
    line = "Nordhaven Der Rat hat entschieden."

    found = read_repeated_place(line, ["Neue Brücke in Nordhaven", line])

    assert found is not None
    assert (found.reading.value, line[found.end :]) == ("Nordhaven", "Der Rat hat entschieden.")
    assert read_repeated_place("Nordhaven Rat entscheidet.", ["Neue Brücke in Nordhaven"]) is None


def test_a_place_alone_above_the_text_is_its_dateline() -> None:
    text = (
        "Die Sparkasse im Kreis Nordhaven schließt im nächsten Jahr 14 Filialen. Das hat der Rat beschlossen."
    )

    copy = read_copy("\n\n".join(["Sparkasse schließt Filialen", "Nordhaven.", text]))

    assert copy.dateline is not None
    assert copy.dateline.value == "Nordhaven"
    assert copy.paragraphs == (text,)


def test_a_word_alone_that_is_no_place_of_the_copy_is_none() -> None:
    text = (
        "Die Sparkasse im Kreis Nordhaven schließt im nächsten Jahr 14 Filialen. Das hat der Rat beschlossen."
    )

    assert read_copy("\n\n".join(["Sparkasse schließt Filialen", "Endlich.", text])).dateline is None


def test_a_house_in_brackets_may_be_right_before_a_sentence():
    found = read_dateline("Zumdorf (ZWV) Ein Mann ist gerettet worden.", BUILTIN)

    assert found is not None
    assert (found.reading.value, found.end) == ("Zumdorf (ZWV)", 14)
    assert read_dateline("Zumdorf (ZWV) und andere sagten zu.", BUILTIN) is None


@each_of([
        ("Lamm nz Die Räte haben entschieden.", "Lamm nz", "Die Räte haben entschieden."),
        ("Lamm | Wer wählt, hat die Wahl.", "Lamm", "Wer wählt, hat die Wahl."),
        ("Windorf Bei einem Unfall ist ein Rad zerbrochen.", "Windorf", "Bei einem Unfall ist ein Rad zerbrochen."),
        ("Windorf Beim letzten Unfall ist ein Rad zerbrochen.", "Windorf", "Beim letzten Unfall ist ein Rad zerbrochen."),
    ])  # fmt: skip
def test_a_small_place_may_have_a_sign_a_bar_or_a_preposition_after_it(line, value, rest):
    found = read_repeated_place(line, ["Neue Brücke in Lamm", line])

    assert found is not None
    assert (found.reading.value, line[found.end :]) == (value, rest)


@each_of(["Lamm vs Die Räte im Vergleich.", "Türmer Nach Süden geht es nicht."])
def test_a_word_that_is_no_sign_or_goes_on_with_a_name_makes_no_dateline(line):
    assert read_repeated_place(line, ["Neue Brücke in Lamm", line]) is None


def test_small_towns_of_german_speaking_countries_are_known():
    line = "Mürzzuschlag. Der Rat hat am Montag entschieden."

    found = read_dateline(line, BUILTIN)

    assert found is not None
    assert (found.reading.value, found.place) == ("Mürzzuschlag", "Mürzzuschlag")


def test_a_place_and_date_with_a_colon_open_a_long_paragraph_and_no_caption():
    text = (
        "Der Rat der Stadt hat den Bau der neuen Brücke am Montag einstimmig beschlossen. Die Arbeiten beginnen im Mai"
        " und dauern nach Angaben der Verwaltung zwei Jahre."
    )

    found = read_dateline(f"Bonn, 3. März 2026: {text}", BUILTIN)

    assert found is not None
    assert found.reading.value == "Bonn, 3. März 2026"
    assert read_dateline("Bonn, 3. März 2026: Der Rat tagt.", BUILTIN) is None


def test_two_angle_brackets_part_a_place_from_the_text():
    line = "MARLOW >> The council has decided."

    found = read_dateline(line, BUILTIN)

    assert found is not None
    assert (found.reading.value, line[found.end :]) == ("MARLOW", "The council has decided.")


def test_a_station_and_its_state_may_sign_a_dateline_with_a_state():
    line = "MARLOW, Ore. (KXQ Oregon) - The council has decided."

    found = read_dateline(line, BUILTIN)

    assert found is not None
    assert found.reading.value == "MARLOW, Ore. (KXQ Oregon)"
    assert read_dateline("Carol Berg (KXQ Oregon) - the council has decided.", BUILTIN) is None


@each_of(
    [
        ("Chicago CNN — A crane fell.", "Chicago CNN", "Chicago", "A crane fell."),
        ("Wernigerode/dpa - Ein Kran fiel um.", "Wernigerode/dpa", "Wernigerode", "Ein Kran fiel um."),
        ("Magdeburg/dpa. Ein Kran fiel um.", "Magdeburg/dpa", "Magdeburg", "Ein Kran fiel um."),
        ("CNN — A crane fell.", "CNN", None, "A crane fell."),
        (
            "Hildesheim (Niedersachsen) – Ein Kran fiel um.",
            "Hildesheim (Niedersachsen)",
            "Hildesheim",
            "Ein Kran fiel um.",
        ),
    ]
)
def test_a_known_medium_after_a_known_place_needs_no_brackets_before_a_dash(line, value, place, rest):
    found = read_dateline(line, BUILTIN)

    assert found is not None
    assert (found.reading.value, found.place, line[found.end :]) == (value, place, rest)


def test_an_unknown_medium_needs_brackets():
    assert read_dateline("Chicago ZYX — A crane fell on Monday.", BUILTIN) is None


@each_of(["Kochel am See – Ein Kran ist umgefallen.", "GLOBE, Ariz. — A crane fell on Monday."])
def test_a_place_with_its_lake_or_state_opens_the_text_below_a_standfirst(line):
    standfirst = "A crane fell on a caravan on Monday evening. Nobody was hurt."

    copy = read_copy(
        "\n\n".join(["Crane falls on caravan", standfirst, f"{line} The police said so on Tuesday morning."])
    )

    assert copy.dateline is not None
    assert copy.dateline.value in {"Kochel am See", "GLOBE, Ariz."}


def test_a_quarter_is_a_place_if_the_copy_names_it_without_its_town():
    line = "Lamm-Zumdorf. Der Rat hat entschieden."

    found = read_repeated_place(line, ["Neue Brücke in Zumdorf", line])

    assert found is not None
    assert found.reading.value == "Lamm-Zumdorf"
