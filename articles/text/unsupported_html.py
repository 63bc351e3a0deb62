"""Parts of HTML that a story cannot hold, such as players and form fields. Pure."""

from dataclasses import dataclass
from html.parser import HTMLParser

PICTURES = frozenset({"img", "picture", "svg", "canvas"})
PLAYERS = frozenset({"iframe", "embed", "object", "video", "audio"})
FIELDS = frozenset({"input", "select", "textarea"})


@dataclass(frozen=True, slots=True)
class UnsupportedParts:
    """Number of each unsupported part; parts without words of the story do not count."""

    pictures: int = 0
    players: int = 0
    fields: int = 0

    def __bool__(self) -> bool:
        return bool(self.pictures or self.players or self.fields)


def count_unsupported(html: str) -> UnsupportedParts:
    """Count the parts that saving would leave out."""
    if "<" not in html:
        return UnsupportedParts()
    counter = _UnsupportedPartCounter()
    counter.feed(html)
    counter.close()
    return UnsupportedParts(counter.pictures, counter.players, counter.fields)


class _UnsupportedPartCounter(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pictures = self.players = self.fields = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pictures += tag in PICTURES
        self.players += tag in PLAYERS
        self.fields += tag in FIELDS and dict(attrs).get("type") != "hidden"
