"""Names and sentences of the product, held to the rules in `tests/prose.py`."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from babel.messages.pofile import read_po

from tests import prose
from tests.paths import ROOT
from tests.tables import each_of

MODULES = sorted(
    path.relative_to(ROOT)
    for app in ("articles", "people", "newsroom")
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts
)
ALLOWED = {
    "name opened_at": "a column keeps its name",
    "hour behind.": "a text of Django's own scripts",
    "hours behind.": "a text of Django's own scripts",
}
"""Part of a complaint → the reason why it stays."""


def complaints(rule: Callable[[str], Iterator[str]]) -> list[str]:
    found = [
        f"{path}:{complaint}"
        for path in MODULES
        for complaint in rule((ROOT / path).read_text(encoding="utf-8"))
    ]
    return [one for one in found if not any(allowed in one for allowed in ALLOWED)]


@each_of([prose.check_first_lines, prose.check_words, prose.check_function_names])
def test_names_and_sentences_are_plain(rule: Callable[[str], Iterator[str]]) -> None:
    assert complaints(rule) == []


def test_module_names_are_nouns_of_the_trade() -> None:
    found = [f"{path}: {complaint}" for path in MODULES for complaint in prose.check_module_name(path)]

    assert found == []


def test_a_class_name_is_used_once() -> None:
    where: defaultdict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        for name, _line in prose.class_names((ROOT / path).read_text(encoding="utf-8")):
            where[name].append(str(path))

    assert {name: paths for name, paths in where.items() if len(paths) > 1} == {}


def test_texts_on_screens_have_no_banned_word() -> None:
    with (ROOT / "newsroom" / "locale" / "de" / "LC_MESSAGES" / "django.po").open("rb") as po:
        texts = [
            text
            for message in read_po(po)
            for text in ([message.id] if isinstance(message.id, str) else message.id)
        ]

    found = [f"{complaint}: {text}" for text in texts for complaint in prose.banned_in_prose(text)]

    assert [one for one in found if not any(allowed in one for allowed in ALLOWED)] == []


def test_the_list_of_exceptions_stays_short() -> None:
    assert len(ALLOWED) <= 20


def test_a_riddle_is_complained_about() -> None:
    source = '"""What is told anew."""\n\n\ndef kept(hour: int) -> None:\n    """The hour it was kept."""\n'

    rules = (prose.check_first_lines, prose.check_words, prose.check_function_names)
    found = [complaint for rule in rules for complaint in rule(source)]

    assert len(found) >= 6


def test_a_plain_sentence_is_not_complained_about() -> None:
    source = '"""Readers of credit lines."""\n\n\ndef parse_credit(text: str) -> str:\n    """Return the credit."""\n'

    rules = (prose.check_first_lines, prose.check_words, prose.check_function_names)

    assert [complaint for rule in rules for complaint in rule(source)] == []
