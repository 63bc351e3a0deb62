"""Lines by which an agency withdraws its copy: `Annullierung`, `KILL KILL KILL`.

A line about the copy itself is sure. The same words about anything else are ordinary text (`Das Urteil wurde
annulliert`). A line that may be either is doubtful, and an editor decides.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from articles.parsing.story.sentences import is_running_text
from articles.parsing.story.types import BlockKind, CopyLine
from newsroom.text.spans import Confidence

RULE = "note.kill"
_HEAD_LINES = 12
"""Lines at the start of the copy that may withdraw it; later ones belong to the story."""
_MAX_LENGTH = 300
_MAX_SHORT_COPY = 6

_ITEM_DE = (
    r"(?:eil|korrespondenten|agentur|text|vor|kurz|erst)?(?:meldung|nachricht|fassung|version"
    r"|bericht|beitrag|text|artikel|story"
    r"|zusammenfassung|überblick|mitteilung|berichterstattung|vorschau|stichwort|hintergrund"
    r"|feature|porträt)(?:en|e|s)?"
)
_ITEM_EN = (
    r"(?:stor(?:y|ies)|items?|cop(?:y|ies)|reports?|texts?|articles?|versions?|alerts?|bulletins?"
    r"|newsalerts?|dispatch(?:es)?|leads?|takes?|snaps?)"
)
_AGENCY = r"(?:(?:dpa|afp|ap|reuters|apa|sda|ats|epd|kna|sid|dts)(?:-|\s))?"
_WITHDRAWN_DE = (
    r"(?:annull?iert|stornier[te]t?|storniert|zurückgezogen|gestrichen|hinfällig|ungültig"
    r"|gegenstandslos|gelöscht|gekillt|zurückgenommen|widerrufen"
    r"|zu (?:streichen|löschen|sperren|entfernen|annull?ieren|stornieren|vernichten))"
)
_WITHDRAWN_EN = (
    r"(?:withdrawn|killed|withheld|retracted|annulled|cancelled|canceled|deleted|rescinded|pulled|void)"
)
_THIS_DE = (
    r"(?:(?:die|der|das|den|dem|unsere[rn]?|diese[rmn]?|dieses|vorstehende[nr]?|obige[nr]?"
    r"|oben stehende[nr]?|vorige[nr]?|letzte[nr]?|vorangegangene[nr]?|gesamte[nr]?|ganze[nr]?)\s)"
)
_THIS_EN = r"(?:(?:the|this|that|our|its|above|following|earlier|previous|prior|preceding|entire|all|both)\s)"

_KILL_LINES = frozenset({
    "annullierung", "annulliert", "annulierung", "annulation", "annullation", "storno", "stornierung",
    "stornomeldung", "stornierungsmeldung", "annullierungsmeldung", "streichung", "kill", "mandatory kill",
    "kill notice", "news kill", "story kill", "bulletin kill", "urgent kill", "kill bulletin",
    "meldung annulliert", "meldung entfällt", "text entfällt", "beitrag entfällt", "meldung hinfällig",
    "meldung zurückgezogen", "text zurückgezogen", "eilmeldung zurückgezogen", "eilmeldung gestrichen",
    "eilmeldung annulliert", "eilmeldung storniert", "bitte sperren", "bitte streichen",
    "meldung gestrichen", "meldung storniert",
    "bericht entfällt", "story withdrawn", "story killed", "copy withdrawn", "withdrawal notice",
    "mandatory withdrawal", "bitte nicht verwenden", "nicht verwenden", "bitte nicht mehr verwenden",
    "do not use", "please do not use", "do not publish", "please do not publish", "bitte löschen",
    "bitte meldung löschen", "please delete", "please disregard", "bitte nicht veröffentlichen",
    "nicht mehr verwenden", "please withdraw", "please kill", "bitte ignorieren", "advisory kill",
    "kill advisory", "kill mandatory", "retraction notice", "löschung der meldung", "rückzug der meldung",
})  # fmt: skip
"""Whole lines without any other meaning."""
_DOUBTFUL_LINES = frozenset({
    "gestrichen", "zurückgezogen", "hinfällig", "entfällt", "löschung", "rückzug", "zurückziehung", "widerruf",
    "widerrufen", "withdrawn", "withdrawal", "withheld", "retraction", "retracted", "cancelled", "canceled",
    "cancellation", "deleted", "gelöscht", "storniert", "gesperrt", "ungültig", "disregard", "annulled",
    "annulment", "kill request", "killed",
})  # fmt: skip
"""Whole lines that may also be a kicker."""

_DECORATION = re.compile(r"^[\s+*#=<>!()\[\]|_~.:–—-]+|[\s+*#=<>!()\[\]|_~.:–—-]+$")
_LEAD_IN = re.compile(
    r"^(?:achtung(?:,? (?:an (?:die |alle )?)?redaktion(?:en)?)?|wichtig|dringend|eil(?:t|ig"
    r"|meldung)?|attention(?:,? editors)?|urgent|editors|eds|advisory"
    r"|hinweis(?: an die redaktion(?:en)?)?|betreff|subject|re|aw|wg|fwd?|bulletin)\b[\s:.,;!+*–—-]+",
    re.IGNORECASE,
)  # fmt: skip
_SURE_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"kill(?:[ .,!*+–-]+kill)+\b.*",
        r"(?:mandatory|bulletin|urgent|news|story) kill\b.*",
        r"kill ?[:!–—].*|kill [-–—] .*",
        r"annull?ierung(?:smeldung)? ?[:!–—,;.].*|annull?ierung [-–—] .*|annull?ierung\s*\(.*",
        rf"(?:annull?ierung|stornierung|storno|streichung|löschung|rückzug|zurückziehung"
        rf"|widerruf)s?[:\s]+(?:von\s|zu\s)?{_THIS_DE}?{_AGENCY}{_ITEM_DE}\b.*",
        r"(?:storno|stornierung|streichung|annull?ierung)\s*:?\s*(?:von\s|zu\s)?(?:dpa|afp|ap|reuters"
        r"|apa|sda|epd|kna|sid|bdt|lno|lsw|lby|lrs|lhe|lni|lbn)\s?-?\d{3,4}\b.*",
        rf"{_THIS_DE}{{0,2}}{_AGENCY}{_ITEM_DE}(?:\s.{{0,90}})?\s(?:ist|wird|wurde|sind|werden|wurden|gilt"
        rf"|bleibt)\s(?:hiermit\s|damit\s|somit\s|ab sofort\s|sofort\s|umgehend\s|als\s)*{_WITHDRAWN_DE}[.! ]*",
        rf"(?:wir|dpa|afp|epd|kna|sid|reuters|ap)\s(?:hat|haben|annull?ieren|stornieren|streichen"
        rf"|löschen|zieht|ziehen|nehmen"
        rf"|nimmt)\s(?:hiermit\s)?{_THIS_DE}{{1,2}}{_AGENCY}{_ITEM_DE}\b.{{0,120}}",
        rf"(?:bitte\s)?{_THIS_DE}{{0,2}}{_AGENCY}{_ITEM_DE}(?:\s(?:bitte|ab sofort))*(?:\s(?:nicht(?: mehr"
        rf"| weiter)?|auf keinen fall|keinesfalls)\s(?:verwenden|benutzen|nutzen|veröffentlichen"
        rf"|verbreiten|drucken|abdrucken|senden|publizieren|ausstrahlen)|\s(?:löschen|streichen|sperren"
        rf"|entfernen|ignorieren|annull?ieren|stornieren|zurückziehen|vernichten))[.! ]*",
        r"bitte (?:ab sofort )?nicht(?: mehr| weiter)? (?:verwenden|benutzen|nutzen|veröffentlichen"
        r"|verbreiten|drucken|abdrucken|senden|publizieren)[.! ]*",
        rf"bitte (?:verwenden|benutzen|nutzen|veröffentlichen|löschen|streichen|sperren|ignorieren"
        rf"|entfernen) sie {_THIS_DE}{{1,2}}{_AGENCY}{_ITEM_DE}(?: nicht(?: mehr)?)?\b"
        r"(?!.*, (?:rät|riet|rate|sag|heißt|hieß|warn|schr[ei]))(?:.{0,60})",
        rf"{_THIS_DE}{{0,2}}{_AGENCY}{_ITEM_DE}(?:\s.{{0,60}})?\s(?:entfällt|entfallen|ist hinfällig"
        rf"|wird gestrichen)(?: ersatzlos)?[.! ]*",
        rf"(?:please\s)?(?:do not|don['’]t)\s(?:use|publish|run|print|broadcast|air|post"
        rf"|distribute)\s(?:any of\s)?{_THIS_EN}{{1,2}}{_AGENCY}{_ITEM_EN}\b.{{0,60}}",
        r"(?:please\s)?(?:do not|don['’]t)\s(?:use|publish|run|broadcast)[.! ]*",
        rf"(?:please\s)?(?:kill|withdraw|delete|disregard|discard|ignore|remove"
        rf"|retract)\s{_THIS_EN}{{1,2}}{_AGENCY}{_ITEM_EN}\b.{{0,120}}",
        rf"{_THIS_EN}{{0,2}}{_AGENCY}{_ITEM_EN}(?:\s.{{0,120}})?\s(?:has been|have been|is|are|was|were"
        rf"|is being|must be|should be|is hereby)\s(?:hereby\s)?{_WITHDRAWN_EN}\b.{{0,120}}",
        rf"(?:dpa|afp|ap|reuters|apa|we) (?:has |have )?(?:withdraws?|withdrew|withdrawn|kills?|killed"
        rf"|retracts?|retracted|is withdrawing|are withdrawing) {_THIS_EN}{_ITEM_EN}\b.{{0,120}}",
        rf"{_ITEM_EN} (?:withdrawn|killed|retracted|withheld)\b[.!:; ].*",
    )
)  # fmt: skip
_ADVISORY = re.compile(rf"advisory\b.*\b{_WITHDRAWN_EN}\b.*", re.IGNORECASE)
_QUALIFIED = re.compile(
    r"\b(?:vor|ohne|bis|before|until|without|unless|nur|only|online|print|foto|fotos|bild|bilder"
    r"|grafik|video|photos?|picture|image|graphic"
    r"|absatz|zitat|paragraph|quote|headline|überschrift|im netz|frei ab|sperrfrist|embargo\w*)\b",
    re.IGNORECASE,
)
"""Words that limit a withdrawal to a part of the copy or to a period."""
_HOLD = re.compile(
    r"\b(?:vor|bis|before|until|sperrfrist|embargo\w*|not for (?:use|publication) before)\b.*\d",
    re.IGNORECASE,
)
_DOUBTFUL_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:storno|stornierung|streichung|löschung|rückzug|widerruf|zurückgezogen|gestrichen"
        r"|annulliert|entfällt|retraction|withdrawal|withdrawn|withheld|withdraws|kills?) ?[:!].*",
        rf".*\b(?:wir|dpa|afp|epd|kna|sid|reuters|agentur|redaktion)\b.*\b{_ITEM_DE}\b.*\b(?:zurück"
        rf"|{_WITHDRAWN_DE})\b.*",
        rf".*\b(?:associated press|ap|afp|dpa|reuters|agency)\b.*\b(?:withdraw\w*|kill(?:ed|s)"
        rf"|retract\w*)\b.*\b{_ITEM_EN}\b.*",
        r"(?:bitte\s).{0,80}\bnicht\b.{0,40}\b(?:verwenden|benutzen|nutzen|veröffentlichen|verbreiten"
        r"|senden|drucken|abdrucken)\b.*",
        r"(?:please\s)?(?:do not|don['’]t) (?:use|publish|run|broadcast|distribute)\b.*\b(?:photos?"
        r"|pictures?|images?|graphics?|quotes?|paragraph|video)\b.*",
        r"bitte .{0,40}\b(?:löschen|zurückziehen|ignorieren|streichen|stornieren)\b.*",
        rf"{_THIS_DE}{{0,2}}{_ITEM_DE}\b.{{0,80}}\b{_WITHDRAWN_DE}\b.*",
        r"(?:photo|picture|bild|foto|grafik)[\s-](?:kill|annullierung|storno|streichung|rückzug)\b.*",
    )
)  # fmt: skip


@lru_cache(maxsize=64)  # each line of one copy is asked for two or three times
def classify_annulment(text: str) -> Confidence | None:
    """Return SURE or DOUBTFUL for a line that withdraws the copy, None for any other."""
    if len(text) > _MAX_LENGTH:
        return None
    bare = _strip_decoration(text)
    has_lead_in = _LEAD_IN.match(bare) is not None
    rest = _strip_decoration(_LEAD_IN.sub("", _LEAD_IN.sub("", bare)))
    words = " ".join(rest.casefold().split())
    if words in _KILL_LINES or (has_lead_in and words in _DOUBTFUL_LINES and not _QUALIFIED.search(words)):
        return Confidence.SURE
    if words in _DOUBTFUL_LINES:
        return Confidence.SURE if rest.isupper() and text.strip() != rest else Confidence.DOUBTFUL
    if _HOLD.search(rest) and not re.match(r"(?:kill|annull)", words):
        return None
    return _classify_by_form(bare, rest)


def _classify_by_form(bare: str, rest: str) -> Confidence | None:
    if _ADVISORY.fullmatch(bare) or any(form.fullmatch(rest) for form in _SURE_FORMS):
        is_word = re.match(r"(?:kill\b|annull?ierung|mandatory|advisory)", bare, re.IGNORECASE)
        return Confidence.DOUBTFUL if _QUALIFIED.search(rest) and not is_word else Confidence.SURE
    if re.match(r"KILL\b", rest) and len(rest) > 4:
        return Confidence.DOUBTFUL
    if any(form.fullmatch(rest) for form in _DOUBTFUL_FORMS):
        return Confidence.DOUBTFUL
    return None


def _strip_decoration(text: str) -> str:
    return _DECORATION.sub("", _DECORATION.sub("", text.strip()))


def claim_annulments(lines: Sequence[CopyLine]) -> None:
    """Claim lines that surely withdraw the copy: none is a headline or text."""
    for line, confidence in _find_annulments(lines):
        if confidence is Confidence.SURE:
            line.claim(BlockKind.CORRECTION, RULE)


def find_doubtful_annulment(lines: Sequence[CopyLine]) -> CopyLine | None:
    """Return the first line that may withdraw the copy, None if another surely does."""
    found = list(_find_annulments(lines))
    if any(confidence is Confidence.SURE for _, confidence in found):
        return None
    return next((line for line, _ in found), None)


def _find_annulments(lines: Sequence[CopyLine]) -> list[tuple[CopyLine, Confidence]]:
    """Return the lines of the head and the last line; of short copy every line."""
    head = _HEAD_LINES
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if len(line.text) > _MAX_LENGTH or (
            len(line.text) > 100 and is_running_text(line.text) and classify_annulment(line.text) is None
        ):
            head = index
            break
    examined = list(lines if len(lines) <= _MAX_SHORT_COPY else [*lines[:head], *lines[head:][-1:]])
    found = ((line, classify_annulment(line.text)) for line in examined)
    return [(line, confidence) for line, confidence in found if confidence is not None]
