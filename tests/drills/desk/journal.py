"""Journal of saves, drafts and publications that an editor saw confirmed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

TYPED = ("headline", "dek", "notes", "body")
"""Fields in which the simulated editors type; each text exists once in the whole drill."""

type Texts = dict[str, str]


def contains_texts(place: Mapping[str, Any], texts: Mapping[str, str]) -> bool:
    """Return whether the fields have these texts, apart from spaces and markup."""
    return all(_words(place.get(name)) == _words(text) for name, text in texts.items())


def _words(text: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", str(text)).split())


@dataclass(frozen=True, slots=True)
class ConfirmedSave:
    """Save that the screen confirmed; its text was based on revision `based_on`."""

    editor: str
    window: str
    texts: Texts
    based_on: int


@dataclass(slots=True)
class ConfirmedDraft:
    """Last confirmed draft of a window, and the unconfirmed ones since."""

    texts: Texts
    since: list[Texts] = field(default_factory=list)


@dataclass(slots=True)
class EditorJournal:
    """Confirmations that one editor got."""

    editor: str
    saved: list[ConfirmedSave] = field(default_factory=list)
    published: list[int] = field(default_factory=list)
    """Revisions that the screen confirmed as published."""
    drafts: dict[str, ConfirmedDraft] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    """Losses that were visible on the screen during the drill."""

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1

    def note_attempt(self, window: str, texts: Mapping[str, str]) -> None:
        """Note a form whose response is still missing."""
        if window in self.drafts:
            self.drafts[window].since.append(dict(texts))

    def confirm_draft(self, window: str, texts: Mapping[str, str]) -> None:
        self.count("drafts saved")
        self.drafts[window] = ConfirmedDraft(dict(texts))

    def confirm_save(self, window: str, texts: Mapping[str, str], based_on: int) -> None:
        self.count("saves")
        self.saved.append(ConfirmedSave(self.editor, window, dict(texts), based_on))
        self.forget_draft(window)

    def confirm_publication(self, revision: int) -> None:
        self.count("updates published")
        self.published.append(revision)

    def forget_draft(self, window: str) -> None:
        """Forget the window's draft: it was saved or discarded."""
        self.drafts.pop(window, None)
