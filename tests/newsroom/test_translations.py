import gettext
import io
import re
from pathlib import Path

import pytest
from django.conf import settings

from newsroom.translations import PoSyntaxError, compile_po, entries

FOLDER = Path(settings.LOCALE_PATHS[0]) / "de" / "LC_MESSAGES"
HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
MARKED = re.compile(r'{%\s*translate "([^"]+)"')


def catalogue(po: str) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(compile_po(HEADER + po)))


def test_the_compiled_german_is_the_one_the_po_file_gives():
    po = (FOLDER / "django.po").read_text(encoding="utf-8")

    assert (FOLDER / "django.mo").read_bytes() == compile_po(po), "run: manage.py compile_translations"


def test_every_marked_word_of_the_site_has_a_german_translation():
    translated = {
        entry.parts.get("msgid") for entry in entries((FOLDER / "django.po").read_text(encoding="utf-8"))
    }
    folders = [settings.BASE_DIR / "templates" / name for name in ("site", "people", "includes")]
    files = [file for folder in folders for file in folder.glob("*.html")]

    marked = {word for file in files for word in MARKED.findall(file.read_text(encoding="utf-8"))}

    assert marked - translated == set()


def test_a_message_is_found_by_its_context():
    found = catalogue('msgctxt "verb"\nmsgid "Search"\nmsgstr "Suchen"\n\nmsgid "Search"\nmsgstr "Suche"\n')

    assert (found.pgettext("verb", "Search"), found.gettext("Search")) == ("Suchen", "Suche")


def test_a_plural_follows_the_number_it_stands_with():
    found = catalogue('msgid "one"\nmsgid_plural "many"\nmsgstr[0] "eins"\nmsgstr[1] "viele"\n')

    assert (found.ngettext("one", "many", 1), found.ngettext("one", "many", 2)) == ("eins", "viele")


def test_a_message_over_several_lines_is_joined():
    found = catalogue('msgid ""\n"long "\n"text"\nmsgstr ""\n"langer "\n"Text\\n"\n')

    assert found.gettext("long text") == "langer Text\n"


def test_fuzzy_and_obsolete_messages_are_left_out():
    found = catalogue('#, fuzzy\nmsgid "draft"\nmsgstr "Zugluft"\n\n#~ msgid "old"\n#~ msgstr "alt"\n')

    assert (found.gettext("draft"), found.gettext("old")) == ("draft", "old")


def test_a_line_that_is_no_po_syntax_is_named():
    with pytest.raises(PoSyntaxError, match="line 6"):
        compile_po(HEADER + "mgsid oops\n")
