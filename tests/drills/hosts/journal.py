"""Journal of the editors' confirmed actions, and what a reader may see after each."""

import re
import threading
from collections import defaultdict
from dataclasses import dataclass, field

VERSION = re.compile(r"Fassung (\d+) von Geschichte (\d+)-(\w+)")
"""Words in each headline: version, number of the story in the drill, its editor."""
GONE = -1
"""Version of a killed story."""


def build_headline(version: int, number: int, editor: str) -> str:
    return f"Fassung {version} von Geschichte {number}-{editor}"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Action that the database confirmed; times by the monotonic clock of the machine."""

    at: float
    version: int
    """Number of the edition, or `GONE`."""


@dataclass(slots=True)
class StoryHistory:
    """Confirmed actions of one story, the oldest first."""

    story: int
    path: str
    public_from: float = 0.0
    """End of the embargo by the monotonic clock."""
    confirmed: list[Confirmed] = field(default_factory=list)
    uncertain: bool = False
    """An action's outcome is unknown, as the connection was lost during its commit."""

    def version_at(self, when: float) -> int:
        """Return the newest version confirmed before a time; 0 if there was none."""
        before = [one.version for one in self.confirmed if one.at < when]
        return before[-1] if before else 0

    @property
    def newest(self) -> int:
        return self.confirmed[-1].version if self.confirmed else 0

    @property
    def killed_at(self) -> float | None:
        return self.confirmed[-1].at if self.newest == GONE else None


@dataclass(slots=True)
class Journal:
    """Histories of all stories; filled by one thread, read by many."""

    stories: dict[int, StoryHistory] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def count(self, what: str) -> None:
        with self.lock:
            self.counts[what] += 1

    def list_stories(self) -> list[StoryHistory]:
        with self.lock:
            return list(self.stories.values())

    def record(self, line: dict[str, object]) -> None:
        """Add what an editor's process printed about one action."""
        story = int(str(line["story"]))
        with self.lock:
            self.counts[str(line["act"])] += 1
            history = self.stories.setdefault(
                story,
                StoryHistory(
                    story,
                    str(line["path"]),
                    public_from=float(str(line.get("public_from", 0))),
                ),
            )
            if line["act"] == "uncertain":
                history.uncertain = True
                return
            history.path = str(line["path"])
            history.confirmed.append(Confirmed(float(str(line["at"])), int(str(line["version"]))))


def read_version(page: str) -> int:
    """Return the version in a page's headline; 0 if there is none."""
    found = VERSION.search(page)
    return int(found[1]) if found else 0
