"""Field maps: paths into XML or JSON of agencies without a reader. Pure.

A map is plain JSON, written by an operator for one source:

    {"name": "Kirchenfunk XML", "items": "/export/meldung", "namespaces": {"": "urn:example:kirche"},
     "constants": {"language": "de", "provider": "kirche"},
     "fields": {"guid": "@id", "headline": ["kopf/titel", "kopf/kurztitel"],
                "pubstatus": {"path": "@status", "values": {"gesperrt": "withheld"}}}}

A field has one path, or several of which the first that gives something counts; `subjects`, `keywords`, `ednotes`,
`links` and the like collect all. Paths are XPath 1.0 for XML and a subset of RFC 9535 for JSON (`json_path`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from lxml import etree

from articles.parsing.errors import gettext_noop
from articles.wire.field_map.errors import FieldMapError, PathSyntaxError
from articles.wire.field_map.fields import BODY_FORMS, CODE_PARTS, CODES, FIELDS, LINK_PARTS, list_options
from articles.wire.field_map.json_path import JsonPath, parse_json_path
from articles.wire.field_map.options import (
    get_choice,
    get_flag,
    get_text,
    get_texts,
    parse_constants,
    parse_elements,
    parse_formats,
    parse_values,
    refuse_unknown,
)
from articles.wire.field_map.xpath_syntax import DEFAULT_PREFIX, XPathShape, check_xpath

MAX_PATHS = 200
_KEYS = ("items", "name", "format", "override", "namespaces", "constants", "fields")
_ITEMS = "items"


@dataclass(frozen=True, slots=True)
class CompiledXPath:
    shape: XPathShape
    evaluate: Any


@dataclass(frozen=True, slots=True)
class MapPath:
    """Path of a map, compiled for XML, for JSON, or for both."""

    text: str
    xpath: CompiledXPath | None = None
    json: JsonPath | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """One way to fill the field `name`."""

    name: str
    parts: tuple[MapPath, ...]
    separator: str | None = None
    """Sign between the values of all parts that become one; without it there is one part."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Value as written, in lower case → value to use; `*` is for all others."""
    formats: tuple[str, ...] = ()
    form: str = "auto"
    elements: Mapping[str, str] = field(default_factory=dict)
    """Element of the body → element of HTML."""
    skip: tuple[MapPath, ...] = ()
    public: bool = False
    role: str = ""
    scheme: str = ""
    subpaths: Mapping[str, MapPath] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return " ".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMap:
    name: str = ""
    items: MapPath | None = None
    override: bool = False
    """It also reads files of a format that has a reader."""
    constants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fields: Mapping[str, tuple[FieldRule, ...]] = field(default_factory=dict)
    reads_xml: bool = True
    reads_json: bool = True


def parse_field_map(data: Any) -> FieldMap:
    """Return the map with compiled paths; raise a FieldMapError for its first fault."""
    return _MapParser().parse(data)


@lru_cache(maxsize=2_000)
def compile_xpath(text: str, namespaces: tuple[tuple[str, str], ...] = ()) -> CompiledXPath:
    """Return the path ready for evaluation; raise a PathSyntaxError."""
    known = dict(namespaces)
    shape = check_xpath(text, known)
    prefixes = {prefix or DEFAULT_PREFIX: uri for prefix, uri in known.items()}
    try:
        evaluate = etree.XPath(shape.source, namespaces=prefixes or None, smart_strings=False, regexp=False)
    except (etree.XPathError, ValueError) as error:
        raise PathSyntaxError(
            gettext_noop("this is no XPath: {problem}"), 1, problem=str(error)[:80]
        ) from error
    return CompiledXPath(shape, evaluate)


class _MapParser:
    def __init__(self) -> None:
        self.namespaces: tuple[tuple[str, str], ...] = ()
        self.format = ""
        self.paths: list[tuple[str, MapPath]] = []

    def parse(self, data: Any) -> FieldMap:
        if not isinstance(data, dict):
            raise FieldMapError(gettext_noop("a map is an object with “items” and “fields”"))
        refuse_unknown("", data, _KEYS)
        self.format = get_choice(data, "", "format", ("", "xml", "json"))
        self.namespaces = self.parse_namespaces(data.get("namespaces", {}))
        fields = self.parse_fields(data.get("fields"))
        items = get_text(data, "", "items").strip()
        result = FieldMap(
            name=get_text(data, "", "name").strip(),
            items=self.compile_path(_ITEMS, items) if items not in {"", ".", "$", "@"} else None,
            override=get_flag(data, "", "override"),
            constants=parse_constants(data.get("constants", {})),
            fields=fields,
            reads_xml=self.format != "json" and all(path.xpath for _, path in self.paths),
            reads_json=self.format != "xml" and all(path.json for _, path in self.paths),
        )
        if not (result.reads_xml or result.reads_json):
            self.refuse_mixture()
        return result

    def parse_namespaces(self, data: Any) -> tuple[tuple[str, str], ...]:
        if not isinstance(data, dict) or not all(isinstance(uri, str) and uri for uri in data.values()):
            raise FieldMapError(gettext_noop("“{key}” is an object of texts"), key="namespaces")
        for prefix in data:
            if prefix and not (
                str(prefix)[0].isalpha() and str(prefix).replace("-", "").replace("_", "").isalnum()
            ):
                raise FieldMapError(gettext_noop("“{prefix}” is no prefix of a namespace"), prefix=prefix)
        if data and not self.format:
            self.format = "xml"
        return tuple(data.items())

    def parse_fields(self, data: Any) -> dict[str, tuple[FieldRule, ...]]:
        if not isinstance(data, dict) or not data:
            raise FieldMapError(gettext_noop("“fields” is an object of fields with their paths"))
        refuse_unknown("", data, sorted(FIELDS))
        return {name: tuple(self.parse_rules(name, spec)) for name, spec in data.items()}

    def parse_rules(self, name: str, spec: Any) -> list[FieldRule]:
        rules = []
        for one in spec if isinstance(spec, list) else [spec]:
            if isinstance(one, str):
                rules.append(FieldRule(name=name, parts=(self.compile_path(name, one),)))
            elif isinstance(one, dict):
                rules.extend(self.parse_options(name, one))
            else:
                raise FieldMapError(
                    gettext_noop("a path is a text, and a rule is an object with “path”"), field=name
                )
        if not rules:
            raise FieldMapError(gettext_noop("it has no path"), field=name)
        return rules

    def parse_options(self, name: str, spec: dict[str, Any]) -> list[FieldRule]:
        refuse_unknown(name, spec, sorted(list_options(name)))
        paths, joined = get_texts(spec, name, "path"), get_texts(spec, name, "join")
        if bool(paths) == bool(joined):
            raise FieldMapError(gettext_noop("a rule has either “path” or “join”"), field=name)
        groups = [[path] for path in paths] or [joined]
        rule = FieldRule(
            name=name,
            parts=(),
            separator=(get_text(spec, name, "separator") or " ") if joined else None,
            values=parse_values(name, spec.get("values", {})),
            formats=parse_formats(name, get_texts(spec, name, "format")),
            form=get_choice(spec, name, "form", BODY_FORMS),
            elements=parse_elements(name, spec.get("elements", {})),
            skip=tuple(self.compile_path(name, path) for path in get_texts(spec, name, "skip")),
            public=get_flag(spec, name, "public"),
            role="" if name == "links" else get_text(spec, name, "role"),
            scheme=get_text(spec, name, "scheme"),
            subpaths=self.parse_subpaths(name, spec),
        )
        return [
            replace(rule, parts=tuple(self.compile_path(name, path) for path in group)) for group in groups
        ]

    def parse_subpaths(self, name: str, spec: dict[str, Any]) -> dict[str, MapPath]:
        parts = LINK_PARTS if name == "links" else CODE_PARTS if name in CODES else ()
        return {part: self.compile_path(name, text) for part in parts if (text := get_text(spec, name, part))}

    def compile_path(self, name: str, text: str) -> MapPath:
        if len(self.paths) >= MAX_PATHS:
            raise FieldMapError(gettext_noop("a map has at most {limit} paths"), limit=MAX_PATHS)
        text = text.strip()
        faults: dict[str, PathSyntaxError] = {}
        xpath: CompiledXPath | None = None
        json: JsonPath | None = None
        try:
            xpath = compile_xpath(text, self.namespaces) if self.format != "json" else None
        except PathSyntaxError as error:
            faults["xml"] = error
        try:
            json = parse_json_path(text) if self.format != "xml" else None
        except PathSyntaxError as error:
            faults["json"] = error
        if xpath is None and json is None:
            looks_like_json = text.startswith(("$", "@.", "@[")) or "[*]" in text
            fault = faults.get("json" if looks_like_json else "xml") or next(iter(faults.values()))
            raise FieldMapError(fault.what, field=name, path=text, column=fault.column, **fault.facts)
        self.paths.append((name, MapPath(text, xpath, json)))
        return self.paths[-1][1]

    def refuse_mixture(self) -> None:
        is_json = next(
            path.xpath is None for _, path in self.paths if path.xpath is None or path.json is None
        )
        name, other = next(
            (name, path) for name, path in self.paths if (path.json if is_json else path.xpath) is None
        )
        kind = "JSON" if is_json else "XML"
        raise FieldMapError(gettext_noop("other paths of the map are for {kind}, this one is not"), field=name,
                            path=other.text, column=1, kind=kind)  # fmt: skip
