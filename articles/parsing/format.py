"""Canonical forms of parsed credit lines and closing tags.

They are stored and shown. Parsing a canonical form gives the values that it was made of; formatting those gives the
same form again.
"""

from itertools import groupby

from articles.parsing.credits.types import Credit, CreditPart, PartKind
from articles.parsing.lexicon import BUILTIN, Lexicon, PhraseKind, fold_spelling
from articles.parsing.tags.parse import Tag, TagKind

_SUPPLIERS = frozenset({PartKind.BODY, PartKind.HANDOUT, PartKind.MEDIA, PartKind.NETWORK})
_UPPERCASE_CODES = frozenset({"pa", "tt", "cp", "aa", "rex", "efe", "ctk"})


def format_credit(credit: Credit, lexicon: Lexicon = BUILTIN) -> str:
    """Return `© Olivier Hoslet/Pool/AFP via Getty Images (Archiv, 2019)`.

    The credits of several pictures are separated by semicolons.
    """
    pictures = [
        _format_photo(list(group), lexicon)
        for _, group in groupby(credit.parts, key=lambda part: part.picture)
    ]
    line = "; ".join(picture for picture in pictures if picture)
    marks = ["Archiv"] if credit.archive else []
    marks += [str(credit.year)] if credit.year else []
    tail = f"({', '.join(marks)})" if marks else ""
    return " ".join(piece for piece in ("©" if credit.copyright else "", line, tail) if piece)


def _format_photo(parts: list[CreditPart], lexicon: Lexicon) -> str:
    people = [part.value for part in parts if part.kind is PartKind.PERSON]
    codes = [part.value for part in parts if part.kind is PartKind.AGENCY]
    hops = [part.value for part in parts if part.kind is PartKind.DISTRIBUTOR]
    pieces = [*people]
    pieces += ["Pool"] if any(part.kind is PartKind.POOL for part in parts) else []
    pieces += _supplier_texts(parts)
    pieces += [_format_agency(code, lexicon) for code in dict.fromkeys(codes)]
    line = "/".join(dict.fromkeys(pieces))
    if not hops:
        return line
    sold = lexicon.distributors[hops[-1]]
    if not line:
        return sold
    return f"{line} via {sold}" if codes else f"{line}/{sold}"


def _supplier_texts(parts: list[CreditPart]) -> list[str]:
    """Return organisations, handout marks and media houses as the copy spells them."""
    return [" ".join(part.text.split()) for part in parts if part.kind in _SUPPLIERS]


def _format_agency(code: str, lexicon: Lexicon) -> str:
    """Return the agency's name if that is parsed as this agency alone, else its code."""
    name = lexicon.agency_name(code)
    entry = lexicon.entries.get(fold_spelling(name))
    reads_back = entry is not None and entry.kind is PhraseKind.AGENCY and entry.values == (code,)
    return name if reads_back else code.upper()


def format_tag(tag: Tag) -> str:
    """Return `(afp/dl)`: agencies, editors, unknown tokens; "" where there is no tag."""
    if not tag.trailing:
        return ""
    unnamed = any(part.kind is TagKind.SOURCE_WORD for part in tag.parts)
    if not tag.agencies and (unnamed or not tag.editors):
        return _quote_tag(tag)
    return format_tokens(tag.agencies, tag.editors, tag.unknown)


def format_tokens(
    agencies: tuple[str, ...], editors: tuple[str, ...] = (), unknown: tuple[str, ...] = ()
) -> str:
    """Return the tag made of agency codes, initials and unknown tokens."""
    return f"({'/'.join([*(_format_code(code) for code in agencies), *editors, *unknown])})"


def _format_code(code: str) -> str:
    return code.upper() if code in _UPPERCASE_CODES else code


def _quote_tag(tag: Tag) -> str:
    """Return a tag that names no agency in its own words, such as `(Agenturen)`."""
    text = " ".join(tag.span.of(tag.raw).split())
    return text if text.startswith("(") and text.endswith(")") else f"({text})"


def describe_sources(
    agencies: tuple[str, ...], initials: tuple[str, ...], language: str = "de", lexicon: Lexicon = BUILTIN
) -> str:
    """Return `Mit Material der AFP · bearbeitet von dl`, the line under a story."""
    german = language.lower().startswith("de")
    sentences = []
    if agencies:
        sentences.append(_describe_agencies(agencies, lexicon, german=german))
    if initials:
        verb = "bearbeitet von" if german else "edited by"
        sentences.append(f"{verb} {_join_names(initials, german=german)}")
    line = " · ".join(sentences)
    return line[:1].upper() + line[1:]


def _describe_agencies(agencies: tuple[str, ...], lexicon: Lexicon, *, german: bool) -> str:
    names = tuple(lexicon.agency_name(code) for code in agencies)
    if not german:
        return f"With material from {_join_names(names, german=False)}"
    known = lexicon.agencies.get(agencies[0])
    if len(agencies) == 1 and known and known.genitive:
        return f"Mit Material {known.genitive}"
    return f"Mit Material von {_join_names(names, german=True)}"


def _join_names(names: tuple[str, ...], *, german: bool) -> str:
    last = f" {'und' if german else 'and'} ".join(names[-2:])
    return ", ".join([*names[:-2], last])
