"""Templates compiled to strings: rendered once a variant, then only filled in.

Lists repeat one small template thirty times with other values. A *variant* is what the template's conditions read;
values are what it prints. Rendered with a placeholder for each value, the template becomes a tuple of strings.
"""

import re
from collections.abc import Callable, Collection, Hashable, Mapping
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
    """A template; `context` builds its context from placeholders and variant.

    A value that the template's conditions read gets no placeholder when it is empty, so it belongs to the variant.
    """

    template: str
    context: Context = lambda marks, variant: {**marks, **variant}
    optional: Collection[str] | None = None
    """Names of the values that conditions read; None for all."""
    compiled: dict[Hashable, tuple[str, ...]] = field(default_factory=dict)

    def __call__(self, values: Mapping[str, str], variant: Variant) -> str:
        """Return HTML; `values` always have the same names in the same order."""
        read = values.values() if self.optional is None else [values[name] for name in self.optional]
        key = (get_language(), tuple(variant.values()), tuple(map(bool, read)))
        parts = self.compiled.get(key)
        if parts is None:
            parts = self._compile(values, variant)
            if not settings.DEBUG:
                self.compiled[key] = parts
        filled = list(parts)
        for index in range(1, len(parts), 2):
            value = values[parts[index]]
            filled[index] = value if value.__class__ is SafeString else escape(value)
        return "".join(filled)

    def _compile(self, values: Mapping[str, str], variant: Variant) -> tuple[str, ...]:
        """Return fixed strings alternating with the names of the values between them."""
        optional = values if self.optional is None else self.optional
        marks = {
            name: f"\x02{name}\x03" if value or name not in optional else "" for name, value in values.items()
        }
        return tuple(PLACEHOLDER.split(render_to_string(self.template, self.context(marks, variant))))
