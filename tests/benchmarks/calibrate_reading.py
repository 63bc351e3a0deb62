"""How often the badges of the readers are right, for each kind of value.

    uv run python -m tests.benchmarks.calibrate_reading [FOLDER…]

A folder has labelled lines in `credits.jsonl`, `tags.jsonl`, `captions.jsonl` and `stories.jsonl` or `articles.jsonl`,
as `tests/data/reading` has, which is the default. Each value that was read counts once under its badge; it is right
if the label has the same. Exit status 1 if a kind with enough values is less often right than `sure` promises.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from articles.parsing.captions.parse import Caption, read_caption
from articles.parsing.credits.parse import read_credit
from articles.parsing.credits.types import PartKind
from articles.parsing.errors import CopyError
from articles.parsing.story.parse import read_copy
from articles.parsing.tags.parse import read_tag
from articles.text.html_blocks import plain_text
from newsroom.text.spans import Confidence, Reading
from tests.paths import DATA

SURE = 0.98
MIN_VALUES = 20
"""Values of a kind from which its share says something."""
FILES = {
    "credits": "credits",
    "tags": "tags",
    "captions": "captions",
    "stories": "stories",
    "articles": "stories",
}
_QUOTES = str.maketrans(dict.fromkeys("„“”«»", '"'))
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\ufeff]")

type Row = dict[str, Any]
type Judgement = tuple[str, Confidence, bool, str]


@dataclass
class Calibration:
    """Right and wrong values by kind and badge, with the wrong ones that were sure."""

    right: Counter[tuple[str, Confidence]] = field(default_factory=Counter)
    all: Counter[tuple[str, Confidence]] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, judgements: Iterable[Judgement]) -> None:
        for kind, badge, is_right, value in judgements:
            self.all[kind, badge] += 1
            self.right[kind, badge] += is_right
            if badge is Confidence.SURE and not is_right:
                self.misses.append(f"{kind}: {value[:100]}")

    def share(self, kind: str, badge: Confidence) -> float | None:
        count = self.all[kind, badge]
        return self.right[kind, badge] / count if count else None

    def list_overrated(self) -> list[str]:
        """Return the kinds whose sure values are right less often than promised."""
        kinds = dict.fromkeys(kind for kind, _badge in self.all)
        return [
            kind
            for kind in kinds
            if self.all[kind, Confidence.SURE] >= MIN_VALUES
            and (self.share(kind, Confidence.SURE) or 0) < SURE
        ]

    def format_table(self) -> Iterator[str]:
        yield f"{'':16}" + "".join(f"{badge.value:>22}" for badge in Confidence)
        for kind in dict.fromkeys(kind for kind, _badge in self.all):
            cells = (self._format_cell(kind, badge) for badge in Confidence)
            yield f"{kind:16}" + "".join(f"{cell:>22}" for cell in cells)

    def _format_cell(self, kind: str, badge: Confidence) -> str:
        share = self.share(kind, badge)
        return "–" if share is None else f"{self.right[kind, badge]}/{self.all[kind, badge]}  {share:6.1%}"


def calibrate(folders: Iterable[Path]) -> Calibration:
    found = Calibration()
    for folder in folders:
        for name, kind in FILES.items():
            file = folder / f"{name}.jsonl"
            for row in load_rows(file) if file.is_file() else ():
                found.add(JUDGES[kind](row))
    return found


def load_rows(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def judge_credit(row: Row) -> Iterator[Judgement]:
    credit = read_credit(plain_text(row["raw"]))
    wanted = {_fold(name) for name in row["photographers"]}
    for part in credit.parts:
        if part.kind is PartKind.PERSON:
            yield "photographer", part.confidence, _fold(part.value) in wanted, row["raw"]
        elif part.kind is PartKind.AGENCY:
            yield "agency", part.confidence, part.value in row["agencies"], row["raw"]
    keys = ("pool", "handout", "archive", "year", "copyright", "distributor")
    is_right = (
        {_fold(name) for name in credit.photographers} == wanted
        and list(credit.agencies) == row["agencies"]
        and all(getattr(credit, key) == row[key] for key in keys)
    )
    yield "credit", credit.confidence, is_right, row["raw"]


def judge_tag(row: Row) -> Iterator[Judgement]:
    tag = read_tag(plain_text(row["raw"]))
    if tag.trailing:
        is_right = row["trailing"] and (list(tag.agencies), list(tag.editors)) == (
            row["agencies"],
            row["editors"],
        )
        yield "tag", tag.confidence, is_right, row["raw"]


def judge_caption(row: Row) -> Iterator[Judgement]:
    caption = read_caption(plain_text(row["raw"]))
    yield from _judge_readings(
        {
            "credit line": (caption.credit_raw, "credit_raw"),
            "place": (caption.place, "place"),
            "date": (caption.date, "date"),
        },
        row,
    )
    yield from _judge_caption_people(caption, row)


def _judge_caption_people(caption: Caption, row: Row) -> Iterator[Judgement]:
    wanted = {(_fold(person["name"]), person["position"]): person["role"] for person in row["persons"]}
    for person in caption.people:
        key = (_fold(person.name), person.position)
        yield "caption person", person.confidence, key in wanted, f"{person.name} in {row['raw']}"


def judge_story(row: Row) -> Iterator[Judgement]:
    try:
        copy = read_copy(row["raw"])
    except CopyError:
        return
    yield from _judge_readings(
        {"headline": (copy.headline, "headline"), "dateline": (copy.dateline, "dateline")}, row
    )
    lead = copy.lead_caption
    if lead is not None and lead.credit_raw is not None:
        yield from _judge_readings({"credit line": (lead.credit_raw, "credit_raw")}, row)
    if copy.tag is not None:
        is_right = (list(copy.tag.agencies), list(copy.tag.editors)) == (
            row["agencies_tag"],
            row["editors_tag"],
        )
        yield "tag", copy.tag.confidence, is_right, copy.tag.span.of(copy.tag.raw)
    if "persons" in row:
        wanted = {_fold(person["name"]) for person in row["persons"]}
        for person in copy.people:
            yield "person", person.confidence, _fold(person.name) in wanted, person.name


def _judge_readings(found: dict[str, tuple[Reading[str] | None, str]], row: Row) -> Iterator[Judgement]:
    for kind, (reading, key) in found.items():
        if reading is not None and key in row:
            yield kind, reading.confidence, _fold(reading.value) == _fold(row[key]), reading.value


def _fold(value: str | None) -> str:
    return " ".join(_UNSEEN.sub("", value or "").translate(_QUOTES).split())


JUDGES: dict[str, Callable[[Row], Iterator[Judgement]]] = {
    "credits": judge_credit,
    "tags": judge_tag,
    "captions": judge_caption,
    "stories": judge_story,
}


def main(arguments: list[str]) -> int:
    found = calibrate([Path(argument) for argument in arguments] or [DATA / "reading"])
    print("\n".join(found.format_table()))
    for miss in found.misses:
        print("sure and wrong –", miss)
    overrated = found.list_overrated()
    if overrated:
        print(f"Sure values right in less than {SURE:.0%}: {', '.join(overrated)}.")
    return 1 if overrated else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
