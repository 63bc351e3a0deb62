"""Templates pressed to strings: each is rendered once for each of its shapes, then only filled with words.

Lists repeat one small template thirty times with other words. Its *shape* is what its conditions look at; the words
are what it prints. Rendered with marks in place of the words it becomes a row of strings, and a card is their joining.
"""

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

PLACEHOLDER = re.compile("\x02([\\w.]+)\x03")

type Variant = Mapping[str, Hashable]
type Context = Callable[[Mapping[str, str], Variant], dict[str, Any]]


@dataclass(slots=True)
class PrecompiledTemplate:
    """`context` arranges marks and shape as the template wants them. An empty word is part of the shape: it is none."""

    template: str
    context: Context
    known: dict[Hashable, tuple[str, ...]] = field(default_factory=dict)

    def __call__(self, words: Mapping[str, str], shape: Variant) -> str:
        """HTML; `words` always have the same names in the same order."""
        key = (get_language(), tuple(shape.values()), tuple(map(bool, words.values())))
        parts = self.known.get(key)
        if parts is None:
            parts = self._press(words, shape)
            if not settings.DEBUG:
                self.known[key] = parts
        filled = list(parts)
        for place in range(1, len(parts), 2):
            word = words[parts[place]]
            filled[place] = word if word.__class__ is SafeString else escape(word)
        return "".join(filled)

    def _press(self, words: Mapping[str, str], shape: Variant) -> tuple[str, ...]:
        """What stands still, and between two such strings the name of the word that goes there."""
        marks = {name: f"\x02{name}\x03" if word else "" for name, word in words.items()}
        return tuple(PLACEHOLDER.split(render_to_string(self.template, self.context(marks, shape))))
