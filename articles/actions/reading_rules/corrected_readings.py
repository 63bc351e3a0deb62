"""Credit lines and tags that the desk has taught, as labelled cases.

Only these short lines leave the desk: sentences of agencies and other senders stay.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from articles.actions.intake.effects.item_copy import read_item
from articles.models import ReadingRule, WireItem
from articles.parsing.errors import CopyError
from articles.parsing.lexicon import BUILTIN
from articles.parsing.story.types import Copy
from articles.parsing.to_dict import PARSERS
from articles.selectors.desk_lexicon import desk_lexicon
from articles.selectors.held_copy import is_withheld

MAX_ITEMS = 500
"""Newest items with a rule that are read again, a few milliseconds each."""


def list_corrected_readings() -> dict[str, list[dict[str, Any]]]:
    """Return the cases of `credits` and `tags`, each with its line as `raw`.

    The other keys are those of `read_copy`. A line is a case if the desk's rules read it otherwise than the
    readers do alone.
    """
    lexicon = desk_lexicon()
    rules = ReadingRule.objects.filter(status=ReadingRule.Status.ACTIVE)
    items = WireItem.objects.filter(pk__in=rules.values("item")).select_related("file")
    cases: dict[str, dict[str, dict[str, Any]]] = {"credit": {}, "tag": {}}
    for item in items.order_by("-pk")[:MAX_ITEMS].iterator(chunk_size=20):
        if is_withheld(item):
            continue
        with suppress(CopyError):  # a copy that is refused today has no reading
            for kind, raw in _list_lines(read_item(item, lexicon)):
                by_desk, alone = (PARSERS[kind](raw, words, explain=False) for words in (lexicon, BUILTIN))
                if by_desk != alone:
                    cases[kind].setdefault(raw, {"id": f"desk-{item.pk}", "raw": raw, **by_desk})
    return {f"{kind}s": list(found.values()) for kind, found in cases.items()}


def _list_lines(copy: Copy) -> Iterator[tuple[str, str]]:
    for found in copy.captions:
        if found.caption.credit_raw is not None:
            yield "credit", found.caption.credit_raw.value
    if copy.tag is not None:
        yield "tag", copy.tag.span.of(copy.tag.raw)
