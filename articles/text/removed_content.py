"""Media in pasted HTML that the desk does not import, such as videos. Pure."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

from articles.text.html_blocks import looks_like_html

ADDRESSES = {
    "img": "src", "source": "srcset", "video": "src", "audio": "src", "iframe": "src", "embed": "src", "object": "data",
}  # fmt: skip
MAX_LISTED, MAX_LENGTH = 12, 60


def list_removed_media(raw: str) -> tuple[str, ...]:
    """Return the media by file name and host, each once; a last `…` means more.

    Nothing is ever fetched.
    """
    if not looks_like_html(raw):
        return ()
    parser = _MediaFinder()
    parser.feed(raw)
    parser.close()
    names = list(dict.fromkeys(parser.names))
    return tuple(names[:MAX_LISTED] + ["…"] * (len(names) > MAX_LISTED))


class _MediaFinder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        url = (dict(attrs).get(ADDRESSES.get(tag, "")) or "").strip()
        if url:
            self.names.append(_describe_url(url.split()[0]))


def _describe_url(url: str) -> str:
    """Return `kran.jpg (bilder.example)`, or the media type of a `data:` URL."""
    if url.startswith("data:"):
        return url[5:].split(";", maxsplit=1)[0].split(",", maxsplit=1)[0][:MAX_LENGTH] or "data"
    try:
        parts = urlsplit(url)
    except ValueError:
        return url[:MAX_LENGTH]
    name = parts.path.rstrip("/").rsplit("/", 1)[-1][:MAX_LENGTH]
    host = parts.netloc.rpartition("@")[2][:MAX_LENGTH]
    return f"{name} ({host})" if name and host else name or host or url[:MAX_LENGTH]
