"""Operator's handbook: chapters in Markdown, a folder for each language."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
FALLBACK_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Chapter:
    """Chapter of the handbook; `slug` is its file's name without the number."""

    slug: str
    title: str
    summary: str
    """First paragraph of the chapter, without marks."""
    source: str


def list_chapters(language: str) -> tuple[Chapter, ...]:
    """Return the chapters of a language in their order; English if there are none."""
    return _read_chapters(language if (FOLDER / language).is_dir() else FALLBACK_LANGUAGE)


@cache
def _read_chapters(language: str) -> tuple[Chapter, ...]:
    return tuple(_read_chapter(file) for file in sorted((FOLDER / language).glob("[0-9][0-9]-*.md")))


def _read_chapter(file: Path) -> Chapter:
    source = file.read_text(encoding="utf-8")
    heading, _, rest = source.partition("\n")
    paragraph = rest.strip().partition("\n\n")[0]
    return Chapter(
        slug=file.stem[3:],
        title=heading.removeprefix("# ").strip(),
        summary=re.sub(r"\[([^\]]+)\]\([^)]+\)|[`*]", r"\1", paragraph).replace("\n", " "),
        source=source,
    )
