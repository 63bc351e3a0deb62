import pytest

from articles.text.typography import FIRM, SOFT_HYPHEN, THIN, add_thin_spaces, hyphenate, spaced_markup


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("z. B. am Kai", f"z.{THIN}B. am Kai"), ("z.B. am Kai", f"z.{THIN}B. am Kai"),
        ("i. d. R. um acht", f"i.{THIN}d.{THIN}R. um acht"), ("u. a. mit", f"u.{THIN}a. mit"),
        ("d. h. nie", f"d.{THIN}h. nie"), ("5 % mehr", f"5{FIRM}% mehr"), ("laut § 13", f"laut §{FIRM}13"),
    ],
)  # fmt: skip
def test_abbreviations_and_measures_keep_together(typed: str, set_: str) -> None:
    assert add_thin_spaces(typed) == set_


@pytest.mark.parametrize(
    "text", ["Am 3. August", "„Ja“, sagte er. Aber", "S. Bahn", "www.z.example", "Otto u. Anna"]
)
def test_other_points_and_quotes_are_left_alone(text: str) -> None:
    assert add_thin_spaces(text) == text


def test_markup_is_never_touched() -> None:
    body = '<p><a href="/z. B.">z. B.</a></p>'

    assert spaced_markup(body) == f'<p><a href="/z. B.">z.{THIN}B.</a></p>'


def test_a_word_of_sixteen_letters_is_divided_and_a_shorter_one_is_not() -> None:
    divided = hyphenate("Bundesverfassungsgericht stoppt Hafenausbauplan", "de")

    assert divided.split()[0].split(SOFT_HYPHEN)[0] == "Bundes"
    assert divided.endswith("stoppt Hafenausbauplan")


def test_without_its_hyphens_the_headline_is_what_was_written() -> None:
    line = "Rechtsschutzversicherungsgesellschaften klagen – „Donaudampfschifffahrt“ bleibt"

    assert hyphenate(line, "de").replace(SOFT_HYPHEN, "") == line


def test_a_language_without_rules_is_not_divided() -> None:
    assert hyphenate("Felelősségbiztosítással", "hu") == "Felelősségbiztosítással"
