"""Operator's handbook and editor's guide in Markdown, a folder for each language."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
GUIDE_FOLDER = FOLDER.parent / "guide"
FALLBACK_LANGUAGE = "en"
SCREENS = re.compile(r"\n<!-- screens: (.+) -->\s*$")


@dataclass(frozen=True, slots=True)
class Chapter:
    """Chapter of a book; `slug` is its file's name without the number."""

    slug: str
    title: str
    summary: str
    """First paragraph of the chapter, without marks."""
    source: str
    screens: tuple[str, ...]
    """Names of the URLs of the desk that the chapter explains, from the comment in its last line."""


def list_chapters(language: str, folder: Path = FOLDER) -> tuple[Chapter, ...]:
    """Return the chapters of a language in their order; English if there are none."""
    return _read_chapters(folder / (language if (folder / language).is_dir() else FALLBACK_LANGUAGE))


@cache
def _read_chapters(folder: Path) -> tuple[Chapter, ...]:
    return tuple(_read_chapter(file) for file in sorted(folder.glob("[0-9][0-9]-*.md")))


def _read_chapter(file: Path) -> Chapter:
    text = file.read_text(encoding="utf-8")
    screens = SCREENS.search(text)
    source = SCREENS.sub("\n", text)
    heading, _, rest = source.partition("\n")
    paragraph = rest.strip().partition("\n\n")[0]
    return Chapter(
        slug=file.stem[3:],
        title=heading.removeprefix("# ").strip(),
        summary=re.sub(r"\[([^\]]+)\]\([^)]+\)|[`*]", r"\1", paragraph).replace("\n", " "),
        source=source,
        screens=tuple(screens[1].split()) if screens else (),
    )
