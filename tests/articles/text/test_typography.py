from articles.text.typography import (
    NARROW_NO_BREAK_SPACE,
    NO_BREAK_SPACE,
    SOFT_HYPHEN,
    add_thin_spaces,
    add_thin_spaces_to_html,
    hyphenate,
)
from tests.tables import each_of


@each_of([
        ("z. B. am Kai", f"z.{NARROW_NO_BREAK_SPACE}B. am Kai"), ("z.B. am Kai", f"z.{NARROW_NO_BREAK_SPACE}B. am Kai"),
        ("i. d. R. um acht", f"i.{NARROW_NO_BREAK_SPACE}d.{NARROW_NO_BREAK_SPACE}R. um acht"), ("u. a. mit", f"u.{NARROW_NO_BREAK_SPACE}a. mit"),
        ("d. h. nie", f"d.{NARROW_NO_BREAK_SPACE}h. nie"), ("5 % mehr", f"5{NO_BREAK_SPACE}% mehr"), ("laut § 13", f"laut §{NO_BREAK_SPACE}13"),
        ("Olav Brandt (v. l. n. r.)", f"Olav Brandt (v.{NARROW_NO_BREAK_SPACE}l.{NARROW_NO_BREAK_SPACE}n.{NARROW_NO_BREAK_SPACE}r.)"),
        ("Mira (2. v. l.)", f"Mira (2. v.{NARROW_NO_BREAK_SPACE}l.)"), ("108 Millionen", f"108{NO_BREAK_SPACE}Millionen"),
        ("3,5 Prozent", f"3,5{NO_BREAK_SPACE}Prozent"), ("um 20 Uhr", f"um 20{NO_BREAK_SPACE}Uhr"), ("5 km weit", f"5{NO_BREAK_SPACE}km weit"),
        ("Artikel Nr. 5", f"Artikel Nr.{NO_BREAK_SPACE}5"),
    ])  # fmt: skip
def test_abbreviations_and_measures_keep_together(typed: str, set_: str) -> None:
    assert add_thin_spaces(typed) == set_


@each_of(
    [
        "Am 3. August",
        "„Ja“, sagte er. Aber",
        "S. Bahn",
        "www.z.example",
        "Otto u. Anna",
        "5 mal",
        "7 Torjäger",
        "G 20 tagt",
    ]
)
def test_other_points_and_quotes_are_left_alone(text: str) -> None:
    assert add_thin_spaces(text) == text


def test_markup_is_never_touched() -> None:
    body = '<p><a href="/z. B.">z. B.</a></p>'

    assert add_thin_spaces_to_html(body) == f'<p><a href="/z. B.">z.{NARROW_NO_BREAK_SPACE}B.</a></p>'


def test_a_word_of_sixteen_letters_is_divided_and_a_shorter_one_is_not() -> None:
    divided = hyphenate("Bundesverfassungsgericht stoppt Hafenausbauplan", "de")

    assert divided.split()[0].split(SOFT_HYPHEN)[0] == "Bundes"
    assert divided.endswith("stoppt Hafenausbauplan")


def test_without_its_hyphens_the_headline_is_what_was_written() -> None:
    line = "Rechtsschutzversicherungsgesellschaften klagen – „Donaudampfschifffahrt“ bleibt"

    assert hyphenate(line, "de").replace(SOFT_HYPHEN, "") == line


def test_a_language_without_rules_is_not_divided() -> None:
    assert hyphenate("Lentokonesuihkuturbiini", "fi") == "Lentokonesuihkuturbiini"


def test_a_headline_is_divided_by_the_rules_of_its_language() -> None:
    assert (
        hyphenate("anticonstitutionnellement", "fr")
        == "anti\u00adcons\u00adti\u00adtu\u00adtion\u00adnel\u00adle\u00adment"
    )
    assert hyphenate("precipitevolissimevolmente", "it").replace("\u00ad", "") == "precipitevolissimevolmente"
    assert "\u00ad" in hyphenate("Donaudampfschifffahrtsgesellschaft", "de-AT")


def test_french_has_narrow_spaces_in_quotes_and_before_double_signs() -> None:
    quoted = "Il a dit : « Non ! »"

    assert add_thin_spaces(quoted, "fr-CH") == "Il a dit\u202f: «\u202fNon\u202f!\u202f»"
    assert add_thin_spaces(quoted, "de") == quoted
