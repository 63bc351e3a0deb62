"""Captions and credits of a page on one line, where the page marks the credit."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from articles.parsing.credits.credits_apart import is_credit_alone
from articles.parsing.lexicon import Lexicon
from articles.parsing.story.byline import is_bare_name
from articles.parsing.story.page.forms import is_date_line
from articles.parsing.story.photo_blocks import PhotoBlock, has_photo_sign
from articles.parsing.story.sentences import has_final_stop
from articles.parsing.story.types import AUTHOR_OR_DATE, BlockKind, CopyLine
from newsroom.text.spans import Confidence, Span

_GLUED_CREDIT = re.compile(r"(?P<caption>.{20,400}?)\s?(?P<credit>Credit\.{3}\s?\S.{1,80})")
"""`The ferry on Tuesday.Credit...Jane Roe/Agency`"""
_AFTER_DASH = re.compile(r"(?P<caption>.{20,300}[.!?»“”\"]) [-–—] (?P<credit>(?:[^-–—.]|(?<=\bSt)\.){2,40})")
"""`Der Kran im Hafen. - Keystone`, `… - Kantonspolizei Aue`"""
_HOUSE = re.compile(r"[A-ZÄÖÜ][\w.&’'-]+(?: [A-ZÄÖÜ][\w.&’'-]+){1,3}")
_AFTER_BAR = re.compile(r"(?P<caption>[^|]{12,300}?) \| (?P<credit>[^|]{2,80})")
"""`Der Kran im Hafen | picture alliance/dpa`"""
_NAME_AND_HOUSE = re.compile(
    r"(?P<caption>.{15,300}[.!?»“”\"]) (?P<credit>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3} \| [A-Z][\w&. -]{2,50})"
)
"""`The crane on Tuesday. Jane Roe | Marlow Media for The Post`"""
_HOUSE_FIRST = re.compile(
    r"(?P<credit>(?P<house>[\w.& -]{2,30}?)\s?/\s?[A-ZÄÖÜ][\w.'’-]+ [A-ZÄÖÜ][\w'’-]+)"
    r" (?P<caption>[A-ZÄÖÜ].{15,250}[.!?])"
)
"""`dpa/Ida Kern Der Kran am Kai.`"""
_IN_BRACKETS = re.compile(
    r"(?P<caption>\S.{14,400}?) \((?P<credit>"
    r"(?i:(?:file |hand-?out )?(?:photos?|images?|pictures?|pics?|video|courtesy|credit))\b[^()]{2,90})\)"
)
"""`The crane on Tuesday. (Photo courtesy Port of Marlow)`"""
_CREDIT_IN_CAPITALS = re.compile(
    r"(?P<caption>\S.{18,400}?[.!?»“”\")]) (?P<credit>(?:BILD(?:ER)?|FOTOS?|PHOTOS?|PICTURES?|PICS?)\s?[:/]?\s?"
    r"[^\W\d_a-zß-öø-ÿ]{2}[^a-zß-öø-ÿ]{1,60})"
)
"""`Der Kran im Hafen. BILD KARIN BERG`"""
_LABELLED_TWICE = re.compile(
    r"(?:Image|Photo|Picture|Bild|Foto): (?P<caption>\S.{10,300}?)"
    r" (?P<credit>(?:(?:File|Library) )?(?:[Pp]ics?|[Pp]icture|[Pp]hoto|Foto|Bild): \S.{1,80})"
)
"""`Image: The crane on Tuesday. Pic: Jane Roe`"""
_HOUSE_IN_CAPITALS = re.compile(
    r"(?P<caption>\S.{18,400}?[.!?”\"])(?P<credit>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){1,3}/[A-Z][A-Z.&'’ -]{1,40})"
)
"""`The crane on Tuesday.JANE ROE/MARLOW STAFF`"""
_IN_GLUED_BRACKETS = re.compile(r"(?P<caption>\S.{14,400}?[\w.!?”\"])\((?P<credit>[A-ZÄÖÜ][^()]{2,60})\)")
"""`The crane on Tuesday.(Marlow Fire Department)`: no blank before the brackets."""
_AFTER_SLASH = re.compile(r"(?P<caption>[^/|]{12,300}?) [/|•·] (?P<credit>[^|•·]{2,60})")
"""`The crane on Tuesday / Marlow Fire Department`"""
_GLUED_FORMS = (_HOUSE_IN_CAPITALS, _LABELLED_TWICE, _GLUED_CREDIT, _CREDIT_IN_CAPITALS, _IN_BRACKETS)
COPYRIGHT = ("©", "(c)", "(C)")
_MAX_LENGTH = 560
_MIN_LENGTH = 15
_MIN_CAPTION_WORDS = 4
_HOUSE_REACH = 34


def claim_glued_credits(lines: Sequence[CopyLine], lexicon: Lexicon) -> Iterator[PhotoBlock]:
    for line in lines:
        match = _match_glued(line.text, lexicon) if line.is_unclaimed else None
        if match is None and line.is_unclaimed and line.tag == "figcaption":
            match = _match_after_slash(line.text, lexicon)
        if match is not None:
            line.claim(BlockKind.CAPTION, "page.glued-credit")
            yield PhotoBlock.from_match(line, match)


def claim_repeated_credits(lines: Sequence[CopyLine]) -> Iterator[PhotoBlock]:
    """Claim a caption with its photographer, named again below it.

    It is below the date or author: a name is above these below a headline.
    """
    is_below_date = False
    for line, below in pairwise(lines):
        is_below_date = is_below_date or line.kind in AUTHOR_OR_DATE
        name = below.text
        if (
            is_below_date
            and line.is_unclaimed
            and len(line.text) >= len(name) + _MIN_LENGTH
            and line.text.endswith((" " + name, "." + name))
            and is_bare_name(name)
        ):
            line.claim(BlockKind.CAPTION, "page.repeated-credit")
            below.claim(BlockKind.FURNITURE, "page.repeated", Confidence.LIKELY)
            cut = line.end - len(name)
            caption = Span(line.start, line.start + len(line.text[: -len(name)].rstrip()))
            yield PhotoBlock(line.span, text=caption, credit=Span(cut, line.end))


def _is_signed(match: re.Match[str]) -> bool:
    """Return whether a name is after a sentence: `The crane is back. | Jane Roe`."""
    return (
        has_final_stop(match["caption"])
        and is_bare_name(match["credit"])
        and not has_final_stop(match["credit"])
        and not match["caption"].startswith(COPYRIGHT)
    )


def _match_glued(text: str, lexicon: Lexicon) -> re.Match[str] | None:
    """Match a caption and its credit on one line, where the page marks the credit."""
    if len(text) > _MAX_LENGTH:
        return None
    marked = next((match for form in _GLUED_FORMS if (match := form.fullmatch(text))), None)
    return (
        marked
        or _match_with_bar(text, lexicon)
        or _match_house_first(text, lexicon)
        or _match_after_dash(text, lexicon)
        or _match_glued_brackets(text, lexicon)
    )


def _match_glued_brackets(text: str, lexicon: Lexicon) -> re.Match[str] | None:
    glued = _IN_GLUED_BRACKETS.fullmatch(text) if text.endswith(")") else None
    return glued if glued is not None and is_credit_alone(glued["credit"], lexicon) else None


def _match_after_slash(text: str, lexicon: Lexicon) -> re.Match[str] | None:
    """Match names or houses after the last sign in the caption of a picture.

    After a name they may be one more of a list, after a label a part of its credit: `Foto: Ida Kern / AP`.
    """
    after_slash = _AFTER_SLASH.fullmatch(text)
    if after_slash is None or not is_credit_alone(after_slash["credit"], lexicon):
        return None
    words = after_slash["caption"].split()
    has_prose = len(words) >= _MIN_CAPTION_WORDS and any(map(str.islower, words))
    is_list = is_bare_name(" ".join(words[-2:]))
    return after_slash if has_prose and not is_list and not has_photo_sign(after_slash["caption"]) else None


def _match_with_bar(text: str, lexicon: Lexicon) -> re.Match[str] | None:
    after_bar = _AFTER_BAR.fullmatch(text) if "|" in text else None
    if after_bar is None:
        return None
    signed = _NAME_AND_HOUSE.fullmatch(text)
    if signed is not None and is_credit_alone(signed["credit"], lexicon):
        return signed
    is_credit = has_photo_sign(after_bar["credit"]) or _is_signed(after_bar)
    return after_bar if is_credit and not is_date_line(after_bar["caption"]) else None


def _match_house_first(text: str, lexicon: Lexicon) -> re.Match[str] | None:
    first = _HOUSE_FIRST.fullmatch(text) if "/" in text[:_HOUSE_REACH] else None
    return first if first is not None and lexicon.find_agency(first["house"]) is not None else None


def _match_after_dash(text: str, lexicon: Lexicon) -> re.Match[str] | None:
    after_dash = _AFTER_DASH.fullmatch(text)
    if after_dash is None:
        return None
    is_agency = lexicon.find_agency(after_dash["credit"]) is not None
    return after_dash if is_agency or _HOUSE.fullmatch(after_dash["credit"]) else None
