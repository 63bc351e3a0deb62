"""A stretch of tokens that words an office."""

from dataclasses import dataclass

from newsroom.text.spans import Confidence, Reading, Span
from people.recognition.tokenizer import Sheet, clean


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `start <= i < end`; the noun of the function stands at `head`."""

    start: int
    end: int
    head: int
    rule: str
    plural: bool = False
    confidence: Confidence = Confidence.SURE

    def reading(self, page: Sheet) -> Reading[str]:
        span = Span(page.starts[self.start], page.ends[self.end - 1])
        return Reading(clean(span.of(page.text)), span, self.rule, self.confidence)
