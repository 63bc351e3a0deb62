"""What every row is meant to reach, and whether a run has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

LARGE = 100_000
MOST_GROWTH, MOST_GROWTH_OF_SEARCH = 1.1, 2.0


@dataclass(frozen=True, slots=True)
class Goal:
    ratio: float = 0
    """Ours ÷ Wagtail by rate, at least."""
    large: float = 0
    """The same from a hundred thousand stories on."""
    floor: float = 0
    """Ours ÷ floor by rate, at least."""
    p50: float = 0
    """Milliseconds, at most, from a hundred thousand stories on."""
    p99: float = 0
    """Milliseconds, at most."""
    statements: int = 0
    """In the publishing transaction, at most."""
    of_quiet: float = 0
    """The rate ÷ that without publications, at least."""
    memory: float = 0
    """Ours ÷ Wagtail's, or mebibytes where Wagtail has nothing alike, at most."""

    def ratio_for(self, stories: int) -> float:
        return self.large if stories >= LARGE else self.ratio


GOALS: Mapping[str, Goal] = {
    "story, warm": Goal(30, 30, 0.35),
    "story, 304": Goal(30, 30, 0.40),
    "list, 304": Goal(30, 30, 0.40),
    "front, warm": Goal(40, 200, 0.35),
    "list, warm": Goal(40, 200, 0.35),
    "person, warm": Goal(20, 30, 0.30),
    "story, first": Goal(8, 8),
    "person, first": Goal(8, 8),
    "front, restart": Goal(10, 10),
    "section, restart": Goal(10, 10),
    "front, published": Goal(10, 10),
    "section, published": Goal(10, 10),
    "story, published": Goal(8, 8),
    "person, published": Goal(8, 8),
    "list, page 25, first": Goal(50, 0, 0.12),
    "list, page 400, first": Goal(50, 150, 0.12),
    "archive, page 240, first": Goal(50, 0, 0.12),
    "archive, page 2400, first": Goal(50, 150, 0.12),
    "search, few hits, first": Goal(20, 50),
    "search, 1,000+ hits, first": Goal(12, 50, p50=6),
    "feed of 50, asked again": Goal(35, 100, 0.08),
    "feed, 304": Goal(100, 100, 0.25),
    "feed of 50, first": Goal(20, 20),
    "feed of 50, deep, first": Goal(20, 20),
    "publish, new": Goal(10, 30, statements=15),
    "publish, update": Goal(10, 30, statements=15),
    "publish, correction": Goal(10, 30, statements=15),
    "import": Goal(4, 4),
    "import, whole archive": Goal(4, 4),
    "busy desk, every 2 s": Goal(15, 15, of_quiet=0.8),
    "busy desk, every 2 s, page cache": Goal(8, 8),
    "busy desk, 40 requests/s": Goal(p99=50),
    "memory, web server": Goal(memory=0.8),
    "memory, idle worker": Goal(memory=60),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one row, as they are kept in the folder; 0 for what was not measured."""

    rate: float
    p50: float = 0
    busy: float = 0
    ratio: float = 0
    ratio_by_busy: float = 0
    of_floor: float = 0
    p99: float = 0
    statements: int = 0
    of_quiet: float = 0
    memory: float = 0


def bounds(name: str, found: Figures, stories: int) -> Iterator[tuple[str, float, float, float]]:
    """(what, reached, least, most) of what has both a goal and a figure; 0 for no bound."""
    goal = GOALS.get(name, Goal())
    least = (
        ("÷ Wagtail", found.ratio, goal.ratio_for(stories)),
        ("÷ floor", found.of_floor, goal.floor),
        ("÷ quiet desk", found.of_quiet, goal.of_quiet),
    )
    most = (
        ("p50 ms", found.p50, goal.p50 if stories >= LARGE else 0),
        ("p99 ms", found.p99, goal.p99),
        ("statements", found.statements, goal.statements),
        ("memory", found.memory, goal.memory),
    )
    yield from ((what, reached, wanted, 0) for what, reached, wanted in least if wanted and reached)
    yield from ((what, reached, 0, wanted) for what, reached, wanted in most if wanted and reached)


def shortfalls(name: str, found: Figures, stories: int) -> Iterator[str]:
    """What the row lacks, in words; nothing if it is met or has no goal."""
    for what, reached, least, most in bounds(name, found, stories):
        if least and reached < least:
            yield f"{what} {reached:.3g}, at least {least:g}"
        if most and reached > most:
            yield f"{what} {reached:.3g}, at most {most:g}"


def state_of(name: str, found: Figures | None, stories: int) -> str:
    """Met, short with the reasons, or not measured."""
    if found is None or not list(bounds(name, found, stories)):
        return "not measured"
    missing = "; ".join(shortfalls(name, found, stories))
    return f"short: {missing}" if missing else "met"


def growth(name: str, small: Figures, large: Figures) -> tuple[float, float]:
    """How many times as much processor time, or time where that is unknown, and the most that is allowed."""
    most = MOST_GROWTH_OF_SEARCH if name.startswith("search") else MOST_GROWTH
    if small.busy and large.busy:
        return large.busy / small.busy, most
    return (small.rate / large.rate if large.rate else 0.0), most
