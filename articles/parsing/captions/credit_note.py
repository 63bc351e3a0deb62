"""Place and date in the brackets of a credit: `Jane Doe (Basel, 3. Mai 2021)`."""

import re
from dataclasses import dataclass

from articles.parsing.dates.dates import find_dates
from newsroom.text.spans import Confidence, Reading, Span

_BRACKETS = re.compile(r"\((?:(?P<place>[A-ZÄÖÜ][^\d,()]{1,40}),\s)?(?P<day>[^()]{4,30})\)$")


@dataclass(frozen=True, slots=True)
class CreditNote:
    """Place and date of the picture where the caption gives none."""

    place: Reading[str] | None = None
    date: Reading[str] | None = None


def read_credit_note(credit: Reading[str] | None) -> CreditNote:
    """Return the note; brackets without a day hold something else."""
    match = _BRACKETS.search(credit.value) if credit else None
    dates = find_dates(match["day"]) if match else ()
    if credit is None or match is None or len(dates) != 1 or len(dates[0].value) < len("2021-05"):
        return CreditNote()
    shift = credit.span.start
    day = dates[0]
    span = day.span.shift(shift + match.start("day"))
    date = Reading(day.value, span, "credit.note.date", Confidence.LIKELY)
    if match["place"] is None:
        return CreditNote(date=date)
    place = Span(*match.span("place")).shift(shift)
    return CreditNote(Reading(match["place"], place, "credit.note.place", Confidence.LIKELY), date)
