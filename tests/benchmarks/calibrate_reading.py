"""How often the badges of the readers are right, for each kind of value.

    uv run python -m tests.benchmarks.calibrate_reading [FOLDER…]

The folders are those of `labelled_copy`; `tests/data/reading` is the default. Each value that was read counts once under
its badge; it is right if the label has the same. A row of the diagram has the share of right values, and the share in
the fold of publishers where it is lowest. Exit status 1 if a kind with enough values is less often right than `sure`
promises.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from articles.parsing.captions.parse import Caption, read_caption
from articles.parsing.credits.parse import read_credit
from articles.parsing.credits.types import PartKind
from articles.parsing.errors import CopyError
from articles.parsing.story.parse import read_copy
from articles.parsing.tags.parse import read_tag
from articles.text.html_blocks import plain_text
from newsroom.text.spans import Confidence, Reading
from tests.benchmarks.labelled_copy import Row, list_cases
from tests.paths import DATA

SURE = 0.98
MIN_VALUES = 20
"""Values of a kind from which its share says something."""
BAR = 25
_QUOTES = str.maketrans(dict.fromkeys("„“”«»", '"'))
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\ufeff]")

type Judgement = tuple[str, Confidence, bool, str]


@dataclass
class Calibration:
    """Right and wrong values by kind and badge, with the wrong ones that were sure."""

    right: Counter[tuple[str, Confidence]] = field(default_factory=Counter)
    all: Counter[tuple[str, Confidence]] = field(default_factory=Counter)
    by_fold: dict[tuple[str, Confidence], dict[int, list[bool]]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def add(self, judgements: Iterable[Judgement], fold: int = 0) -> None:
        for kind, badge, is_right, value in judgements:
            self.all[kind, badge] += 1
            self.right[kind, badge] += is_right
            self.by_fold.setdefault((kind, badge), {}).setdefault(fold, []).append(is_right)
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

    def format_diagram(self) -> Iterator[str]:
        yield f"{'':28}{'badge':10}{'right':>9}{'share':>8}{'lowest':>8}"
        for kind in dict.fromkeys(kind for kind, _badge in self.all):
            for badge in Confidence:
                if (share := self.share(kind, badge)) is not None:
                    count = f"{self.right[kind, badge]}/{self.all[kind, badge]}"
                    lowest = min(sum(one) / len(one) for one in self.by_fold[kind, badge].values())
                    bar = "█" * round(share * BAR)
                    yield f"{kind:28}{badge.value:10}{count:>9}{share:8.1%}{lowest:8.1%}  {bar:░<{BAR}}"


def calibrate(folders: Iterable[Path]) -> Calibration:
    found = Calibration()
    for case in list_cases(folders):
        judge = judge_page if "form" in case.label else JUDGES[case.kind]
        found.add(judge(case.label), case.fold)
    return found


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


def judge_page(row: Row) -> Iterator[Judgement]:
    """Judge headline and credit lines of a page whose label is printed on it."""
    form, title, raw = row["form"], _simplify(row["title"]), row["raw"]
    try:
        copy = read_copy(raw)
    except CopyError:
        return
    if copy.headline is not None and title in _simplify(plain_text(raw)):
        value = _simplify(copy.headline.value)
        yield (
            f"{form} headline",
            copy.headline.confidence,
            value in title or title in value,
            copy.headline.value,
        )
    wanted = [_simplify(line) for image in row["images"] for line in image["credits"]]
    for line in (caption.caption.credit_raw for caption in copy.captions if wanted):
        if line is not None:
            value = _simplify(line.value)
            is_right = any(value in one or one in value for one in wanted)
            yield f"{form} credit line", line.confidence, is_right, line.value


def _simplify(value: str) -> str:
    return "".join(filter(str.isalnum, value.casefold()))


def _judge_readings(found: dict[str, tuple[Reading[str] | None, str]], row: Row) -> Iterator[Judgement]:
    for kind, (reading, key) in found.items():
        if reading is not None and key in row:
            yield kind, reading.confidence, _fold(reading.value) == _fold(row[key]), reading.value


def _fold(value: str | None) -> str:
    return " ".join(_UNSEEN.sub("", value or "").translate(_QUOTES).split())


JUDGES: dict[str, Callable[[Row], Iterator[Judgement]]] = {
    "credit": judge_credit,
    "tag": judge_tag,
    "caption": judge_caption,
    "story": judge_story,
}


def main(arguments: list[str]) -> int:
    found = calibrate([Path(argument) for argument in arguments] or [DATA / "reading"])
    print("\n".join(found.format_diagram()))
    for miss in found.misses:
        print("sure and wrong –", miss)
    overrated = found.list_overrated()
    if overrated:
        print(f"Sure values right in less than {SURE:.0%}: {', '.join(overrated)}.")
    return 1 if overrated else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
