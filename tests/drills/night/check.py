"""Comparison of the desk, its outlets and the partner's mirror with the script."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.drills.night.script import RATE_LIMIT, RATE_LIMITED, Fate, Matter
from tests.drills.night.watch import LISTS, SEARCH, KillClock, Watch, fetch

STATES = {Fate.PUBLIC: "published", Fate.WITHHELD: "withheld"}
MAX_SECONDS = 2.0
"""Time from the storing of a kill until nothing of it is public."""


@dataclass(slots=True)
class Verdict:
    wrong: list[str] = field(default_factory=list)
    """Stories that are not the agency's last word."""
    uncovered: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    """Killed texts and pictures that an outlet shows in the end."""
    late: list[str] = field(default_factory=list)
    interrupted: list[str] = field(default_factory=list)
    """Kills that were late because a process that had them in work was killed."""
    mirror: list[str] = field(default_factory=list)
    refusals: Counter[str] = field(default_factory=Counter)

    @property
    def faults(self) -> Mapping[str, Sequence[str]]:
        return {
            "not the agency's last word": self.wrong, "published without a rule": self.uncovered,
            "refused without a reason": self.unexplained, "killed and still shown": self.shown, "late": self.late,
            "mirror": self.mirror,
        }  # fmt: skip

    @property
    def holds(self) -> bool:
        return not any(self.faults.values())


def judge_night(
    matters: Mapping[str, Matter], desk: Mapping[str, Any], watch: Watch, held: Mapping[str, str]
) -> Verdict:
    verdict = Verdict()
    stories = {guid: story for story in desk["stories"] for guid in story["guids"]}
    texts = {guid: matter for guid, matter in matters.items() if ":text-" in guid}
    for guid, matter in texts.items():
        _compare_story(verdict, matter, stories.get(guid), desk["reasons"].get(guid, []))
    _compare_limit(verdict, texts, stories)
    _compare_story_of_a_person(verdict, desk)
    covered = {guid for guid, matter in texts.items() if matter.is_covered}
    verdict.uncovered += [
        f"{story['guids']} by {story['rule']!r}"
        for story in desk["stories"]
        if story["rule"] and not covered.intersection(story["guids"])
    ]
    verdict.refusals = Counter(_shorten(one) for found in desk["reasons"].values() for one in found)
    verdict.refusals.update(_shorten(reason) for reason in desk["quarantined"])
    verdict.shown += list(_find_shown(texts, desk, watch))
    verdict.mirror += _compare_mirror(held, desk)
    return verdict


def _compare_story(
    verdict: Verdict, matter: Matter, story: Mapping[str, Any] | None, reasons: Sequence[str]
) -> None:
    fate, version = matter.expected
    state = story["state"] if story is not None else "none"
    name = f"{matter.token} ({matter.channel}, {matter.subject}, {matter.plot})"
    is_killed_early = fate is Fate.WITHHELD and state in {"none", "draft"} and bool(reasons)
    if fate is Fate.UNPUBLISHED or is_killed_early or (matter.subject == RATE_LIMITED and state == "draft"):
        if state not in {"none", "draft"}:
            verdict.wrong.append(f"{name} is {state}, must not be public")
        if matter.is_covered and state == "draft" and not reasons:
            verdict.unexplained.append(name)
    elif state != STATES[fate]:
        verdict.wrong.append(f"{name} is {state}, must be {fate}: {reasons}")
    elif story is not None and fate is Fate.PUBLIC and matter.name_version(version) not in story["public"]:
        verdict.wrong.append(f"{name} is public without its version {version}: {reasons}")


def _compare_limit(
    verdict: Verdict, texts: Mapping[str, Matter], stories: Mapping[str, Mapping[str, Any]]
) -> None:
    limited = [guid for guid, matter in texts.items() if matter.subject == RATE_LIMITED]
    count = sum(guid in stories and stories[guid]["rule"] == RATE_LIMITED for guid in limited)
    if count != min(RATE_LIMIT, len(limited)):
        verdict.wrong.append(f"{count} of {len(limited)} published by the rule with a limit of {RATE_LIMIT}")


def _compare_story_of_a_person(verdict: Verdict, desk: Mapping[str, Any]) -> None:
    """What only looks like a killed picture is asked about, and stays until somebody answers."""
    own = [story for story in desk["stories"] if not story["guids"] and not story["rule"]]
    if [(story["state"], len(story["captions"])) for story in own] != [("published", 1)] or desk[
        "looks"
    ] != 1:
        verdict.wrong.append(f"the story of a person, {desk['looks']} questions about its picture: {own}")


def _find_shown(texts: Mapping[str, Matter], desk: Mapping[str, Any], watch: Watch) -> Iterator[str]:
    """Yield what the outlets show at the end although its agency has killed it."""
    pages = {path: fetch(watch.desk.port, path) for path in LISTS}
    for guid, matter in texts.items():
        story = next((one for one in desk["stories"] if guid in one["guids"]), None)
        if story is not None and story["state"] == "published":
            yield from _find_missing(matter, story, watch)
        elif story is not None:
            clock = KillClock(matter, guid, is_picture=False, stored=0)
            outlets = [path for path in (story["path"], SEARCH.format(matter.token)) if path]
            yield from (f"{matter.token} on {path}" for path in outlets if watch.shows(path, clock))
            yield from (
                f"{matter.token} on {path}" for path, (_s, text) in pages.items() if matter.token in text
            )
        if matter.is_picture_killed or (
            story is not None and story["state"] == "withheld" and matter.picture
        ):
            yield from (
                f"picture {path}"
                for path in watch.list_media(matter)
                if fetch(watch.desk.port, path)[0] == 200
            )


def _find_missing(matter: Matter, story: Mapping[str, Any], watch: Watch) -> Iterator[str]:
    """Yield a story that is public and yet not on its page: the outlets must be able to show something."""
    _fate, version = matter.expected
    status, text = fetch(watch.desk.port, story["path"])
    if status != 200 or (version and matter.name_version(version) not in text):
        yield f"{matter.token}: its page answers {status} without version {version}"


def _compare_mirror(held: Mapping[str, str], desk: Mapping[str, Any]) -> list[str]:
    granted = desk["granted"]
    differing = [uri for uri in granted.keys() & held.keys() if granted[uri] != held[uri]]
    return [
        *(f"{uri} is missing" for uri in granted.keys() - held.keys()),
        *(f"{uri} is not granted" for uri in held.keys() - granted.keys()),
        *(f"{uri} differs" for uri in differing), *desk["log_faults"],
    ]  # fmt: skip


def judge_clocks(verdict: Verdict, clocks: Sequence[KillClock], kills: Sequence[tuple[float, str]]) -> None:
    """Find kills that were public too long; say apart which ones a killed process delayed."""
    for clock in clocks:
        is_for_others = not clock.is_picture and clock.matter.expected[0] is Fate.PUBLIC
        if is_for_others or (not clock.was_public and clock.withheld is None):
            continue  # nothing of it was ever public
        name = f"{clock.matter.token} ({clock.matter.plot})"
        if clock.gone is None:
            verdict.late.append(f"{name} is not gone: {clock.shown_after[-3:]}")
            continue
        seconds = clock.gone - clock.stored
        if seconds <= MAX_SECONDS:
            continue
        killed = [kind for at, kind in kills if clock.stored - 5 <= at <= clock.gone]
        target = verdict.interrupted if killed else verdict.late
        target.append(f"{name}: {seconds:.1f} s {', '.join(killed)}; shown after {clock.shown_after[:3]}")


def _shorten(reason: str) -> str:
    """Return a reason without names and numbers, to count those of one kind."""
    return "".join("#" if letter.isdigit() else letter for letter in reason)[:90]
