"""Collection of the texts of a mapped item in the fields of a news item. Pure."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import tzinfo
from functools import partial
from typing import Any

from articles.parsing.errors import gettext_noop
from articles.wire.field_map.definition import FieldRule
from articles.wire.field_map.fields import CODES, COLLECTED, TEXTS, TIMES
from articles.wire.field_map.mapped_body import has_html, read_text
from articles.wire.field_map.mapped_values import is_code, parse_mapped_time
from articles.wire.item import (
    Code,
    EditorNote,
    NewsItem,
    Notice,
    RightsNotice,
    WirePhoto,
)
from articles.wire.item_draft import ItemDraft, clean_line, set_kind
from articles.wire.made_guid import set_made_guid
from articles.wire.notice_words import read_notices
from articles.wire.release_status import set_embargo, set_status
from articles.wire.urgency import set_urgency
from articles.wire.vocabularies import KINDS, read_statuses

_LONGEST_HEADLINE = 90
_LONGEST_LINE = 5_000
_STATUSES = read_statuses("field_map")
"""Status in lower case → our status; the map can name others."""
_NOTICES = {**{notice.value: notice for notice in Notice}, **read_notices("field")}


class MappedItem:
    """Fields of one item while the rules of a map are applied."""

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self.draft = ItemDraft()
        self._parts: dict[str, dict[str, Any]] = {"photo": {}, "rights": {}}
        self._places: dict[str, str] = {}
        self._embargo_doubt: tuple[str, str] | None = None

    def store(self, rule: FieldRule, texts: Sequence[str], place: str) -> None:
        """Store texts in the field of a rule; for a single value the first one counts."""
        name = rule.name
        filled = [text for text in texts if text]
        if name == "embargo":
            self._store_embargo(rule, texts)
        elif "." in name:
            self._store_part(name, filled, place)
        elif name in TIMES:
            self._store_time(rule, filled)
        elif name in COLLECTED:
            self._add_values(rule, filled, place)
        elif filled and name in TEXTS:
            self.draft.set(name, remove_html(filled[0]), place)
        elif filled:
            _CLOSED_FIELDS[name](self.draft, filled[0], place)

    def finish(self) -> NewsItem:
        """Return the item; a missing headline and a missing guid are made."""
        for name, kind in (("photo", WirePhoto), ("rights", RightsNotice)):
            if self._parts[name]:
                self.draft.set(name, kind(**self._parts[name]), self._places[name])
        self._hold_without_time()
        if not self.draft.get("headline"):
            self._make_headline()
        if not self.draft.get("guid"):
            self._make_guid()
        return self.draft.build()

    def _store_part(self, name: str, texts: list[str], place: str) -> None:
        group, _, part = name.partition(".")
        if not texts:
            return
        values = self._parts[group]
        if name in COLLECTED:
            values[part] = tuple(dict.fromkeys((*values.get(part, ()), *texts)))
        else:
            values.setdefault(part, remove_html(texts[0]))
        self._places.setdefault(group, place)

    def _store_time(self, rule: FieldRule, texts: Iterable[str]) -> None:
        for text in texts:
            if (found := parse_mapped_time(text, rule.formats, self.zone)) is not None:
                self.draft.set(rule.name, found, rule.place)
                return
            self.draft.warn(
                gettext_noop("“{value}” in {field} is no time."), value=text[:60], field=rule.name
            )

    def _store_embargo(self, rule: FieldRule, texts: Iterable[str]) -> None:
        for text in texts:
            if (found := parse_mapped_time(text, rule.formats, self.zone)) is not None:
                self.draft.set("embargo", found, rule.place)
                return
            if self._embargo_doubt is None or not self._embargo_doubt[0]:
                self._embargo_doubt = (text, rule.place)

    def _hold_without_time(self) -> None:
        """Hold an item whose embargo is no time, or is empty without another time."""
        if self._embargo_doubt is None:
            return
        text, place = self._embargo_doubt
        if not text and self.draft.get("embargo"):
            return
        set_embargo(self.draft, None, place, text)

    def _add_values(self, rule: FieldRule, texts: list[str], place: str) -> None:
        name = rule.name
        values: list[Any] = texts
        if name in CODES:
            values = [Code(rule.scheme, **{"code" if is_code(text) else "name": text}) for text in texts]
        elif name == "ednotes":
            values = [EditorNote(text, rule.public, rule.role) for text in texts]
        elif name == "notices":
            values = [found for text in texts if (found := _NOTICES.get(text.casefold()))]
            unknown = [Code(code=text) for text in texts if text.casefold() not in _NOTICES]
            self.draft.add("signals", unknown, place)
        self.draft.add(name, values, place)

    def _make_headline(self) -> None:
        """Make a headline of the first words; without any text it stays empty."""
        body = self.draft.get("body", ())
        text = (
            self.draft.get("teaser", "")
            or (body[0].text if body else "")
            or self._parts["photo"].get("caption", "")
        )
        if text:
            self.draft.set("headline", _shorten(text), "")
            self.draft.warn(gettext_noop("The file names no headline; the first words of the text are used."))
        else:
            self.draft.warn(gettext_noop("The file names no headline."))

    def _make_guid(self) -> None:
        """Make an identifier of the agency's number and date, else of date and headline."""
        provider, number = self.draft.get("provider", ""), self.draft.get("item_number", "")
        created = self.draft.get("firstcreated") or self.draft.get("versioncreated")
        written = created.isoformat() if created else ""
        if number:
            guid = ":".join(filter(None, ["made", provider, written[:10], number]))
        else:
            body = self.draft.get("body", ())
            facts = [provider, self.draft.get("slugline", ""), written, self.draft.get("headline", "")]
            facts += [] if created else [body[0].text if body else ""]
            guid = (
                f"made:sha256:{hashlib.sha256('\n'.join(facts).encode('utf-8', 'replace')).hexdigest()[:32]}"
            )
        set_made_guid(self.draft, guid)


def remove_html(text: str) -> str:
    """Return the text of a line that holds tags of HTML."""
    if len(text) > _LONGEST_LINE or not has_html(text):
        return text
    return clean_line(" ".join(block.text for block in read_text(text, "html")))


def _shorten(text: str) -> str:
    if len(text) <= _LONGEST_HEADLINE:
        return text
    return f"{text[:_LONGEST_HEADLINE].rpartition(' ')[0] or text[:_LONGEST_HEADLINE]} …"


_CLOSED_FIELDS: Mapping[str, Callable[[ItemDraft, str, str], None]] = {
    "pubstatus": partial(set_status, words=_STATUSES),
    "kind": lambda draft, text, place: set_kind(draft, text, KINDS, place),
    "urgency": set_urgency,
}
