import ast
import gettext
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import trans_real
from django.utils.translation.template import templatize

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


TO_PARTNERS = ("partners/receipts.py", "webhooks/notifications.py", "webhooks/endpoints.py")
"""Actions whose words go to partners, in English."""
CALLS = {
    "_": (None, 0), "gettext": (None, 0), "gettext_lazy": (None, 0), "ngettext": (None, 0), "ngettext_lazy": (None, 0),
    "pgettext": (0, 1), "pgettext_lazy": (0, 1), "npgettext": (0, 1), "npgettext_lazy": (0, 1),
}  # fmt: skip
"""Where in a call stand the context and the words."""
WORDS = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"\b(?P<call>n?p?gettext|_)\((?P<said>{WORDS}(?:,\s*{WORDS})*)")


def marked_in_python(source: str) -> Iterator[tuple[str, str]]:
    """(context, words) of every call that asks for a translation of words that stand there."""
    for node in ast.walk(ast.parse(source)):
        name = getattr(node, "func", None)
        call = CALLS.get(getattr(name, "id", "")) if isinstance(node, ast.Call) else None
        if call is None or len(node.args) <= call[1]:
            continue
        words = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
        if isinstance(words[call[1]], str):
            yield (words[call[0]] if call[0] is not None else ""), words[call[1]]


def marked_in_template(source: str) -> Iterator[tuple[str, str]]:
    for found in IN_TEMPLATE.finditer(templatize(source)):
        yield from marked_in_python(f"{found['call']}({found['said']})")


def test_whatever_the_desk_and_the_site_say_is_said_in_german_too():
    german = trans_real.translation("de")._catalog
    python = [
        file for app in ("newsroom", "articles", "people") for file in (settings.BASE_DIR / app).rglob("*.py")
    ]
    pages = list((settings.BASE_DIR / "templates").rglob("*.html"))

    python = [file for file in python if not file.as_posix().endswith(TO_PARTNERS)]

    marked = [one for file in python for one in marked_in_python(file.read_text(encoding="utf-8"))]
    marked += [one for file in pages for one in marked_in_template(file.read_text(encoding="utf-8"))]

    keys = {f"{context}\x04{words}" if context else words for context, words in marked if words}
    missing = {key for key in keys if key not in german and (key, 1) not in german}
    assert len(keys) > 1500
    assert missing == set()


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
