"""Texts of a web page to its reader: consent, newsletter, comments, origin.

They are sentences like those of the story, but they speak about the page and address the reader.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from articles.parsing.story.page.teasers import is_paragraph
from articles.parsing.story.photo_blocks import has_photo_sign
from articles.parsing.story.sentences import count_words, has_final_stop
from articles.parsing.story.types import BlockKind, CopyLine
from newsroom.text.spans import Confidence
from newsroom.text.wordlists import read_toml

_WORDS = read_toml("articles/parsing/story/data/page_words.toml")
_SERVICES: tuple[str, ...] = tuple(map(str.casefold, _WORDS["services"]))
_STRONG_SERVICES: tuple[str, ...] = tuple(map(str.casefold, _WORDS["strong_services"]))
_ORIGIN_STARTS: tuple[str, ...] = tuple(map(str.casefold, _WORDS["origin_starts"]))
_ORIGIN_WORDS: tuple[str, ...] = tuple(map(str.casefold, _WORDS["origin_words"]))
_ADDRESS = re.compile(
    r"\b(?=[SIDdEeYyUuWwOoim])(?:Sie|Ihre?[nmrs]?|Ihnen|[Dd]u|[Dd]eine?[nmrs]?|[Dd]ir|[Dd]ich|[Ee]uch|[Ee]ure?[nmrs]?|[Yy]ou(?:rs?)?"
    r"|[Uu]ns(?:ere?[nmrs]?)?|[Ww]ir|[Ww]e|[Oo]urs?|us|[Ii]ch|I|me|my)\b"
)
_FORMAL = re.compile(r"(?<=[a-zäöüß,;0-9] )(?:Sie|Ihre?[nmrs]?|Ihnen)\b")
"""The polite form within a sentence, where `sie` and `ihre` of other people are in lower case."""
_QUOTED = re.compile(r"[\"„“»«”][^\"„“»«”]{0,400}[\"“”«»]")
_CALL = re.compile(
    r"(?:jetzt\s|hier\s|bitte\s)?(?:\w{3,14}en Sie\b"
    r"|(?:get|sign up|subscribe|follow|download|join|register|become|support|try|find out)\b"
    r"|read (?:our|all)\b|stay\b|never miss\b|don['’]t miss\b"
    r"|for more (?:stories|news)\b|check (?:out\b|our\b)|find your\b"
    r"|jetzt (?:[\w-]+ ){1,4}\w{3,}en (?:und|oder)\b"
    r"|keiner?n? .{3,30} (?:mehr )?verpassen\b|(?:jetzt|gleich) \w{4,20}en\b)",
    re.IGNORECASE,
)
"""`Abonnieren Sie`, `Sign up`, `Jetzt herunterladen`."""
_SENTENCE_START = re.compile(r"(?<=[.!?]) (?=[A-ZÄÖÜ])")
_LAST_CALL = re.compile(
    r"(?:Jetzt|Hier) (?:[\w-]+ ){0,5}[a-zäöüß]{3,}en[.!]?|(?:Sign up|Subscribe|Register|Click) .{2,40}"
)
"""`Jetzt das Abo testen.`"""
_SIGN_UP = frozenset(
    {
        "enter email", "enter your email", "email", "e-mail", "email address", "e-mail-adresse", "ihre e-mail-adresse",
        "enter email address", "sign up", "subscribe", "register", "anmelden", "jetzt anmelden", "abonnieren",
        "jetzt abonnieren", "registrieren", "sign me up",
    }
)  # fmt: skip
_OFFERS = ("sign up", "subscribe", "newsletter", "jetzt anmelden", "jetzt abonnieren", "abonnieren")
_RULE = "page.box"
_MAX_BOX = 7
_MAX_CALL_WORDS = 6
_MAX_LENGTH = 900
_MIN_MARKS = 3
_MAX_ORIGIN_LENGTH = 350
_MAX_CALL_LENGTH = 260
_MAX_ADDRESS_LENGTH = 80
_MAX_SHORT_LENGTH = 170


def claim_boxes(lines: list[CopyLine]) -> None:
    for line in lines:
        if not line.is_unclaimed or len(line.text) > _MAX_LENGTH or len(line.text) < 12:
            continue
        if is_origin_note(line.text):
            line.claim(BlockKind.NOTE, "page.origin", Confidence.LIKELY)
        elif is_page_box(line.text) and (not line.is_story or _offers_service(line.text)):
            line.claim(BlockKind.FURNITURE, _RULE, Confidence.LIKELY)
    _claim_offers(lines)
    _claim_inside(lines)


def _claim_inside(lines: Sequence[CopyLine]) -> None:
    """Claim the titles between two lines of a box, and a call above the box."""
    ends = [index for index, line in enumerate(lines) if line.rule == _RULE]
    for index in ends:
        above = lines[index - 1] if index else lines[index]
        is_call = above.text.endswith("!") and count_words(above.text) <= _MAX_CALL_WORDS
        is_address = (
            len(above.text) <= _MAX_ADDRESS_LENGTH
            and _ADDRESS.search(_QUOTED.sub("", above.text)) is not None
        )
        is_title = (
            index > 1 and lines[index - 2].kind is BlockKind.FURNITURE and not has_final_stop(above.text)
        )
        if above.is_unclaimed and (is_call or is_title or is_address) and not has_photo_sign(above.text):
            above.claim(BlockKind.FURNITURE, _RULE, Confidence.LIKELY)
    for first, last in pairwise(ends):
        between = [line for line in lines[first + 1 : last] if line.is_unclaimed]
        if last - first <= _MAX_BOX and not any(_is_of_story(line.text) for line in between):
            for line in between:
                line.claim(BlockKind.FURNITURE, _RULE, Confidence.LIKELY)


def _claim_offers(lines: Sequence[CopyLine]) -> None:
    """Claim a call or an offer above the button that accepts it."""
    for line, below in pairwise(lines):
        words = below.text.casefold().strip(" *:.!")
        is_call = len(line.text) <= _MAX_CALL_LENGTH and _CALL.match(line.text) is not None
        if line.is_unclaimed and is_call and words.startswith(_OFFERS):
            line.claim(BlockKind.FURNITURE, _RULE, Confidence.LIKELY)
        if words not in _SIGN_UP:
            continue
        is_offer = _count_strong_services(line.text) > 0 and len(line.text) <= _MAX_CALL_LENGTH
        if line.is_unclaimed and is_offer:
            line.claim(BlockKind.FURNITURE, _RULE, Confidence.LIKELY)
        if below.is_unclaimed and line.rule == _RULE:
            below.claim(BlockKind.FURNITURE, _RULE, Confidence.LIKELY)


def _is_of_story(text: str) -> bool:
    return has_photo_sign(text) or (is_paragraph(text) and not _addresses_reader(text))


def _addresses_reader(text: str) -> bool:
    """Return whether the text has a word for its reader outside of quotations."""
    return _ADDRESS.search(_QUOTED.sub(" ", text)) is not None


def is_page_box(text: str) -> bool:
    """Return whether a text names services of the page and addresses its reader.

    What somebody is quoted with does not count.
    """
    if _ADDRESS.search(text) is None and not _has_call(text):
        return len(text) <= _MAX_CALL_LENGTH and _count_strong_services(text) > 1
    own = _QUOTED.sub(" ", text)
    addresses = len(_ADDRESS.findall(own)) + len(_FORMAL.findall(own))
    is_call = len(own) <= _MAX_CALL_LENGTH and _has_call(own)
    if not addresses and not is_call:
        return False
    if addresses and len(own) <= _MAX_SHORT_LENGTH and _count_strong_services(own):
        return True
    words = own.casefold()
    services = len([stem for stem in _SERVICES if stem in words])
    return services > 0 and (is_call or services + addresses >= _MIN_MARKS)


def _offers_service(text: str) -> bool:
    """Return whether a text that may be of the story is surely an offer of the page."""
    return _has_call(text) or _count_strong_services(text) > 0


def _has_call(text: str) -> bool:
    """Return whether the text or its last sentence calls for an action."""
    if _CALL.match(text):
        return True
    sentences = _SENTENCE_START.split(text)
    return len(sentences) > 1 and _LAST_CALL.fullmatch(sentences[-1]) is not None


def _count_strong_services(text: str) -> int:
    words = text.casefold()
    return len([stem for stem in _STRONG_SERVICES if stem in words])


def names_service(text: str) -> bool:
    words = text.casefold()
    return any(stem in words for stem in _SERVICES)


def is_origin_note(text: str) -> bool:
    """Return whether a line says where the text is from.

    `Dieser Artikel wurde automatisch übernommen.`
    """
    words = text.casefold()
    if len(text) > _MAX_ORIGIN_LENGTH:
        return False
    if (
        not words.startswith(_ORIGIN_STARTS)
        and "diese meldung" not in words
        and "dieser artikel" not in words
        and ": dieser text " not in words
    ):
        return False
    return any(word in words for word in _ORIGIN_WORDS)
