"""Recognition of embargo lines among the lines of copy by their form."""

import re

from articles.parsing.story.phrases import EMBARGO_STARTS

MAX_LENGTH, MAX_DOUBTFUL_LENGTH = 400, 160
_SIGNS = " \t\u00a0+*!#>•·–—-[]()\"„“”»«'/|=~_"
_ATTENTION = re.compile(
    r"(?:achtung|hinweis|wichtig|attention|important|note)[\s,:!–—-]*"
    r"|(?:bitte|neue|geänderte|aktuelle|redaktionelle|strikte|absolute|dpa|afp|apa|sda|epd|kna|new|strict)[ -]"
    r"(?=sperr|embargo)"
)
"""Words before the embargo word: `Achtung! Sperrfrist`, `dpa-Sperrfrist`."""
_CERTAIN = (
    *EMBARGO_STARTS, "sperrvermerk", "ende der sperrfrist", "ablauf der sperrfrist", "embargoed until",
    "embargoed till", "embargoed for", "embargoed:", "under strict embargo", "not to be published before",
    "not to be published until", "not for use before", "not for use until", "not for broadcast before",
    "do not publish before", "do not publish until", "do not release before", "do not release until",
    "do not use before", "gesperrt für", "gesperrt:",
)  # fmt: skip
_WITH_A_TIME = (
    "embargo", "nicht vor", "frei für", "frei ab", "frei mit", "for release", "freigabe ab", "under embargo",
)  # fmt: skip
"""Openings that running text also has: the line must name a time."""
_WITH_A_CLOCK_TIME = (
    "hold until", "release time", "release date", "freigabe:", "freigabe am", "veröffentlichung nicht vor",
    "veröffentlichung ab", "darf erst ab", "darf nicht vor",
)  # fmt: skip
"""Openings mostly of running text: the line must name a time of day."""
_UNTIL = re.compile(r"(?:bis|until) .{1,60} (?:gesperrt|embargoed)\W*")
_TIME = re.compile(
    r"\d|immediate|\b(?:noon|midday|midnight|mittag|mitternacht|redebeginn|redeende|redaktionsschluss|erscheinen"
    r"|(?:morning|evening|sunday|first) editions?|(?:morgen|abend|sonntags)ausgaben?|delivery|further notice)\b"
)
_CLOCK_TIME = re.compile(
    r"\d{1,2}:\d\d|\d{1,2}(?:[.:]\d\d)? ?(?:uhr|h|hrs|[ap]\.? ?m|gmt|utc|cet|mez)\b|\b(?:noon|midnight|mitternacht)\b"
)
_ON_GOODS = re.compile(r"embargo\b(?!ed)(?!\s*(?:[:–—-]|until|till|bis|for release|ends|lifts|endet))")
"""`Embargo auf Öl bis Mitternacht verhandelt` is a headline."""
_CERTAIN_EMBARGOED = ("embargoed until", "embargoed till", "embargoed for", "embargoed:")
_DIGIT = re.compile(r"\d|immediate")
_SENTENCE_END = re.compile(r"[.!?]\S{0,2}(?: |$)")


def is_embargo_line(text: str) -> bool:
    """Return whether a line announces an embargo; text about an oil embargo does not."""
    words = text.strip().casefold().lstrip(_SIGNS)
    while attention := _ATTENTION.match(words):
        words = words[attention.end() :].lstrip(_SIGNS)
    if words.startswith(_CERTAIN) and not (
        words.startswith(_WITH_A_TIME) and not words.startswith(_CERTAIN_EMBARGOED)
    ):
        return len(words) < MAX_LENGTH
    if len(words) >= MAX_DOUBTFUL_LENGTH or len(_SENTENCE_END.findall(text)) > 1:
        return False
    if words.startswith(_WITH_A_CLOCK_TIME) or _UNTIL.fullmatch(words):
        return bool(_CLOCK_TIME.search(words))
    is_on_goods = _ON_GOODS.match(words) is not None
    return words.startswith(_WITH_A_TIME) and bool((_DIGIT if is_on_goods else _TIME).search(words))
