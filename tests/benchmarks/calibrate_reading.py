"""How often the badges of the readers are right, and what each rule has earned.

    uv run python -m tests.benchmarks.calibrate_reading [FOLDER…] [--write]

The folders are those of `labelled_copy`; `tests/data/reading` is the default. Each value that was read counts once; it
is right if the label has the same. In the diagram, the badge of a value is the one that its rule has earned with the
publishers of the four other folds. Exit status 1 if a kind with enough values is less often right than `sure` promises.
`--write` stores what each rule has earned with all publishers, for the badges of the desk.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from articles.parsing.captions.parse import Caption, read_caption
from articles.parsing.confidence import ENOUGH, PROMISE, SHARES_FILE, Shares, name_kind, rate_confidence
from articles.parsing.credits.parse import read_credit
from articles.parsing.credits.types import PartKind
from articles.parsing.errors import CopyError
from articles.parsing.story.parse import read_copy
from articles.parsing.story.types import BlockKind, Copy
from articles.parsing.tags.parse import Tag, read_tag
from articles.text.html_blocks import plain_text
from newsroom.text.spans import Confidence, Reading
from tests.benchmarks.labelled_copy import LONG_PARAGRAPH, Row, is_same_office, list_cases
from tests.paths import DATA, ROOT

BAR = 25
CREDIT_FLAGS = ("pool", "handout", "archive", "year", "copyright", "distributor")
_QUOTES = str.maketrans(dict.fromkeys("„“”«»", '"'))
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\ufeff]")


class Judgement(NamedTuple):
    """A value, the confidence that its rule states, and whether it is right."""

    kind: str
    rule: str
    stated: Confidence
    is_right: bool
    value: str
    fold: int = 0


@dataclass
class Calibration:
    """All values that were read, and their badges by what others than their publisher showed."""

    judgements: list[Judgement] = field(default_factory=list)

    def add(self, judgements: Iterable[Judgement], fold: int = 0) -> None:
        self.judgements += [judgement._replace(fold=fold) for judgement in judgements]

    def count_shares(self, but_fold: int | None = None) -> dict[str, dict[str, list[int]]]:
        """Return right and all values that each rule calls sure, but for those of one fold."""
        shares: dict[str, dict[str, list[int]]] = {}
        for one in self.judgements:
            if one.stated is Confidence.SURE and one.fold != but_fold:
                share = shares.setdefault(one.kind, {}).setdefault(one.rule, [0, 0])
                share[0] += one.is_right
                share[1] += 1
        return shares

    def rate_held_out(self) -> Iterator[tuple[Judgement, Confidence]]:
        """Yield each value with the badge that it has by the figures of the other folds."""
        folds = {one.fold for one in self.judgements}
        shares = {fold: self.count_shares(fold if len(folds) > 1 else None) for fold in folds}
        for one in self.judgements:
            yield one, rate_confidence(one.kind, one.rule, one.stated, shares[one.fold])


@dataclass
class Diagram:
    """Right and all values by kind and badge."""

    right: Counter[tuple[str, Confidence]] = field(default_factory=Counter)
    all: Counter[tuple[str, Confidence]] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    @classmethod
    def draw(cls, rated: Iterable[tuple[Judgement, Confidence]]) -> "Diagram":
        found = cls()
        for one, badge in rated:
            found.all[one.kind, badge] += 1
            found.right[one.kind, badge] += one.is_right
            if badge is Confidence.SURE and not one.is_right:
                found.misses.append(f"{one.kind} by {one.rule or 'all'}: {one.value[:100]}")
        return found

    def list_overrated(self) -> list[str]:
        """Return the kinds whose sure values are right less often than promised."""
        sure = ((kind, count) for (kind, badge), count in self.all.items() if badge is Confidence.SURE)
        return [
            kind
            for kind, count in sure
            if count >= ENOUGH and self.right[kind, Confidence.SURE] / count < PROMISE
        ]

    def format_rows(self) -> Iterator[str]:
        yield f"{'':20}{'badge':10}{'right':>11}{'share':>8}"
        for kind in dict.fromkeys(kind for kind, _badge in self.all):
            for badge in Confidence:
                if count := self.all[kind, badge]:
                    share = self.right[kind, badge] / count
                    bar = "█" * round(share * BAR)
                    values = f"{self.right[kind, badge]}/{count}"
                    yield f"{kind:20}{badge.value:10}{values:>11}{share:8.1%}  {bar:░<{BAR}}"


def format_shares(shares: Shares) -> str:
    lines = [
        "# Right and all values that each rule calls sure, on copy of publishers for whom no rule was made. A value of",
        "# several rules has an empty one. Written by `tests.benchmarks.calibrate_reading --write`.",
        "# Licence: our own counts, as the project.",
        "",
    ]
    for kind, rules in sorted(shares.items()):
        lines += [f'["{kind}"]', *(f'"{rule}" = {share}' for rule, share in sorted(rules.items())), ""]
    return "\n".join(lines)


def calibrate(folders: Iterable[Path]) -> Calibration:
    found = Calibration()
    for case in list_cases(folders):
        judge = judge_page if "form" in case.label else JUDGES[case.kind]
        found.add(judge(case.label), case.fold)
    return found


def _judge(read: Any, is_right: bool, value: str, field: str = "") -> Judgement:
    kind, rule = name_kind(read, field), getattr(read, "rule", "")
    return Judgement(kind, rule, read.confidence, is_right, value)


def judge_credit(row: Row) -> Iterator[Judgement]:
    credit = read_credit(plain_text(row["raw"]))
    wanted = {_fold(name) for name in row["photographers"]}
    for part in credit.parts:
        if part.kind is PartKind.PERSON:
            yield _judge(part, _fold(part.value) in wanted, row["raw"])
        elif part.kind is PartKind.AGENCY:
            yield _judge(part, part.value in row["agencies"], row["raw"])
        elif part.kind.value in CREDIT_FLAGS:
            yield _judge(part, bool(row[part.kind.value]), row["raw"])
    is_right = (
        {_fold(name) for name in credit.photographers} == wanted
        and list(credit.agencies) == row["agencies"]
        and all(getattr(credit, key) == row[key] for key in CREDIT_FLAGS)
    )
    yield _judge(credit, is_right, row["raw"])


def judge_tag(row: Row) -> Iterator[Judgement]:
    tag = read_tag(plain_text(row["raw"]))
    if tag.trailing:
        yield from _judge_tag(tag, row["agencies"], row["editors"], is_tag=row["trailing"])


def _judge_tag(
    tag: Tag, agencies: list[str], editors: list[str], *, is_tag: bool = True
) -> Iterator[Judgement]:
    wanted = {_fold(name).casefold() for name in (*agencies, *editors)}
    given = {*tag.agencies, *tag.editors}
    for part in tag.parts:
        if part.value in given:
            yield _judge(part, is_tag and part.value.casefold() in wanted, tag.raw[-100:])
    is_right = is_tag and (list(tag.agencies), list(tag.editors)) == (agencies, editors)
    yield _judge(tag, is_right, tag.span.of(tag.raw))


def judge_caption(row: Row) -> Iterator[Judgement]:
    caption = read_caption(plain_text(row["raw"]))
    yield from _judge_readings(
        {"credit_raw": caption.credit_raw, "place": caption.place, "date": caption.date}, row
    )
    yield from _judge_caption_text(caption, row["caption"])
    wanted = {(_fold(person["name"]), person["position"]) for person in row["persons"]}
    for person in caption.people:
        key = (_fold(person.name), person.position)
        yield _judge(person, key in wanted, f"{person.name} in {row['raw']}")


def _judge_caption_text(caption: Caption, wanted: str | None) -> Iterator[Judgement]:
    if caption.text:
        yield _judge(caption, _fold(caption.text) == _fold(wanted), caption.text)


def judge_story(row: Row) -> Iterator[Judgement]:
    try:
        copy = read_copy(row["raw"])
    except CopyError:
        return
    yield from _judge_readings({"headline": copy.headline, "dateline": copy.dateline}, row)
    lead = copy.lead_caption
    if lead is not None:
        yield from _judge_readings({"credit_raw": lead.credit_raw}, row)
        yield from _judge_caption_text(lead, row["lead_caption"])
    if copy.tag is not None:
        yield from _judge_tag(copy.tag, row["agencies_tag"], row["editors_tag"])
    if "persons" in row:
        yield from _judge_people(copy, row["persons"])


def _judge_people(copy: Copy, people: list[Row]) -> Iterator[Judgement]:
    wanted = {_fold(person["name"]): person.get("roles") or [] for person in people}
    for person in copy.people:
        name = _fold(person.name)
        yield _judge(person, name in wanted, person.name)
        for office in person.offices if name in wanted else ():
            is_right = any(is_same_office(office.value, one) for one in wanted[name])
            yield _judge(office, is_right, f"{office.value} {person.name}", "offices")


def judge_page(row: Row) -> Iterator[Judgement]:
    """Judge headline, captions, credit lines and long lines of a page whose label is printed on it."""
    title, raw = _simplify(row["title"]), row["raw"]
    try:
        copy = read_copy(raw)
    except CopyError:
        return
    if copy.headline is not None and title in _simplify(plain_text(raw)):
        value = _simplify(copy.headline.value)
        yield _judge(copy.headline, value in title or title in value, copy.headline.value, "headline")
    named = [line for image in row["images"] for line in image["credits"]]
    captions = [image["caption"] for image in row["images"] if image["caption"]]
    for found in copy.captions:
        line = found.caption.credit_raw
        if line is not None and named:
            yield _judge(line, _is_one_of(line.value, named), line.value, "credit_raw")
        if found.caption.text and captions:
            yield _judge(found.caption, _is_one_of(found.caption.text, captions), found.caption.text)
    yield from _judge_blocks(copy, row["paragraphs"], (*row["headings"], *row["summary"]))


def _judge_blocks(copy: Copy, paragraphs: Iterable[str], headings: Iterable[str]) -> Iterator[Judgement]:
    """Judge whether the long lines are paragraphs, or left out, as they should be."""
    told = _simplify("".join(paragraphs))
    titles = {_simplify(line) for line in headings}
    for block in copy.blocks:
        text = block.of(copy.text)
        value = _simplify(text)
        is_long = len(text) > LONG_PARAGRAPH and value not in titles
        if is_long and block.kind in {BlockKind.PARAGRAPH, BlockKind.FURNITURE, BlockKind.FOOTER}:
            yield _judge(block, (value in told) is (block.kind is BlockKind.PARAGRAPH), text)


def _is_one_of(value: str, labels: Iterable[str]) -> bool:
    """Return whether a label has the value, or is a part of it."""
    found = _simplify(value)
    return any(found in one or one in found for one in map(_simplify, labels))


def _simplify(value: str) -> str:
    return "".join(filter(str.isalnum, value.casefold()))


def _judge_readings(found: dict[str, Reading[str] | None], row: Row) -> Iterator[Judgement]:
    for key, reading in found.items():
        if reading is not None and key in row:
            yield _judge(reading, _fold(reading.value) == _fold(row[key]), reading.value, key)


def _fold(value: str | None) -> str:
    return " ".join(_UNSEEN.sub("", value or "").translate(_QUOTES).split())


JUDGES: dict[str, Callable[[Row], Iterator[Judgement]]] = {
    "credit": judge_credit,
    "tag": judge_tag,
    "caption": judge_caption,
    "story": judge_story,
}


def main(arguments: list[str]) -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folders", nargs="*", type=Path)
    options.add_argument("--write", action="store_true", help=f"store the figures in {SHARES_FILE}")
    given = options.parse_args(arguments)
    found = calibrate(given.folders or [DATA / "reading"])
    diagram = Diagram.draw(found.rate_held_out())
    print("\n".join(diagram.format_rows()))
    for miss in diagram.misses:
        print("sure and wrong –", miss)
    if given.write:
        (ROOT / SHARES_FILE).write_text(format_shares(found.count_shares()), encoding="utf-8")
    if overrated := diagram.list_overrated():
        print(f"Sure values right in less than {PROMISE:.0%}: {', '.join(overrated)}.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
