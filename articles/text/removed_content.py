"""What pasted HTML carries beside its words and the desk does not take over: pictures, films, frames. Pure."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

from articles.text.html_blocks import looks_like_html

ADDRESSES = {
    "img": "src", "source": "srcset", "video": "src", "audio": "src", "iframe": "src", "embed": "src", "object": "data",
}  # fmt: skip
MAX_LISTED, MAX_LENGTH = 12, 60


def list_removed_media(raw: str) -> tuple[str, ...]:
    """Each by file name and host, in order, once; `…` stands for more. Nothing is ever fetched."""
    if not looks_like_html(raw):
        return ()
    finder = _MediaFinder()
    finder.feed(raw)
    finder.close()
    names = list(dict.fromkeys(finder.names))
    return tuple(names[:MAX_LISTED] + ["…"] * (len(names) > MAX_LISTED))


class _MediaFinder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = (dict(attrs).get(ADDRESSES.get(tag, "")) or "").strip()
        if address:
            self.names.append(_name_address(address.split()[0]))


def _name_address(address: str) -> str:
    """`kran.jpg (bilder.example)`; what is carried in the page itself is named by its kind."""
    if address.startswith("data:"):
        return address[5:].split(";", maxsplit=1)[0].split(",", maxsplit=1)[0][:MAX_LENGTH] or "data"
    try:
        parts = urlsplit(address)
    except ValueError:
        return address[:MAX_LENGTH]
    name = parts.path.rstrip("/").rsplit("/", 1)[-1][:MAX_LENGTH]
    host = parts.netloc.rpartition("@")[2][:MAX_LENGTH]
    return f"{name} ({host})" if name and host else name or host or address[:MAX_LENGTH]
