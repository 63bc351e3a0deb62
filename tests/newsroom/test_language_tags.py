from django.utils import translation

from newsroom.language_tags import match_tag, name_language, normalize_tag, text_direction
from tests.tables import each_of


@each_of(
    [("DE", "de"), ("de_at", "de-AT"), ("sr-latn-rs", "sr-Latn-RS"), ("es-419", "es-419"), ("gsw", "gsw")]
)
def test_a_tag_has_its_usual_spelling(written, tag):
    assert normalize_tag(written) == tag


@each_of(["", "d", "deutsch", "de-", "de AT", "de-ATX-x", "<b>", "de-AT-1901-x-very-long"])
def test_other_text_is_no_tag(written):
    assert normalize_tag(written) == ""


@each_of(
    [
        ("de", "Deutsch", "German"),
        ("fr", "Französisch", "French"),
        ("rm", "Rätoromanisch", "Romansh"),
        ("de-AT", "Deutsch (AT)", "German (AT)"),
        ("xx", "xx", "xx"),
    ]
)
def test_a_language_has_its_name_in_the_language_of_the_interface(tag, german, english):
    with translation.override("de"):
        assert name_language(tag) == german
    with translation.override("en"):
        assert name_language(tag) == english


@each_of(
    [
        ("de-AT", ("de", "de-AT"), "de-AT"),
        ("de-CH", ("de", "en"), "de"),
        ("de", ("en", "de-AT"), "de-AT"),
        ("fr", ("de", "en"), ""),
        ("und", ("de",), ""),
        ("", ("de",), ""),
    ]
)
def test_a_tag_matches_the_same_language_of_another_region(tag, tags, found):
    assert match_tag(tag, tags) == found


def test_kurdish_runs_by_its_script():
    assert [text_direction(tag) for tag in ("ckb", "ku")] == ["rtl", "ltr"]


def test_arabic_and_hebrew_run_from_right_to_left():
    assert [text_direction(tag) for tag in ("ar", "he-IL", "de", "")] == ["rtl", "rtl", "ltr", "ltr"]
