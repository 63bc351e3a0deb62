"""Polls of a page: a question to the reader and the answers to choose from."""

import re
from collections.abc import Sequence
from itertools import groupby

from articles.parsing.story.types import BlockKind, CopyLine
from newsroom.text.spans import Confidence

_ANSWER = re.compile(
    r"\d{1,3}\s?%|(?:ja|nein|yes|no|weiss nicht|weiß nicht|vielleicht|don['’]t know|mir egal)\b.{0,70}",
    re.IGNORECASE,
)
_MIN_ANSWERS = 2


def claim_polls(lines: Sequence[CopyLine]) -> None:
    """Claim answers that begin with yes or no, and the question above them."""
    for is_answer, run in groupby(range(len(lines)), key=lambda index: _is_answer(lines[index])):
        answers = list(run)
        if not is_answer or len(answers) < _MIN_ANSWERS:
            continue
        for index in answers:
            lines[index].claim(BlockKind.FURNITURE, "page.poll", Confidence.LIKELY)
        question = lines[answers[0] - 1] if answers[0] else lines[0]
        if question.is_unclaimed and question.text.endswith("?"):
            question.claim(BlockKind.FURNITURE, "page.poll", Confidence.LIKELY)


def _is_answer(line: CopyLine) -> bool:
    return line.is_unclaimed and _ANSWER.fullmatch(line.text) is not None
