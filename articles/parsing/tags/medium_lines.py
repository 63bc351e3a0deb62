"""Closing lines of a medium, alone or with its author: `Kronen Zeitung`, `© SZ`."""

from articles.parsing.lexicon import fold_spelling
from articles.parsing.lexicon.tag_signs import SIGNING_MEDIA
from articles.parsing.tags.regions import TagRegion
from articles.parsing.tags.units import TagKind, TagUnit

_PAPERS = (
    "zeitung", "tagblatt", "tageblatt", "anzeiger", "nachrichten", "kurier", "rundschau", "volksfreund",
)  # fmt: skip


def is_medium_line(text: str, region: TagRegion, units: list[TagUnit]) -> bool:
    """Return whether a line is a medium that signs so, alone or after the author.

    `Anna Berg, Kronen Zeitung`, `© SZ`, `– Guardian`; with the sign and a year, any medium: `© 2021 NPR`.
    """
    opening = text[region.start]
    if not (region.own_line or opening in "–—-") or not units or units[-1].kind is not TagKind.MEDIUM:
        return False
    is_notice = opening == "©" or text.startswith("Copyright", region.start)
    is_whole = not text[region.end :].strip(" .\n")
    is_dated = is_notice and is_whole and any(unit.kind is TagKind.DATE for unit in units)
    media = [unit for unit in units if unit.kind is TagKind.MEDIUM]
    authors = [unit for unit in units if unit.kind not in {TagKind.MEDIUM, TagKind.FILLER, TagKind.DATE}]
    if not (is_dated or all(signs_stories(unit) for unit in media)):
        return False
    return not authors or (
        all(unit.kind is TagKind.NAME and not unit.text.isupper() for unit in authors)
        and media[0].before == ","
    )


def is_signed_medium(region: TagRegion, units: list[TagUnit]) -> bool:
    """Return whether initials are next to a medium or source: `JOS, Kronen Zeitung`."""
    media = [unit for unit in units if unit.kind is TagKind.MEDIUM]
    if region.own_line:
        return bool(media) or any(unit.kind is TagKind.SOURCE_WORD for unit in units)
    return len(units) == 2 and all(unit.before == "," and signs_stories(unit) for unit in media)


def signs_stories(unit: TagUnit) -> bool:
    """Return whether the medium is known to sign so, with or without a subdomain."""
    key = fold_spelling(unit.text)
    name, _, rest = key.partition(" ")
    is_subdomain = unit.text.count(".") > 1 and rest in SIGNING_MEDIA
    is_paper = "." in unit.text and name.endswith(_PAPERS)
    return key in SIGNING_MEDIA or is_subdomain or is_paper
