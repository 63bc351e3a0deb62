import ast
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import trans_real
from django.utils.translation.template import templatize

from tests.tables import each_of

LOCALE = Path(settings.LOCALE_PATHS[0])
IN_SCRIPT = re.compile(r'\bgettext\("([^"]+)"\)')
MARKED = re.compile(r'{%\s*translate "([^"]+)"')


def read_catalog(language: str = "de", domain: str = "django") -> Catalog:
    with (LOCALE / language / f"LC_MESSAGES/{domain}.po").open("rb") as po:
        return read_po(po)


@each_of([("de", "django"), ("en", "django"), ("de", "djangojs")])
def test_the_compiled_words_are_those_the_po_file_gives(language: str, domain: str):
    compiled = io.BytesIO()
    write_mo(compiled, read_catalog(language, domain))

    hint = 'run: uv run pybabel compile -d newsroom/locale -D "django djangojs"'
    assert (LOCALE / language / f"LC_MESSAGES/{domain}.mo").read_bytes() == compiled.getvalue(), hint


def test_every_word_of_our_scripts_has_a_german_translation(admin_client: Client):
    shown = admin_client.get(reverse("admin:jsi18n"), headers={"accept-language": "de"}).content.decode()
    catalog = json.loads(shown.partition("newcatalog = ")[2].partition(";\n")[0])
    scripts = [
        file
        for app in ("newsroom", "articles")
        for file in (settings.BASE_DIR / app / "static").rglob("*.js")
    ]

    said = {word for file in scripts for word in IN_SCRIPT.findall(file.read_text(encoding="utf-8"))}

    assert len(said) > 20
    assert said - catalog.keys() == set()
    assert catalog["%s (today)"] == "%s (heute)"


def test_every_marked_word_of_the_site_has_a_german_translation():
    translated = {message.id for message in read_catalog()}
    folders = [settings.BASE_DIR / "templates" / name for name in ("site", "people", "includes")]
    files = [file for folder in folders for file in folder.glob("*.html")]

    marked = {word for file in files for word in MARKED.findall(file.read_text(encoding="utf-8"))}

    assert marked - translated == set()


PURE = ("photos/validate.py", "photos/alt_text_checks.py", "media_files/formats.py", "media_files/facts.py")
"""Modules that name their refusals by English sentences, which the desk translates."""


def test_every_refusal_of_a_file_has_a_german_translation():
    translated = {message.id for message in read_catalog()}
    trees = [ast.parse((settings.BASE_DIR / "articles" / name).read_text(encoding="utf-8")) for name in PURE]

    raised = [
        argument.value
        for tree in trees
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and re.search(r"(Refused|Warning)$", getattr(call.func, "id", ""))
        for argument in call.args
        if isinstance(argument, ast.Constant) and " " in argument.value
    ]

    assert len(raised) > 15
    assert set(raised) - translated == set()


TO_PARTNERS = ("partners/deliveries.py", "webhooks/notifications.py", "webhooks/endpoints.py")
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
