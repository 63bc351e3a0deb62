"""Media that sign stories with their name: `Kronen Zeitung`."""

from articles.parsing.lexicon import fold_spelling
from articles.parsing.lexicon.tag_signs import SIGNING_MEDIA
from articles.parsing.tags.regions import TagRegion
from articles.parsing.tags.units import TagKind, TagUnit

_PAPERS = (
    "zeitung", "tagblatt", "tageblatt", "anzeiger", "nachrichten", "kurier", "rundschau", "volksfreund",
)  # fmt: skip


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
