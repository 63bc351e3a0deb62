"""Lists of links to other stories on a page, below a heading of the page."""

import re
from collections.abc import Sequence
from functools import lru_cache

from articles.parsing.story import phrases
from articles.parsing.story.sentences import QUOTES, count_sentence_breaks, count_words, has_final_stop
from articles.parsing.story.types import BlockKind, CopyLine
from newsroom.text.spans import Confidence

_GOODS = (
    r"(?:artikel|meldungen?|nachrichten|news|themen?|beiträge|berichte|videos?|bilder|links?|inhalte|stories|storys"
    r"|stor(?:y|ies)|articles?|posts?|topics?|headlines|coverage|schlagzeilen|lesetipps?|podcasts?|galerien|analysen"
    r"|hintergründe)"
)
_HEADING = re.compile(
    rf"(?:mehr|weitere[rns]?|alle|aktuelle?[rns]?|neueste|ähnliche|verwandte|more|latest|other|related|recommended"
    rf"|top|most|best|our)(?:[ -][\w/.&-]{{2,20}}){{0,2}}[ -](?:\w{{2,14}})?{_GOODS}(?:\s.{{0,30}})?"
    r"|(?:mehr|more)(?:\s(?:zum|zu|zur|aus|von|vom|dazu|darüber|lesen|anzeigen|like|from|on|in|about|by"
    r"|to read)\b.{0,30})?"
    r"|(?:das |was |dies )?(?:könnte|dürfte) (?:sie|dich|euch) .{0,40}interessieren.{0,5}"
    r"|(?:lesen|hören|sehen|schauen) (?:sie|du) (?:auch|mehr|dazu|hier|weiter)\b.{0,40}"
    r"|lies (?:auch|mehr|weiter)\b.{0,40}"
    r"|(?:à )?(?:lire|voir|écouter) (?:aussi|également|plus)\b.{0,30}|(?:leggi|vedi|guarda) anche\b.{0,30}"
    r"|lees (?:ook|meer)\b.{0,30}|lee(?:r)? (?:también|más)\b.{0,30}|l[eæä]s (?:også|mer|mere|också|även)\b.{0,30}"
    r"|czytaj (?:też|także|również|więcej)\b.{0,30}"
    r"|(?:lesetipps?|videotipps?|hörtipps?|empfehlung(?:en)?|meistgelesen\w*"
    r"|meist(?:geklickt|gesehen|kommentiert)\w*|beliebt\w*)\b.{0,30}"
    r"|(?:unsere|weitere) (?:empfehlung|tipps?|leseempfehlung)(?:en)?(?: für (?:sie|dich))?"
    r"|people are (?:also )?reading"
    r"|(?:nächste|vorherige|vorige|voriger|next|previous)[rns]? (?:artikel|beitrag|article|story|post)"
    r"|also (?:on|in|from) .{2,25}|auch (?:auf|bei|in) .{2,25}"
    r"|(?:read|see|watch|listen|explore)\s(?:also|more|next|this|now).{0,20}"
    r"|you (?:may|might)(?: also)? (?:like|be interested in).{0,10}"
    r"|(?:most|more|editors?['’]s?) (?:read|viewed|popular|picks|watched).{0,20}"
    r"|(?:more |now )?(?:trending|popular|don['’]t miss|in case you missed it).{0,20}"
    r"|(?:.{2,25}: )?(?:schlagzeilen|headlines|top ?stories|top ?news|newsticker|liveticker|live ?blog)"
    rf"|(?:das |die )?(?:beste|wichtigste)n? .{{0,30}}{_GOODS}",
    re.IGNORECASE,
)
_MAX_HEADING_LENGTH = 60
_MAX_TITLE_LENGTH = 180
_MIN_PARAGRAPH = 75
_MIN_SPEECH_WORDS = 4
_MAX_LAST_LINES = 10
_MIN_LINES_ABOVE = 2
_LIST_RULES = frozenset({"furniture.link", "page.teaser"})
_MAX_SUBHEAD_WORDS = 9


def claim_teasers(lines: Sequence[CopyLine]) -> None:
    """Claim each list below a heading of the page, up to the next paragraph."""
    index = 0
    while index < len(lines):
        line = lines[index]
        if (line.is_unclaimed or line.rule == "page.repeated") and is_teaser_heading(line.text):
            end = _find_list_end(lines, index + 1)
            if _is_list(lines, index, end):
                for one in lines[index:end]:
                    if one.is_unclaimed:
                        one.claim(BlockKind.FURNITURE, "page.teaser", Confidence.LIKELY)
                index = end
                continue
        index += 1


def _is_direct_speech(text: str) -> bool:
    """Return whether a sentence begins with a quotation and goes on after it."""
    return text[0] in QUOTES and text[-1] == "." and count_words(text) > _MIN_SPEECH_WORDS


def claim_last_teasers(lines: Sequence[CopyLine]) -> None:
    """Claim a heading with a colon and the titles that end the copy below it.

    `Lesen Sie mehr aus Nordhaven:` has them also where nothing else of a page is in the copy.
    """
    for index in range(len(lines) - 2, max(len(lines) - _MAX_LAST_LINES, 0), -1):
        title, heading = lines[index + 1], lines[index]
        if not title.is_unclaimed or is_paragraph(title.text) or has_final_stop(title.text):
            return
        is_heading = heading.is_unclaimed or heading.kind is BlockKind.FURNITURE
        if is_heading and heading.text.endswith(":") and is_teaser_heading(heading.text):
            for line in lines[index:]:
                line.claim(BlockKind.FURNITURE, "page.teaser", Confidence.LIKELY)
            return


def is_teaser_heading(text: str) -> bool:
    bare = text.strip(" :›»>→…-+")
    if len(bare) > _MAX_HEADING_LENGTH or has_final_stop(bare):
        return False
    return bare.casefold() in phrases.LINK_LISTS or _HEADING.fullmatch(bare) is not None


def _find_list_end(lines: Sequence[CopyLine], start: int) -> int:
    """Return the index of the first paragraph below a heading."""
    for index in range(start, len(lines)):
        text = lines[index].text
        if lines[index].is_unclaimed and (
            lines[index].is_story or is_paragraph(text) or _is_direct_speech(text)
        ):
            return index
    return len(lines)


def release_subheads(lines: Sequence[CopyLine]) -> None:
    """Give back the titles that a list of links took although they are subheads."""
    for index, line in enumerate(lines):
        if line.rule in _LIST_RULES and _is_subhead_below_list(lines, index):
            line.release()


def _is_subhead_below_list(lines: Sequence[CopyLine], index: int) -> bool:
    """Return whether a title below a list is above a paragraph, between blank lines.

    The list itself has no blank lines.
    """
    if index < _MIN_LINES_ABOVE or index + 1 >= len(lines):
        return False
    line, item, above = lines[index], lines[index - 1], lines[index - 2]
    is_list = not item.blank_before and above.kind is not None
    following = lines[index + 1]
    return (
        line.blank_before
        and is_list
        and following.blank_before
        and is_paragraph(following.text)
        and count_words(line.text) <= _MAX_SUBHEAD_WORDS
        and not line.tag
    )


def _is_list(lines: Sequence[CopyLine], start: int, end: int) -> bool:
    """Return whether titles are below the heading; a subhead has a paragraph there."""
    below = [line for line in lines[start + 1 : end] if line.is_unclaimed]
    if not below:
        return lines[start].text.strip(" :›»>→…-+").casefold() in phrases.LINK_LISTS
    return any(count_words(line.text) >= 2 for line in below)


def is_paragraph(text: str) -> bool:
    """Return whether a line is text of a story rather than a title or a teaser."""
    return len(text) >= _MAX_TITLE_LENGTH or _has_sentence(text)


def is_open_paragraph(line: CopyLine) -> bool:
    """Return whether no rule claims the line and it is text of a story."""
    return line.is_unclaimed and is_paragraph(line.text)


@lru_cache(maxsize=10_000)
def _has_sentence(text: str) -> bool:
    return has_final_stop(text) and (len(text) >= _MIN_PARAGRAPH or count_sentence_breaks(text) > 0)
