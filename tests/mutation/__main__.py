"""`uv run python -m tests.mutation [names …]`: run the mutants of the named modules, or of all of them."""

import sys
import tomllib
from collections import Counter
from pathlib import Path

from tests.mutation.modules import MODULES
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.run import Outcome, clean_up, outcomes_of

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
KILLED_AT_LEAST = 90
"""Per cent of a module's mutants; those listed as equivalent are not counted."""


def equivalents() -> dict[str, set[tuple[str, str, str]]]:
    """What no test can notice, by module."""
    listed = tomllib.loads((HERE / "equivalent.toml").read_text(encoding="utf-8"))
    return {
        name: {(entry["place"], entry["before"], entry["after"]) for entry in entries}
        for name, entries in listed.items()
    }


def run_module(name: str, accepted: set[tuple[str, str, str]]) -> tuple[Counter[str], bool]:
    """Run one module's mutants, print the survivors with their diff; the counts and whether enough were killed."""
    target = MODULES[name]
    every = mutants_of((ROOT / target.path).read_text(encoding="utf-8"), target.path)
    counts: Counter[str] = Counter()
    for mutant, outcome in outcomes_of(target, every):
        counts[_counted(mutant, outcome, accepted)] += 1
        if outcome is not Outcome.KILLED and mutant.key not in accepted:
            print(f"\n{outcome.value}: {target.path}:{mutant.line} {mutant.place}\n{mutant.diff}", flush=True)
    judged = sum(counts.values()) - counts["equivalent"]
    share = 100 * counts["killed"] / judged if judged else 100.0
    print(f"\n{name}: {dict(counts)}, killed {share:.1f} %", flush=True)
    return counts, share >= KILLED_AT_LEAST


def _counted(mutant: Mutant, outcome: Outcome, accepted: set[tuple[str, str, str]]) -> str:
    if outcome is Outcome.KILLED:
        return "killed"
    return "equivalent" if mutant.key in accepted else outcome.value


def main(names: list[str]) -> int:
    if unknown := set(names) - MODULES.keys():
        print(f"No such module: {', '.join(sorted(unknown))}. There are: {', '.join(MODULES)}")
        return 2
    listed = equivalents()
    try:
        short = [name for name in names or MODULES if not run_module(name, listed.get(name, set()))[1]]
    finally:
        clean_up()
    if short:
        print(f"Fewer than {KILLED_AT_LEAST} % killed: {', '.join(short)}")
    return bool(short)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
