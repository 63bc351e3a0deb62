"""Pairings of typefaces for headlines, text and labels."""

from collections.abc import Iterator
from dataclasses import dataclass

FOLDER = "articles/site/fonts"
"""Static folder of the font files, with their licences."""
SERIF = 'Charter, "Bitstream Charter", "Noto Serif", Cambria, Georgia, serif'
SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif'
LATIN = (
    "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, "
    "U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD"
)
"""Characters in the files; browsers show all others in the next typeface of the list."""


@dataclass(frozen=True, slots=True)
class FontFile:
    name: str
    """Name in the static folder, or the path of a file of the desk, which begins with a slash."""
    weight: str = "400"
    style: str = "normal"

    @property
    def path(self) -> str:
        return self.name if self.name.startswith("/") else f"{FOLDER}/{self.name}.woff2"


@dataclass(frozen=True, slots=True)
class Typeface:
    family: str
    files: tuple[FontFile, ...]
    others: str
    """Typefaces of the reader's device for all that the files lack."""

    def to_css(self) -> str:
        return f'"{self.family}", {self.others}' if self.files else self.others


@dataclass(frozen=True, slots=True)
class TypePairing:
    """Typefaces of headlines, text and labels."""

    headline: Typeface
    text: Typeface
    label: Typeface

    @property
    def names(self) -> str:
        return " · ".join(dict.fromkeys((self.headline.family, self.text.family, self.label.family)))

    def list_first_files(self) -> list[FontFile]:
        """Return the fonts that the top of every page needs."""
        return list(dict.fromkeys((*self.headline.files[-1:], *self.text.files[:1], *self.label.files)))

    def list_typefaces(self) -> Iterator[Typeface]:
        yield from dict.fromkeys((self.headline, self.text, self.label))


NEWSREADER = Typeface(
    "Newsreader",
    (
        FontFile("newsreader-400"),
        FontFile("newsreader-400-italic", style="italic"),
        FontFile("newsreader-700", weight="700"),
    ),
    SERIF,
)
SOURCE_SERIF = Typeface(
    "Source Serif 4",
    (
        FontFile("source-serif-4-400"),
        FontFile("source-serif-4-400-italic", style="italic"),
        FontFile("source-serif-4-700", weight="700"),
    ),
    SERIF,
)
SOURCE_SANS = Typeface(
    "Source Sans 3", (FontFile("source-sans-3-400"), FontFile("source-sans-3-700", weight="700")), SANS
)
LIBRE_FRANKLIN = Typeface(
    "Libre Franklin", (FontFile("libre-franklin-400"), FontFile("libre-franklin-700", weight="700")), SANS
)
BITTER = Typeface("Bitter", (FontFile("bitter-700", weight="700"),), SERIF)

ALL_WEIGHTS = "100 900"


def pair_own_fonts(headline: str, text: str) -> TypePairing:
    """Return the pairing of fonts at these paths; an empty path means none."""
    files = (FontFile(headline, ALL_WEIGHTS),) if headline else ()
    words = (FontFile(text),) if text else ()
    return TypePairing(
        Typeface("Own headline", files, SERIF),
        Typeface("Own text", words, SERIF),
        Typeface("Own label", (), SANS),
    )


PAIRINGS = {
    "newspaper": TypePairing(NEWSREADER, NEWSREADER, SOURCE_SANS),
    "modern": TypePairing(LIBRE_FRANKLIN, SOURCE_SERIF, LIBRE_FRANKLIN),
    "slab": TypePairing(BITTER, SOURCE_SERIF, SOURCE_SANS),
}
"""By the value in the database; every other value means the typefaces of the reader's device."""
