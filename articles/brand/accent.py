"""Shades of the accent colour that can be read as words on every page."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from newsroom.colours import contrast_ratio, mix_colours

MIN_CONTRAST = 4.5
"""Least ratio between words and their background (WCAG 2.2, 1.4.3)."""
LIGHT_GROUNDS = ("#fdfcf9", "#f4f1ea")
DARK_GROUNDS = ("#15171a", "#1f2226")
"""Backgrounds of pages and boxes in the style sheet."""
BLACK, WHITE = "#000000", "#ffffff"
STEPS = 100
LEAST_WHITE = 52
"""Share of white in a lightened colour; the style sheet has it for the built-in accent."""
COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class AccentShades:
    """The accent colour as chosen, and its shades for words in both schemes."""

    chosen: str
    light: str
    dark: str
    on_chosen: str
    """Black or white, whichever is read better on the chosen colour."""

    @classmethod
    @lru_cache(maxsize=256)
    def derive(cls, chosen: str) -> Self:
        """Return the shades nearest to the chosen colour with enough contrast."""
        return cls(
            chosen,
            find_shade(chosen, LIGHT_GROUNDS, BLACK),
            find_shade(chosen, DARK_GROUNDS, WHITE, first_step=LEAST_WHITE),
            max((WHITE, BLACK), key=lambda ink: contrast_ratio(ink, chosen)),
        )

    def light_contrast(self) -> float:
        """Return the contrast of the chosen colour with light pages."""
        return least_contrast(self.chosen, LIGHT_GROUNDS)

    def dark_contrast(self) -> float:
        """Return the contrast of the chosen colour with dark pages."""
        return least_contrast(self.chosen, DARK_GROUNDS)


def read_colour(text: str) -> str | None:
    """Return the colour in its usual spelling; None for a text that is none."""
    colour = text.strip().lower()
    return colour if COLOUR.fullmatch(colour) else None


def least_contrast(colour: str, grounds: tuple[str, ...]) -> float:
    return min(contrast_ratio(colour, ground) for ground in grounds)


def find_shade(colour: str, grounds: tuple[str, ...], towards: str, first_step: int = 1) -> str:
    """Return the first mixture, with black or white, readable on all grounds."""
    mixtures = (mix_colours(colour, towards, step / STEPS) for step in range(first_step, STEPS))
    return next((one for one in (colour, *mixtures) if least_contrast(one, grounds) >= MIN_CONTRAST), towards)
