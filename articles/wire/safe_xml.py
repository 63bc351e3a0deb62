"""The only parser for XML from outside. Pure.

Entities, depth and size are limited, and nothing is ever fetched. A DOCTYPE alone is no attack, since many agencies
send one: it is skipped and never loaded.
"""

from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from articles.parsing.errors import (
    CopyError,
    CopyTooLarge,
    MarkupDeclaresEntities,
    MarkupIsBroken,
    MarkupIsTooDeep,
    MarkupIsTooLarge,
)

MAX_BYTES = 10_000_000
MAX_DEPTH = 200
MAX_ELEMENTS = 200_000


def parse_xml(raw: bytes) -> Element:
    """Return the root element; raise a CopyError with the reason and the place."""
    if len(raw) > MAX_BYTES:
        raise CopyTooLarge(length=len(raw), limit=MAX_BYTES)
    parser = DefusedXMLParser(
        target=_BoundedBuilder(), forbid_dtd=False, forbid_entities=True, forbid_external=True
    )
    try:
        parser.feed(raw)
        root: Element = parser.close()
    except DefusedXmlException as attack:
        raise MarkupDeclaresEntities from attack
    except ParseError as error:
        line, column = error.position
        raise MarkupIsBroken(where=line, column=max(1, column)) from error
    except CopyError:
        raise
    except (ValueError, LookupError) as unknown_encoding:
        raise MarkupIsBroken(where=1, column=1) from unknown_encoding
    return root


class _BoundedBuilder(TreeBuilder):
    """Builder that stops parsing at too many elements or too deep nesting."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._count = 0

    def start(self, tag: Any, attrs: Any) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH:
            raise MarkupIsTooDeep(limit=MAX_DEPTH)
        if self._count > MAX_ELEMENTS:
            raise MarkupIsTooLarge(limit=MAX_ELEMENTS)
        return super().start(tag, attrs)

    def end(self, tag: Any) -> Element:
        self._depth -= 1
        return super().end(tag)
