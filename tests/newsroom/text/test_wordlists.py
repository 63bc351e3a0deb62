"""The loader of word lists, and the rules that each list keeps."""

from pathlib import Path

import pytest

from newsroom.text import wordlists
from tests.tables import each_of

LISTS = sorted(
    path.relative_to(wordlists.ROOT)
    for app in ("articles", "people", "newsroom")
    for path in (wordlists.ROOT / app).rglob("data/**/*.t*")
    if path.suffix in {".txt", ".toml"} and not path.name.startswith("LICENSE") and "demo" not in path.parts
)


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write a list and return the name it is read by."""
    monkeypatch.setattr(wordlists, "ROOT", tmp_path)

    def save(text: str, name: str = "list.txt") -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    yield save
    for reader in (wordlists.read_words, wordlists.read_phrases, wordlists.read_numbers, wordlists.read_toml):
        reader.cache_clear()


def test_words_are_separated_by_white_space_and_comments_left_out(write):
    name = write("# A list.\n# Source: this test.\nein zwei\n\ndrei\n")

    assert wordlists.read_words(name) == {"ein", "zwei", "drei"}


def test_phrases_keep_their_order_and_their_blanks(write):
    name = write("# A list.\nBad Ems; Ann Arbor\nSankt Pölten;\n")

    assert wordlists.read_phrases(name) == ("Bad Ems", "Ann Arbor", "Sankt Pölten")


def test_a_table_gives_the_number_of_each_of_its_words(write):
    name = write("# A table.\n1: januar jan\n2: februar\n")

    assert wordlists.read_numbers(name) == {"januar": 1, "jan": 1, "februar": 2}


def test_a_toml_table_is_read_as_it_stands(write):
    name = write('# A table.\nphrases = ["(zu dpa "]\n', "table.toml")

    assert wordlists.read_toml(name) == {"phrases": ["(zu dpa "]}


def test_short_lists_are_split_in_the_code():
    assert wordlists.split_words(" a b\n c ") == {"a", "b", "c"}
    assert wordlists.split_phrases("mit material\n von, nach,") == ("mit material von", "nach")


@each_of(LISTS)
def test_every_list_says_what_it_lists_and_where_it_is_from(path: Path):
    head = [
        line for line in (wordlists.ROOT / path).read_text(encoding="utf-8").splitlines()[:8]
        if line.startswith("# ")
    ]  # fmt: skip

    assert len(head) >= 2
    assert any("licence" in line.lower() or "license" in line.lower() for line in head)


@each_of(LISTS)
def test_every_list_is_read_somewhere(path: Path):
    code = [
        file.read_text(encoding="utf-8")
        for app in ("articles", "people", "newsroom")
        for file in (wordlists.ROOT / app).rglob("*.py")
    ]

    assert any(path.stem in text for text in code)
