"""Reading rules, and what an editor made of parsed copy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from articles.parsing.lexicon import Lexicon, fold_initials, fold_spelling
from articles.parsing.lexicon.omitted_lines import MAX_LINE_LENGTH, fold_line
from people.names.match import normalize_name
from people.recognition.offices.taught import fold_office

MAX_TEXT_LENGTH = MAX_LINE_LENGTH
"""Characters of a rule; the longest text is a line to leave out."""


class RuleKind(StrEnum):
    """The kind of a reading rule.

    HOUSE is a media house in a credit, BODY an organisation that supplies pictures, LINE a line to leave out.
    """

    HOUSE = "house"
    BODY = "body"
    SPELLING = "spelling"
    ALIAS = "alias"
    OFFICE = "office"
    INITIALS = "initials"
    LINE = "line"


CREDIT_KINDS = frozenset({RuleKind.HOUSE, RuleKind.BODY, RuleKind.SPELLING})
"""Kinds of which a phrase has one at most."""


@dataclass(frozen=True, slots=True)
class ProposedRule:
    """A rule that would have read the copy as the editor made it.

    `meaning` is an agency's code, the id of a person or the name of a member of staff; otherwise empty. `read` and
    `made` say what was read and what the editor made of it.
    """

    kind: RuleKind
    text: str
    meaning: str = ""
    read: str = ""
    made: str = ""

    @property
    def key(self) -> str:
        return make_key(self.kind, self.text)


def make_key(kind: RuleKind, text: str) -> str:
    """Return the text as the parsers compare it."""
    if kind in CREDIT_KINDS:
        return fold_spelling(text)
    if kind is RuleKind.OFFICE:
        return fold_office(text)
    if kind is RuleKind.LINE:
        return fold_line(text)
    if kind is RuleKind.ALIAS:
        return normalize_name(text)
    return fold_initials(text)


def extend_lexicon(lexicon: Lexicon, rule: ProposedRule) -> Lexicon:
    """Return the lexicon with the rule; an alias is no matter of the lexicon."""
    tables: dict[RuleKind, dict[str, Any]] = {
        RuleKind.HOUSE: {"houses": [rule.text]},
        RuleKind.BODY: {"bodies": [rule.text]},
        RuleKind.SPELLING: {"spellings": [(rule.text, rule.meaning)]},
        RuleKind.OFFICE: {"offices": [rule.text]},
        RuleKind.INITIALS: {"initials": [rule.text]},
        RuleKind.LINE: {"omitted_lines": [rule.text]},
    }
    return lexicon.extend(**tables[rule.kind]) if rule.kind in tables else lexicon


@dataclass(frozen=True, slots=True)
class EditedPart:
    """The meaning that the editor gave a part of a credit; `agency` is a code."""

    kind: RuleKind
    agency: str = ""


@dataclass(frozen=True, slots=True)
class EditedCredit:
    """The credit of a photo as the editor left it.

    `parts` are meanings by the index of the part in the parsed credit.
    """

    text: str
    parts: Mapping[int, EditedPart] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EditedPerson:
    """The person that a name means, and the offices.

    `known_names` are name and aliases in the directory; `offices` is None where the editor saw none.
    """

    name: str
    person_id: int | None = None
    known_names: Sequence[str] = ()
    offices: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class EditedToken:
    """The meaning that the editor gave an unknown token of the closing tag."""

    token: str
    agency: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class EditedCopy:
    """Parsed copy as the editor left it.

    `offered` is everything that the parsers proposed for the story, `text` everything that it says now; both are None
    if unknown.
    """

    credits: Sequence[EditedCredit] = ()
    tag: str | None = None
    tokens: Sequence[EditedToken] = ()
    people: Sequence[EditedPerson] = ()
    offered: str | None = None
    text: str | None = None
