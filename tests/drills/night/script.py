"""What an agency sends about one matter, and what has to be public of it in the end."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

CHANNELS = ("folder", "push", "poll")
RULES: Mapping[str, Sequence[str]] = {
    "folder": ("Hafen", "Rathaus", "Wetter"),
    "push": ("Küste", "Sport"),
    "poll": ("mit Bild", "ohne Bild"),
}
"""Rules that publish what comes by a channel, by their names."""
OTHERS: Mapping[str, Sequence[str]] = {
    "folder": ("Politik", "Kultur"),
    "push": ("Politik",),
    "poll": ("lang",),
}
"""Subjects that no rule publishes; Kultur has one whose hours are over."""
RATE_LIMITED, RATE_LIMIT = "Sport", 5
PICTURED = "mit Bild"


class Word(StrEnum):
    """What a delivery says of its matter."""

    USABLE = "usable"
    CORRECTION = "correction"
    KILL = "kill"
    WITHHELD = "withheld"
    EMBARGO = "embargo"
    BROKEN = "broken"
    PICTURE = "picture"
    """The picture of the matter, by itself."""
    PICTURE_KILL = "picture kill"
    FOREIGN_KILL = "foreign kill"
    """Kill by another agency whose item has the same identifier."""


class Fate(StrEnum):
    """What has to be public in the end."""

    PUBLIC = "public"
    WITHHELD = "withheld"
    UNPUBLISHED = "unpublished"


@dataclass(frozen=True, slots=True)
class Step:
    """A delivery before it is written: version and word."""

    version: int
    word: Word


@dataclass(frozen=True, slots=True)
class Matter:
    """One story of an agency, with its deliveries in the order of their arrival."""

    number: int
    channel: str
    subject: str
    """Name of the rule that covers it, or of a subject that none does."""
    plot: str
    steps: Sequence[Step]
    picture: int | None = None

    @property
    def token(self) -> str:
        """Word that is in the headline and the text of each version, and nowhere else."""
        return f"Kennung{self.number:05}"

    def name_version(self, version: int) -> str:
        return f"Fassung{self.number:05}v{version}"

    @property
    def is_covered(self) -> bool:
        return self.subject in RULES[self.channel]

    @property
    def expected(self) -> tuple[Fate, int]:
        """Return what has to be public, and of which version."""
        return follow_steps(self) if self.is_covered else (Fate.UNPUBLISHED, 0)

    @property
    def is_picture_killed(self) -> bool:
        return any(step.word is Word.PICTURE_KILL for step in self.steps)


def follow_steps(matter: Matter) -> tuple[Fate, int]:
    """Return the agency's last word by its versions, as the handbook states the rule.

    A story that was taken down stays down until a chief decides, whatever the agency sends then.
    """
    fate, newest = Fate.UNPUBLISHED, 0
    for place, step in enumerate(one for one in matter.steps if one.word not in _NOT_OF_THE_TEXT):
        is_first = place == 0
        if step.version <= newest:
            continue
        newest = step.version
        is_usable = step.word in {Word.USABLE, Word.CORRECTION}
        if is_first:
            fate, shown = (Fate.PUBLIC, newest) if is_usable else (Fate.UNPUBLISHED, 0)
        elif fate is Fate.PUBLIC and is_usable:
            shown = newest
        elif fate is Fate.PUBLIC and step.word in {Word.KILL, Word.WITHHELD}:
            fate = Fate.WITHHELD
    return (fate, shown) if newest else (Fate.UNPUBLISHED, 0)


_NOT_OF_THE_TEXT = {Word.BROKEN, Word.PICTURE, Word.PICTURE_KILL, Word.FOREIGN_KILL}


def _steps(text: str) -> tuple[Step, ...]:
    """Return steps from `version word, version word`."""
    pairs = [part.strip().split(" ", 1) for part in text.split(",")]
    return tuple(Step(int(version), Word(word)) for version, word in pairs)


PLOTS: Mapping[str, tuple[int, tuple[Step, ...]]] = {
    "one version": (38, _steps("1 usable")),
    "updated": (14, _steps("1 usable, 2 usable")),
    "updated twice": (6, _steps("1 usable, 2 usable, 3 usable")),
    "corrected": (8, _steps("1 usable, 2 correction")),
    "killed": (9, _steps("1 usable, 2 kill")),
    "killed after an update": (4, _steps("1 usable, 2 usable, 3 kill")),
    "killed and lifted": (3, _steps("1 usable, 2 kill, 3 usable")),
    "killed before it came": (3, _steps("2 kill, 1 usable")),
    "out of order": (4, _steps("1 usable, 3 usable, 2 usable")),
    "late": (3, _steps("2 usable, 1 usable")),
    "late kill": (2, _steps("1 usable, 3 usable, 2 kill")),
    "sent twice": (4, _steps("1 usable, 1 usable, 2 usable, 2 usable")),
    "withheld": (3, _steps("1 usable, 2 withheld")),
    "under embargo": (3, _steps("1 embargo")),
    "killed by another agency": (2, _steps("1 usable, 2 foreign kill")),
    "broken": (3, _steps("1 broken")),
    "broken and sent again": (2, _steps("1 broken, 1 usable")),
    "flipped": (1, tuple(Step(n, Word.USABLE if n % 2 else Word.KILL) for n in range(1, 22))),
}
"""Share and steps of each plot."""
PICTURE_PLOTS: Mapping[str, tuple[int, tuple[Step, ...]]] = {
    "with picture": (10, _steps("1 usable, 2 usable")),
    "picture killed": (6, _steps("1 usable, 2 picture kill")),
    "picture killed, then updated": (4, _steps("1 usable, 2 picture kill, 2 usable")),
    "picture killed before its story": (3, _steps("2 picture kill, 1 usable")),
    "picture comes by itself": (2, _steps("1 picture, 1 usable, 2 picture kill")),
    "story with picture killed": (4, _steps("1 usable, 2 kill")),
}
UPLOADED_PICTURE = len(PLOTS) + list(PICTURE_PLOTS).index("picture killed") + 1
"""Number of a killed picture that a person has uploaded by hand, too."""
WEIGHTS = {"folder": 0.4, "push": 0.3, "poll": 0.3}


def plan_night(items: int, seed: int) -> list[Matter]:
    """Return matters with as many deliveries as asked for, or a few more."""
    chance, matters, count = random.Random(f"{seed} night"), list[Matter](), 0
    forced = _force_each_plot()
    while count < items:
        channel, plot, steps = next(forced, None) or _draw_plot(chance)
        matter = _build_matter(len(matters) + 1, channel, plot, steps, chance)
        matters.append(matter)
        count += len(steps)
    return matters


def _force_each_plot() -> Iterator[tuple[str, str, tuple[Step, ...]]]:
    """Yield each plot once, so that a short night has them all."""
    for place, (plot, (_share, steps)) in enumerate(PLOTS.items()):
        channels = _list_channels(plot) or CHANNELS[:1]
        yield channels[place % len(channels)], plot, steps
    for plot, (_share, steps) in PICTURE_PLOTS.items():
        yield "poll", plot, steps


def _draw_plot(chance: random.Random) -> tuple[str, str, tuple[Step, ...]]:
    channel = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    plots = {name: plot for name, plot in PLOTS.items() if channel in _list_channels(name)}
    plots |= PICTURE_PLOTS if channel == "poll" else {}
    plot = chance.choices(list(plots), [share for share, _steps in plots.values()])[0]
    return channel, plot, plots[plot][1]


def _list_channels(plot: str) -> tuple[str, ...]:
    """Return the channels that may draw a plot: a queue has no broken files."""
    if plot == "flipped":
        return ()
    if plot == "killed by another agency":
        return ("folder",)
    return CHANNELS[:2] if "broken" in plot else CHANNELS


def _build_matter(
    number: int, channel: str, plot: str, steps: tuple[Step, ...], chance: random.Random
) -> Matter:
    if plot in PICTURE_PLOTS:
        return Matter(number, channel, PICTURED, plot, steps, picture=number)
    choose: Callable[[Sequence[str]], str] = chance.choice
    rules = [name for name in RULES[channel] if name not in {PICTURED, RATE_LIMITED}]
    if plot == "one version" and channel == "push" and chance.random() < 0.25:
        return Matter(number, channel, RATE_LIMITED, plot, steps)
    is_covered = plot == "flipped" or chance.random() < 0.8
    return Matter(number, channel, choose(rules if is_covered else OTHERS[channel]), plot, steps)


@dataclass(frozen=True, slots=True)
class Appointment:
    """A step of a matter at its time of the night, from 0 to 1."""

    at: float
    matter: Matter
    step: Step


def schedule(matters: Sequence[Matter], seed: int) -> list[Appointment]:
    """Return all steps by their time; those of one matter in their order."""
    chance = random.Random(f"{seed} times")
    found = []
    for matter in matters:
        times = sorted(chance.uniform(0, 0.97) for _ in matter.steps)
        found += [Appointment(at, matter, step) for at, step in zip(times, matter.steps, strict=True)]
    return sorted(found, key=lambda one: one.at)
