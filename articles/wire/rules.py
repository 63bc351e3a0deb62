"""Rules of the operator for items of the wire. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase

from articles.wire.daily_hours import DailyHours


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFacts:
    """Facts of an item that rules ask about; texts as the agency wrote them."""

    source: str = ""
    provider: str = ""
    kind: str = ""
    language: str = ""
    service: str = ""
    slugline: str = ""
    headline: str = ""
    urgency: int | None = None
    subjects: tuple[str, ...] = ()
    """Codes with and without scheme, and names; genres and keywords too."""
    notices: tuple[str, ...] = ()
    length: int = 0
    """Characters of the text."""
    has_picture: bool = False
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleConditions:
    """Conditions that must all hold; an empty one always holds.

    Texts may use `*` and `?`; several of them are alternatives.
    """

    source: str = ""
    providers: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    sluglines: tuple[str, ...] = ()
    headlines: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    urgency_from: int | None = None
    urgency_to: int | None = None
    min_length: int | None = None
    max_length: int | None = None
    with_picture: bool | None = None
    hours: DailyHours | None = None

    def match(self, facts: RuleFacts) -> bool:
        """Return True if every condition holds for the facts."""
        if self.source and self.source != facts.source:
            return False
        if not (self._is_urgency_in_range(facts.urgency) and self._has_wanted_form(facts)):
            return False
        return all(
            not wanted or _fits_any(wanted, found)
            for wanted, found in (
                (self.providers, (facts.provider,)),
                (self.kinds, (facts.kind,)),
                (self.languages, (facts.language, facts.language[:2])),
                (self.services, tuple(part.strip() for part in facts.service.split(","))),
                (self.sluglines, (facts.slugline,)),
                (self.headlines, (facts.headline,)),
                (self.subjects, facts.subjects),
                (self.notices, facts.notices),
            )
        )

    def _is_urgency_in_range(self, urgency: int | None) -> bool:
        if self.urgency_from is None and self.urgency_to is None:
            return True
        if urgency is None:
            return False
        return (self.urgency_from or 1) <= urgency <= (self.urgency_to or 9)

    def _has_wanted_form(self, facts: RuleFacts) -> bool:
        if self.with_picture is not None and self.with_picture != facts.has_picture:
            return False
        if facts.length < (self.min_length or 0) or facts.length > (self.max_length or facts.length):
            return False
        return self.hours is None or (facts.received_at is not None and self.hours.covers(facts.received_at))

    @property
    def is_empty(self) -> bool:
        return self == RuleConditions()


def split_patterns(typed: str) -> tuple[str, ...]:
    """Return the alternatives of a field, one a line or separated by commas.

    With one that means anything the field is no condition.
    """
    parts = (part.strip() for line in typed.splitlines() for part in line.split(","))
    found = tuple(dict.fromkeys(part for part in parts if part))
    return () if any(not part.strip("*") for part in found) else found


def find_matching[T](rules: Iterable[tuple[RuleConditions, bool, T]], facts: RuleFacts) -> Iterator[T]:
    """Yield the rules that fit, in order, up to the first that ends the search.

    Each is given with its conditions and whether it ends the search.
    """
    for conditions, is_last, rule in rules:
        if conditions.match(facts):
            yield rule
            if is_last:
                return


def _fits_any(wanted: Sequence[str], found: Sequence[str]) -> bool:
    texts = [text.casefold() for text in found if text]
    return any(fnmatchcase(text, pattern.casefold()) for pattern in wanted for text in texts)
