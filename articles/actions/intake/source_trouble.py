"""Trouble of a source that an operator has to see, such as unusable folders."""

from datetime import datetime

from articles.models import WireSource, WireSourceState

MAX_LENGTH = 1_000


def note_trouble(source: WireSource, problem: str, *, at: datetime) -> None:
    """Store the latest problem of a source for its page."""
    states = WireSourceState.objects.filter(source=source)
    facts = {"last_error": problem[:MAX_LENGTH], "last_error_at": at}
    if not states.update(**facts):
        WireSourceState.objects.get_or_create(source=source, defaults=facts)
