"""Fields of one item by the rules of a built-in map. Pure.

A value in a map is a path, `=text`, `#field` (what another field holds), a list of which the first counts that gives
something, or an object: `path` or `join`, then `call` (a function from the found value to texts), `split`, `match`,
`replace` and `values`, applied in this order. `place` names the place in the file where the path is not its name.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from operator import itemgetter
from typing import Any

from lxml import etree

from articles.wire.field_map.agency_map import AgencyMap, compile_element_path, compile_json_path
from articles.wire.field_map.fields import CODES, TIMES
from articles.wire.field_map.mapped_values import parse_mapped_time
from articles.wire.item import (
    Association,
    Code,
    EditorNote,
    ItemKind,
    Link,
    NewsItem,
    Notice,
    RightsNotice,
    WirePhoto,
)
from articles.wire.item_draft import ItemDraft, set_kind
from articles.wire.json_formats.json_status import set_json_embargo, set_json_status
from articles.wire.json_formats.json_values import (
    MAX_MEMBERS,
    iterate_members,
    keep_links,
    make_link,
    read_body,
    read_concept,
    read_line,
    read_lines,
    read_object,
    read_objects,
    read_text,
    read_urgency,
)
from articles.wire.made_guid import set_guid_of_headline, set_hashed_guid
from articles.wire.notice_words import EDIT_STATES, SIGNAL_WORDS
from articles.wire.placed_media import set_html_body
from articles.wire.release_status import hold_for_note, set_embargo
from articles.wire.xml_dialects.xml_lookup import line_text

type Rule = Mapping[str, Any]
type Write = Callable[[Any], tuple[str, ...]]
type Function = Callable[["AgencyFields"], None]

PICTURES = frozenset({ItemKind.PICTURE, ItemKind.GRAPHIC})
_KINDS = {kind.value: kind for kind in ItemKind}
_NOTICES: Mapping[str, Mapping[str, Notice]] = {
    "signal_words": SIGNAL_WORDS,
    "edit_states": EDIT_STATES,
    "": {notice.value: notice for notice in Notice},
}
_LINK_PARTS = ("media_type", "title", "width", "height")
_SIZES = ("width", "height")
_ASSOCIATION_LINES = ("guid", "role", "headline", "caption", "credit", "creator")
_PHOTO_LISTS = ("keywords", "persons_in_image")


class AgencyFields:
    """Fields of an item while the rules of its map are applied."""

    def __init__(self, node: Any, content: Any, agency_map: AgencyMap, zone: tzinfo) -> None:
        self.node = node
        self.content = content
        self.map = agency_map
        self.zone = zone
        self.draft = ItemDraft()
        self.is_xml = etree.iselement(node)
        self.functions: Mapping[str, Any] = {}

    def read(self, functions: Mapping[str, Any]) -> NewsItem:
        """Apply all rules in their order; the functions do what no rule can say."""
        self.functions = functions
        for name, rules in self.map.fields.items():
            if name in _WHOLE_FIELDS:
                _WHOLE_FIELDS[name](self, rules)
                continue
            for written in rules if isinstance(rules, list) else [rules]:
                rule = written if isinstance(written, dict) else {"path": written}
                if "function" in rule and self.applies(rule):
                    functions[rule["function"]](self)
                elif self.applies(rule):
                    self.apply(name, rule)
        return self.draft.build()

    def applies(self, rule: Rule) -> bool:
        """Return False for a rule that is for pictures alone, or for all else."""
        return "pictures" not in rule or rule["pictures"] == (self.draft.get("kind") in PICTURES)

    def apply(self, name: str, rule: Rule) -> None:
        if name in _ADDED:
            self.draft.add(name, _ADDED[name](self, rule), get_place(rule))
        elif name in _FIELDS:
            _FIELDS[name](self, rule)
        elif name in CODES:
            self.draft.add(name, self.read_codes(rule), get_place(rule))
        elif name in TIMES:
            self.draft.set(name, self.read_time(rule), get_place(rule))
        else:
            self.draft.set(name, self.line(rule), get_place(rule))

    def find(self, path: str, node: Any = None) -> list[Any]:
        """Return the nodes at a path: elements and texts, or values of JSON."""
        node = self.node if node is None else node
        return (compile_element_path if self.is_xml else compile_json_path)(path)(node)[:MAX_MEMBERS]

    def line(self, spec: Any, node: Any = None) -> str:
        """Return the first text of a value, on one line; a list or an object is none."""
        return next(iter(self._texts(spec, node, self._list_line)), "")

    def lines(self, spec: Any, node: Any = None) -> tuple[str, ...]:
        """Return all texts of a value, each on one line.

        A list has those of its members, an object its name.
        """
        return self._texts(spec, node, self._list_lines)

    def raw(self, spec: Any, node: Any = None) -> str:
        """Return the first text of a value with its lines and its markup."""
        return next(iter(self._texts(spec, node, self._list_raw)), "")

    def each(self, rule: Rule, node: Any = None) -> Iterator[tuple[str, Any]]:
        """Yield the elements or objects of a rule, each with its name."""
        if "members" in rule:
            for held in self.find(rule["members"], node):
                yield from iterate_members(held)
        elif "each" in rule:
            for held in self.find(rule["each"], node):
                yield from (("", one) for one in ([held] if self.is_xml else read_objects(held)))
        elif "path" not in rule:
            yield "", node

    def _texts(self, spec: Any, node: Any, write: Write) -> tuple[str, ...]:
        if isinstance(spec, list):
            return next(filter(None, (self._texts(one, node, write) for one in spec)), ())
        if isinstance(spec, dict):
            return self._change(spec, node, write)
        if spec.startswith("="):
            return (spec[1:],) if spec != "=" else ()
        if spec.startswith("#"):
            name, _, part = spec[1:].partition(".")
            held = self.draft.get(name, ())
            held = held if isinstance(held, tuple) else (held,)
            return tuple(str(getattr(one, part) if part else one) for one in held)
        return tuple(text for found in self.find(spec, node) for text in write(found) if text)

    def _change(self, spec: Mapping[str, Any], node: Any, write: Write) -> tuple[str, ...]:
        texts = self._find_texts(spec, node, write)
        if "split" in spec and (self.is_xml or len(texts) == 1):  # a list in JSON is split already
            parts = [part for text in texts for part in re.split(spec["split"], text)]
            texts = [" ".join(part.split()) if self.is_xml else read_line(part) for part in parts]
        if "match" in spec:
            texts = [found[1] for text in texts if (found := re.search(spec["match"], text))]
        for pattern, replacement in spec.get("replace", {}).items():
            texts = [re.sub(pattern, replacement, text) for text in texts]
        if "values" in spec:
            values = spec["values"]
            table = self.map.tables[values] if isinstance(values, str) else values
            texts = [table.get(text.casefold(), "") for text in texts]
        return tuple(filter(None, texts))

    def _find_texts(self, spec: Mapping[str, Any], node: Any, write: Write) -> list[str]:
        if "join" in spec:
            texts = [text for one in spec["join"] for text in self.lines(one, node)]
            separator = spec.get("separator", ", ")
            return texts if separator is None else [separator.join(texts)]
        if "call" in spec:
            call = self.functions[spec["call"]]
            return [text for found in self.find(spec["path"], node) for text in call(found)]
        form = self._list_flags if "values" in spec else self._list_raw if spec.get("is_raw") else write
        return list(self._texts(spec["path"], node, form))

    def _list_lines(self, node: Any) -> tuple[str, ...]:
        if etree.iselement(node):
            return (line_text(node),)
        return (" ".join(str(node).split()),) if self.is_xml else read_lines(node)

    def _list_line(self, node: Any) -> tuple[str, ...]:
        return self._list_lines(node) if self.is_xml or not isinstance(node, list | dict) else ()

    def _list_flags(self, node: Any) -> tuple[str, ...]:
        return ("true",) if node is True else self._list_lines(node)

    def _list_raw(self, node: Any) -> tuple[str, ...]:
        return ("".join(node.itertext()) if etree.iselement(node) else read_text(node),)

    def _list_times(self, node: Any) -> tuple[str, ...]:
        return () if isinstance(node, int | float) else self._list_line(node)

    def read_time(self, rule: Rule) -> datetime | None:
        """Return the first readable time of a rule; a number is none."""
        texts = self._texts(rule, None, self._list_times)
        return next(filter(None, (parse_mapped_time(text, (), self.zone) for text in texts)), None)

    def read_codes(self, rule: Rule) -> Iterator[Code]:
        for text in self.lines(rule) if "path" in rule else ():
            if rule.get("has_scheme"):
                yield Code(*split_qcode(text), text)
            else:
                yield Code(self.line(rule.get("scheme", "=")), text, text if rule.get("is_named") else "")
        for _, node in self.each(rule):
            scheme, code, name = (self.line(rule.get(part, "="), node) for part in ("scheme", "code", "name"))
            if rule.get("is_concept"):
                scheme, code, name = read_concept(node, scheme)
            if "qcode" in rule:
                scheme, code = split_qcode(self.line(rule["qcode"], node))
            if code or name:
                yield Code(scheme, code, name)

    def read_links(self, rule: Rule, node: Any = None) -> Iterator[Link]:
        """Yield the links of a rule; scripts and local files are no links."""
        texts = self.lines(rule) if "path" in rule else ()
        yield from keep_links(make_link(text, role=self.line(rule.get("role", "="))) for text in texts)
        for name, one in self.each(rule, node):
            parts: dict[str, Any] = {part: self.line(rule[part], one) for part in _LINK_PARTS if part in rule}
            if not self.is_xml:  # a size may be a number with a fraction
                parts |= {
                    part: next(iter(self.find(rule[part], one)), None) for part in _SIZES if part in rule
                }
            role = self.line(rule["role"], one) if "role" in rule else name
            if link := make_link(self.raw(rule["href"], one), role=role, **parts):
                yield link

    def read_associations(self, rule: Rule, parent: Any = None) -> Iterator[Association]:
        if "path" in rule:
            kind = _KINDS.get(self.line(rule.get("kind", "=")))
            yield from (Association(guid=text, kind=kind) for text in self.lines(rule))
        for name, node in self.each(rule, parent):
            lines = {part: self.line(rule[part], node) for part in _ASSOCIATION_LINES if part in rule}
            renditions = (link for one in rule["renditions"] for link in self.read_links(one, node))
            kind = _KINDS.get(self.line(rule["kind"], node))
            yield Association(**{"role": name, **lines}, kind=kind, renditions=tuple(renditions))

    def read_notes(self, rule: Rule) -> Iterator[EditorNote]:
        """Yield the notes to desks; one about an embargo holds the item."""
        for text in self.lines(rule):
            yield EditorNote(text, role=rule.get("role", ""))
            if rule.get("holds"):
                hold_for_note(self.draft, text, get_place(rule))

    def read_notices(self, rule: Rule) -> Iterator[Notice | None]:
        table = _NOTICES[rule.get("words", "")]
        yield from (table.get(text.lower()) for text in self.lines(rule))

    def set_kind(self, rule: Rule) -> None:
        if rule.get("warns"):
            written = self.raw(rule["path"])
            kinds = {name: _KINDS[kind] for name, kind in self.map.tables[rule["values"]].items()}
            set_kind(self.draft, written, kinds, get_place(rule))
        else:
            self.draft.set("kind", _KINDS.get(self.line(rule)), get_place(rule))

    def set_urgency(self, rule: Rule) -> None:
        for node in self.find(rule["path"]):
            self.draft.set(
                "urgency", read_urgency(self.line(".", node) if self.is_xml else node), rule["path"]
            )

    def set_embargo(self, rule: Rule) -> None:
        """Set the embargo; what is there but no time holds the item."""
        if not self.is_xml:
            holder = self.node if "in" not in rule else read_object(self.node.get(rule["in"]))
            null_is_none = rule.get("null_is_none", False)
            set_json_embargo(self.draft, holder, rule["path"], self.zone, null_is_none=null_is_none)
            return
        for path in rule["path"]:
            if written := self.line({**rule, "path": path}):
                set_embargo(self.draft, parse_mapped_time(written, (), self.zone), path, written)

    def set_status(self, rules: Any) -> None:
        read = (
            (self.line(rule), get_place(rule)) for rule in (rules if isinstance(rules, list) else [rules])
        )
        written, place = next(filter(itemgetter(0), read), ("", get_place(rules)))
        if written or not self.is_xml:
            set_json_status(self.draft, written, place)

    def set_body(self, rule: Rule) -> None:
        if rule.get("form") == "html":
            set_html_body(self.draft, self.raw(rule), get_place(rule))
        else:
            self.draft.set("body", read_body(self.raw(rule)), get_place(rule))

    def set_photo(self, rule: Rule) -> None:
        """Set the facts of a picture; a text has none."""
        if self.draft.get("kind") not in PICTURES:
            return
        parts = {
            part: self.lines(spec) if part in _PHOTO_LISTS else self.line(spec) for part, spec in rule.items()
        }
        persons = tuple(dict.fromkeys(parts.pop("persons_in_image", ())))
        self.draft.set("photo", WirePhoto(**parts, persons_in_image=persons), get_place(rule["caption"]))  # type: ignore[arg-type]  # texts and lists by their names

    def set_rights(self, rule: Rule) -> None:
        holder, notice, automatic = (
            self.line(rule.get(part, "=")) for part in ("holder", "notice", "automatic")
        )
        rights = RightsNotice(holder, notice, self.lines(rule.get("terms", "=")), automatic)
        if rights != RightsNotice():
            self.draft.set("rights", rights, get_place(next(iter(rule.values()))))

    def make_guid(self, facts: Any) -> None:
        """Make an identifier of the facts, unless the file names one."""
        if facts == "headline":
            set_guid_of_headline(self.draft)
        else:
            read = self.line if self.is_xml else self.raw
            set_hashed_guid(self.draft, *(read(fact) for fact in facts))


def get_place(rule: Any) -> str:
    """Return the first path of a rule; a text that the map itself names has none."""
    if isinstance(rule, list):
        return get_place(rule[0])
    if isinstance(rule, dict):
        return get_place(
            next(rule[key] for key in ("place", "path", "join", "each", "members") if key in rule)
        )
    return "" if rule.startswith("=") else str(rule)


def split_qcode(qcode: str) -> tuple[str, str]:
    """Return scheme and code of `dpasubject:1`; without a colon all is code."""
    scheme, colon, code = qcode.partition(":")
    return (scheme, code) if colon else ("", qcode)


_ADDED: Mapping[str, Callable[[AgencyFields, Any], Iterable[Any]]] = {
    "keywords": AgencyFields.lines, "replaces": AgencyFields.lines, "ednotes": AgencyFields.read_notes,
    "notices": AgencyFields.read_notices, "links": AgencyFields.read_links,
    "associations": AgencyFields.read_associations,
}  # fmt: skip
_FIELDS: Mapping[str, Callable[[AgencyFields, Any], None]] = {
    "kind": AgencyFields.set_kind, "urgency": AgencyFields.set_urgency, "embargo": AgencyFields.set_embargo,
    "body": AgencyFields.set_body, "photo": AgencyFields.set_photo, "rights": AgencyFields.set_rights,
}  # fmt: skip
_WHOLE_FIELDS: Mapping[str, Callable[[AgencyFields, Any], None]] = {
    "pubstatus": AgencyFields.set_status, "guid_facts": AgencyFields.make_guid,
}  # fmt: skip
"""Fields whose rules count together."""
