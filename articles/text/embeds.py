"""Content of other providers in a story's body, by its address. Pure.

It is stored as `<figure data-embed="address">` with its title, if it has one, in a `<figcaption>`. The address is the
one that `find_embed` returns, so that each content has one form. Nothing is fetched from the provider.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from articles.text.embed_providers import PROVIDERS, EmbeddedContent, find_embed
from articles.text.html_parts import ANY_TAG, HtmlPart, split_parts

__all__ = [
    "PROVIDERS",
    "Embed",
    "EmbeddedContent",
    "arrange_embeds",
    "find_embed",
    "list_embeds",
    "list_unknown_embeds",
    "read_sent_embed",
    "replace_embeds",
    "send_embeds",
    "write_embed",
]

_HOLDERS = frozenset({"figure", "p"})
_ADDRESSED = re.compile(r'<figure data-embed="([^"]*)">')
_EMBED = re.compile(r'<figure data-embed="([^"]*)">(?:<figcaption>(.*?)</figcaption>)?</figure>')
_FIGURE_TAG = re.compile(r"</?fig(?:ure|caption)\b[^>]*>")
_ONLY_LINK = re.compile(r'^\s*<a href="([^"]*)"[^>]*>([^<]*)</a>\s*$')
_ONLY_ADDRESS = re.compile(r"^\s*(https?://[^\s<>\"]+)\s*$")
_SENT = re.compile(r'^<p><a href="([^"]*)"[^>]*>([^<]*)</a></p>$')
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Embed:
    """Content with its title as plain text, empty for none."""

    content: EmbeddedContent
    title: str


def arrange_embeds(clean: str) -> str:
    """Return clean, well-formed HTML with each embedded content in our form.

    A paragraph that holds nothing but the address of such content becomes one. A figure with another address becomes a
    paragraph with the link, that of photos or of a medium keeps its tags alone, and another one loses them. Of content
    in another block a link is left.
    """
    return "".join(_arrange_part(part) for part in split_parts(clean, _HOLDERS))


def _arrange_part(part: HtmlPart) -> str:
    if part.name == "p":
        content = _find_lone_address(part.content)
        return write_embed(Embed(content, "")) if content else part.html
    if part.start_tag.startswith(("<figure data-photos", "<figure data-media")):
        return f"{part.start_tag}</figure>{_FIGURE_TAG.sub('', part.content)}"
    address = _ADDRESSED.match(part.start_tag)
    if part.name != "figure" or not address:
        return _FIGURE_TAG.sub("", _ADDRESSED.sub(r'<a href="\1">\1</a> ', part.html))
    title = _plain_line(part.content)
    if content := find_embed(html.unescape(address[1])):
        return write_embed(Embed(content, title))
    words = html.escape(title, quote=False) or address[1]
    return f'<p><a href="{address[1]}">{words}</a></p>' if words else ""


def _find_lone_address(content: str) -> EmbeddedContent | None:
    """Return the content whose address is all the words of a paragraph."""
    if link := _ONLY_LINK.match(content):
        is_address = html.unescape(link[2]).strip() == html.unescape(link[1])
        return find_embed(html.unescape(link[1])) if is_address else None
    words = _ONLY_ADDRESS.match(content)
    return find_embed(html.unescape(words[1])) if words else None


def _plain_line(content: str) -> str:
    return _SPACES.sub(" ", html.unescape(ANY_TAG.sub(" ", content))).strip()


def write_embed(embed: Embed) -> str:
    title = f"<figcaption>{html.escape(embed.title, quote=False)}</figcaption>" if embed.title else ""
    return f'<figure data-embed="{html.escape(embed.content.address)}">{title}</figure>'


def replace_embeds(body: str, write: Callable[[Embed], str]) -> str:
    """Return a stored body with what `write` returns for each embedded content."""
    return _EMBED.sub(lambda found: write(_read(found)), body) if "<figure data-embed" in body else body


def list_embeds(body: str) -> tuple[Embed, ...]:
    """Return the embedded content of a stored body, in order."""
    return tuple(map(_read, _EMBED.finditer(body))) if "<figure data-embed" in body else ()


def _read(found: re.Match[str]) -> Embed:
    """Return the content; one of a provider that is no longer known has no frame."""
    address = html.unescape(found[1])
    return Embed(find_embed(address) or EmbeddedContent(address), _plain_line(found[2] or ""))


def send_embeds(body: str) -> str:
    """Return the body for other programs, with links for embedded content."""
    return replace_embeds(body, _write_link)


def _write_link(embed: Embed) -> str:
    address = html.escape(embed.content.address)
    words = html.escape(embed.title, quote=False) or address
    return f'<p><a href="{address}">{words}</a></p>'


def read_sent_embed(paragraph: str) -> Embed | None:
    """Return the content of a paragraph as `send_embeds` writes it."""
    link = _SENT.match(paragraph)
    content = find_embed(html.unescape(link[1])) if link else None
    if link is None or content is None:
        return None
    words = _plain_line(link[2])
    return Embed(content, "" if words == content.address else words)


def list_unknown_embeds(raw: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses of no known provider, each with the last words before it."""
    for found in re.finditer(r'<figure\b[^>]*\bdata-embed="([^"]*)"', raw):
        address = html.unescape(found[1]).strip()
        if find_embed(address) is None:
            yield address, _plain_line(raw[: found.start()])[-40:]
