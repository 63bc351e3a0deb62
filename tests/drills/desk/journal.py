"""What an editor was told is safe: saved for all, or kept as a draft of their own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TYPED = ("headline", "dek", "notes", "body")
"""Fields the simulated editors write in; each text they type exists once in the whole drill."""

type Texts = dict[str, str]


def holds(place: Mapping[str, Any], texts: Mapping[str, str]) -> bool:
    """Whether a revision, draft or form has all these words in their fields; spaces and markup aside."""
    return all(_words(place.get(name)) == _words(text) for name, text in texts.items())


def _words(text: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", str(text)).split())


@dataclass(frozen=True, slots=True)
class Saved:
    """The screen said so; the text began from revision `based_on`, so it is the next one."""

    editor: str
    texts: Texts
    based_on: int


@dataclass(slots=True)
class Kept:
    """What one window was told last, and what it sent since without hearing of it: one of them must be there."""

    texts: Texts
    since: list[Texts] = field(default_factory=list)


@dataclass(slots=True)
class Promises:
    """Of one editor."""

    editor: str
    saved: list[Saved] = field(default_factory=list)
    published: list[int] = field(default_factory=list)
    """Revisions of which the screen said that they are public now."""
    kept: dict[str, Kept] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    """Losses that showed on the screen while the drill ran."""

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1

    def trying(self, window: str, texts: Mapping[str, str]) -> None:
        """A form is on its way; until its answer comes nobody knows which of the two the desk holds."""
        if window in self.kept:
            self.kept[window].since.append(dict(texts))

    def told_kept(self, window: str, texts: Mapping[str, str]) -> None:
        self.count("drafts kept")
        self.kept[window] = Kept(dict(texts))

    def told_saved(self, window: str, texts: Mapping[str, str], based_on: int) -> None:
        self.count("saves")
        self.saved.append(Saved(self.editor, dict(texts), based_on))
        self.settle(window)

    def told_published(self, revision: int) -> None:
        self.count("updates published")
        self.published.append(revision)

    def settle(self, window: str) -> None:
        """The editor has saved or thrown away what that window held."""
        self.kept.pop(window, None)
