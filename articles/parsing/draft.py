"""What the check before publication looks at, and what it says. Values only."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from enum import StrEnum

from articles.parsing.tags.parse import Tag
from newsroom.text.spans import Span


class Severity(StrEnum):
    """Blocks: not published so. Warns: published with a reason in the log. Notes: said once."""

    BLOCKS = "blocks"
    WARNS = "warns"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class DraftPicture:
    """A picture as placed in the story; `people` as its caption names them."""

    caption: str = ""
    credit: str = ""
    alt_text: str = ""
    people: tuple[str, ...] = ()
    lead: bool = False
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A story before publication. `tag` is what was read or what stands in the field; `agencies` whose copy it is.

    `directory` holds the directory's names that look like the story's people, as a similarity query finds
    them: exact ones and near ones, not the whole directory. None means that it was not asked.
    """

    headline: str
    body: tuple[str, ...]
    tag: Tag | str | None = None
    pictures: tuple[DraftPicture, ...] = ()
    place: str = ""
    date: str = ""
    language: str = "de"
    agencies: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    directory: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `field` names the input (`body.2`, `pictures.0.credit`), `span` counts in its text.

    `message` is the English msgid; `params` fill it. `fix` replaces the span, or the whole field where there
    is none; an empty fix takes the text out. None: only a human can mend it.
    """

    code: str
    severity: Severity
    message: str
    field: str
    span: Span | None = None
    fix: str | None = None
    params: Mapping[str, str] = made_by(default_factory=dict, hash=False)
