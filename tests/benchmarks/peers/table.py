"""The rows as lines of a table."""

from collections.abc import Mapping

from tests.benchmarks.peers.goals import GOALS, Figures, Goal, growth, shortfalls, state_of
from tests.benchmarks.peers.turns import Compared

HEAD = (
    f"{'':34}{'ours/s':>9}{'÷ Wagtail':>11}{'by busy':>9}{'÷ floor':>9}{'by busy':>9}{'busy us':>9}{'p50 ms':>8}"
    f"{'Wagtail':>9}{'goal':>6}"
)


def figures_of(found: Compared) -> Figures:
    return Figures(
        rate=found.ours.rate,
        p50=found.alone or found.ours.p50,
        busy=found.ours.busy,
        ratio=found.by_rate or 0,
        ratio_by_busy=found.by_busy or 0,
        of_floor=found.of_floor or 0,
    )


def line_of(found: Compared, figures: Figures, stories: int, note: str = "") -> str:
    ours, theirs, floor = found.ours, found.theirs, found.floor
    goal = GOALS.get(found.name, Goal()).ratio_for(stories)
    missing = "; ".join(shortfalls(found.name, figures, stories))
    return (
        f"{found.name:34}{ours.rate:9.0f}{number(found.by_rate, 11, 1)}{number(found.by_busy, 9, 1)}"
        f"{number(found.of_floor, 9, 3)}{number(floor.busy / ours.busy if floor and ours.busy else None, 9, 3)}"
        f"{ours.busy:9.0f}{ours.p50:8.2f}{number(theirs.p50 if theirs else None, 9, 1)}{goal or '':>6}"
        f"{'  short: ' + missing if missing else ''}{odd_statuses(found)}"
        f"{f'  one reader alone: p50 {found.alone:.1f} ms' if found.alone else ''}"
        f"{'  ' + note if note else ''}"
    )


def number(value: float | None, width: int, digits: int) -> str:
    return f"{value:{width}.{digits}f}" if value is not None else " " * width


def odd_statuses(found: Compared) -> str:
    wanted = {304} if found.name.endswith("304") else {200}
    answers = found.ours.statuses | (found.theirs.statuses if found.theirs else frozenset())
    return "" if answers <= wanted else f"  answers {sorted(answers)}"


def goals_table(found: Mapping[str, Figures], stories: int) -> list[str]:
    """Every goal with met, short or not measured."""
    lines = [
        f"{f'goals at {stories} stories':36}{'÷ Wagtail':>10}{'by busy':>9}{'wanted':>8}{'÷ floor':>9}{'wanted':>8}"
    ]
    for name, goal in GOALS.items():
        wanted, one = goal.ratio_for(stories), found.get(name)
        lines.append(
            f"{name:36}{number((one and one.ratio) or None, 10, 1)}"
            f"{number((one and one.ratio_by_busy) or None, 9, 1)}{wanted or '':>8}"
            f"{number((one and one.of_floor) or None, 9, 3)}{goal.floor or '':>8}  {state_of(name, one, stories)}"
        )
    return lines


def growth_table(
    small: Mapping[str, Figures], before: int, large: Mapping[str, Figures], stories: int
) -> list[str]:
    """Processor time per answer against that of a smaller archive."""
    lines = [f"growth from {before} to {stories} stories, by processor time"]
    for name in [name for name in large if name in small and large[name].busy and "busy desk" not in name]:
        times, most = growth(name, small[name], large[name])
        lines.append(f"{name:36}{times:8.2f}   at most {most:g}{'' if times <= most else '  short'}")
    return lines
