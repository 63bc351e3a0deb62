"""Texts of agency files that no reader shows, keeps or names: `python -m tests.benchmarks.lost_texts FOLDER`.

Every element, attribute and value with words is looked for: *shown* in what readers of a story see, *kept* in another
field of the item, *named* in a warning, *listed* with its place on the page of the item, or *for machines* by the list
in `articles/wire/data/technical_places.toml`. All else is lost without a word. Ends with 1 if anything is; `--show N`
prints the places of the column `listed` or `lost` with an example.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from articles.parsing.errors import CopyError
from articles.wire import other_facts
from articles.wire.item import WireReading
from articles.wire.other_facts import iterate_values, list_other_facts, squeeze_words
from articles.wire.registry import read_wire
from articles.wire.to_dict import dump_item

COLUMNS = ("shown", "kept", "named", "listed", "machines", "lost")
SHOWN = (
    "headline",
    "subheadline",
    "kicker",
    "byline",
    "dateline",
    "teaser",
    "blocks",
    "associations",
    "photo",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", choices=COLUMNS)
    options = parser.parse_args()
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    places: Counter[tuple[str, str, str]] = Counter()
    for file in sorted(path for path in options.folder.rglob("*") if path.is_file()):
        for name, column, path, text in judge_file(file.read_bytes()):
            counts[name][column] += 1
            if column == options.show:
                places[name, path, text[:60]] += 1
    print(f"{'':28}" + "".join(f"{column:>10}" for column in COLUMNS))
    for name, row in sorted(counts.items()):
        print(f"{name:28}" + "".join(f"{row[column]:10}" for column in COLUMNS))
    for (name, path, text), count in sorted(places.items()):
        print(f"{name} | {path} | {count} | {text}")
    return int(any(row["lost"] for row in counts.values()))


def judge_file(raw: bytes) -> Iterator[tuple[str, str, str, str]]:
    """Yield format, column, path and text of each text of a file that is read."""
    try:
        reading = read_wire(raw)
        pairs = list(iterate_all(raw))
    except CopyError:
        return  # quarantined with its reason
    says = list_said(raw, reading)
    for path, text in pairs:
        words = squeeze_words(text)
        if other_facts.is_technical(path):
            yield reading.format, "machines", path, text
        else:
            column = next((name for name, said in says.items() if words in said), "lost")
            yield reading.format, column, path, text


def iterate_all(raw: bytes) -> Iterator[tuple[str, str]]:
    for path, text in other_facts.iterate_texts(raw):
        yield from ((path, part) for part in other_facts.split_markup(text))


def list_said(raw: bytes, reading: WireReading) -> dict[str, str]:
    """Return the words of each column."""
    items: list[dict[str, Any]] = [dump_item(item) for item in reading.items]
    warnings = [*reading.warnings, *(one for item in reading.items for one in item.warnings)]
    shown = [{name: item[name] for name in SHOWN if name in item} for item in items]
    return {
        "shown": join_words(shown),
        "kept": join_words(items),
        "named": join_words([warning.message for warning in warnings]),
        "listed": join_words([fact.text for fact in list_other_facts(raw, items)]),
    }


def join_words(value: Any) -> str:
    return squeeze_words(" ".join(text for _path, text in iterate_values(value)))


if __name__ == "__main__":
    sys.exit(main())
