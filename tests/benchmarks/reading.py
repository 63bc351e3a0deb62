"""The readers on copy of many publishers, fold by fold.

    uv run python -m tests.benchmarks.reading FOLDER…

The folders are those of `labelled_copy`. A publisher's copy is all in one fold, so that a fold is what a rule that was
made for the others meets. The last column is the spread between the best fold and the worst.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.benchmarks.labelled_copy import FOLDS, LabelledCase, list_cases
from tests.code_lines import count_code_lines, list_modules
from tests.paths import ROOT

READERS = ("articles/parsing", "articles/text", "people")
RULE_ID = re.compile(r"""["']([a-z]+\.[a-z-]+(?:\.[a-z-]+)*)["']""")

type Cell = tuple[int, int]


def count_figures(cases: Iterable[LabelledCase]) -> dict[str, list[Cell]]:
    """Return the right values and all of them by figure and fold."""
    right: Counter[tuple[str, int]] = Counter()
    of: Counter[tuple[str, int]] = Counter()
    for case in cases:
        for name, hits, count in case.read():
            right[name, case.fold] += hits
            of[name, case.fold] += count
    names = dict.fromkeys(name for name, _fold in of if "." not in name)
    return {name: [(right[name, fold], of[name, fold]) for fold in range(FOLDS)] for name in names}


def format_table(figures: dict[str, list[Cell]]) -> Iterator[str]:
    heads = "".join(f"{f'fold {fold}':>8}" for fold in range(FOLDS))
    yield f"{'':28}{'all':>8}{heads}{'spread':>8}{'values':>8}"
    for name, cells in figures.items():
        shares = [hits / count for hits, count in cells if count]
        hits, count = (sum(column) for column in zip(*cells, strict=True))
        if not count:
            continue
        columns = "".join(f"{hits / count:8.3f}" if count else f"{'–':>8}" for hits, count in cells)
        yield f"{name:28}{hits / count:8.3f}{columns}{max(shares) - min(shares):8.3f}{count:8}"


def describe_weight() -> Iterator[str]:
    """Yield the code lines, rule ids and regular expressions of the readers."""
    for room in READERS:
        sources = [
            (ROOT / module).read_text(encoding="utf-8")
            for module in list_modules()
            if str(module).startswith(room)
        ]
        rules = {rule for source in sources for rule in RULE_ID.findall(source)}
        expressions = sum(source.count("re.compile(") for source in sources)
        lines = sum(map(count_code_lines, sources))
        yield f"{room}: {lines:,} code lines, {len(rules)} rule ids, {expressions} regular expressions"


def main(arguments: list[str]) -> int:
    folders = [Path(argument) for argument in arguments]
    if missing := [str(folder) for folder in folders if not folder.is_dir()]:
        print(f"No such folder: {', '.join(missing)}", file=sys.stderr)
        return 2
    figures = count_figures(list_cases(folders))
    if not figures:
        print("Name folders with labelled copy.", file=sys.stderr)
        return 2
    print("\n".join([*format_table(figures), "", *describe_weight()]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
