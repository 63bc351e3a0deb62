"""`uv run python -m tests.mutation [names …] [--sample N]`: run the mutants of the named modules, or of all of them."""

import argparse
import random
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


def run_module(name: str, accepted: set[tuple[str, str, str]], sample: int) -> bool:
    """Run one module's mutants, print the survivors with their diff; whether enough were killed."""
    target = MODULES[name]
    every = mutants_of((ROOT / target.path).read_text(encoding="utf-8"), target.path)
    if 0 < sample < len(every):
        print(f"\n{name}: {sample} of {len(every)} mutants, drawn by lot", flush=True)
        every = random.Random(name).sample(every, sample)
    counts: Counter[str] = Counter()
    for done, (mutant, outcome) in enumerate(outcomes_of(target, every), 1):
        if done % 25 == 0:
            print(f"{name}: {done} of {len(every)}", file=sys.stderr, flush=True)
        counts[_counted(mutant, outcome, accepted)] += 1
        if outcome is not Outcome.KILLED and mutant.key not in accepted:
            print(f"\n{outcome.value}: {target.path}:{mutant.line} {mutant.place}\n{mutant.diff}", flush=True)
    judged = sum(counts.values()) - counts["equivalent"]
    share = 100 * counts["killed"] / judged if judged else 100.0
    print(f"\n{name}: {dict(counts)}, killed {share:.1f} %", flush=True)
    return share >= KILLED_AT_LEAST


def _counted(mutant: Mutant, outcome: Outcome, accepted: set[tuple[str, str, str]]) -> str:
    if outcome is Outcome.KILLED:
        return "killed"
    return "equivalent" if mutant.key in accepted else outcome.value


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"of a module: {', '.join(MODULES)}")
    parser.add_argument("--sample", type=int, default=0, help="so many mutants of each module alone")
    asked = parser.parse_args()
    if unknown := set(asked.names) - MODULES.keys():
        parser.error(f"no such module: {', '.join(sorted(unknown))}")
    listed = equivalents()
    try:
        names = asked.names or MODULES
        short = [name for name in names if not run_module(name, listed.get(name, set()), asked.sample)]
    finally:
        clean_up()
    if short:
        print(f"Fewer than {KILLED_AT_LEAST} % killed: {', '.join(short)}")
    return bool(short)


if __name__ == "__main__":
    sys.exit(main())
