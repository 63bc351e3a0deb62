"""Cleaner of pasted HTML. Pure.

It comes from web pages, Word, Google Docs, LibreOffice and mail programs. Links, emphasis, subheads, lists, quotes,
boxes and tables stay. Layout, menus, pictures, markup of editors and the frames of quoted mail go.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from lxml import etree
from lxml.html import HTMLParser, document_fromstring, tostring

from articles.text.html_blocks import looks_like_html
from articles.text.pasted_boxes import keep_boxes, keep_players
from articles.text.sanitize import SCHEMES, sanitize
from articles.text.word_lists import build_word_lists
from newsroom.text.wordlists import split_words

MAX_LENGTH = 2_000_000
_CONDITION = re.compile(r"<!\[(?:if|endif)[^>\]]{0,200}\]>", re.IGNORECASE)
"""Conditions of Word outside of comments; the parser would take them for text."""
_CONTROLS = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DROPPED = split_words(
    "script style iframe object embed template noscript svg math head title meta link video audio img picture canvas "
    "select textarea button input nav menu dialog"
)
_PICTURES_AND_PLAYERS = split_words("img video audio iframe object embed")
_BLOCKS = split_words("p h1 h2 h3 h4 h5 h6 ul ol li blockquote table aside")
_CONTAINERS = split_words(
    "div section article main header footer center figure figcaption address pre form fieldset dl dt dd "
    "details summary"
)
_QUOTED_MAIL = split_words("gmail_quote moz-cite-prefix yahoo_quoted protonmail_quote")
_BOLD = re.compile(r"(?:^|[;\s])font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"(?:^|[;\s])font-weight:\s*(?:normal|[1-4]00)", re.IGNORECASE)
_ITALIC = re.compile(r"(?:^|[;\s])font-style:\s*italic", re.IGNORECASE)
_BOLD_HEADING = re.compile(r"<(h[23])><strong>([^<]*)</strong></\1>")
_BLANKS_AT_START = re.compile(r"(<(?:p|h2|h3|li)>)\s+")
_BREAKS = 2
"""Line ends that separate paragraphs."""
_FORWARDERS = {
    "safelinks.protection.outlook.com": "url", "www.google.com": "q", "l.facebook.com": "u", "lm.facebook.com": "u",
}  # fmt: skip
"""Host of a service that forwards to the address in a parameter."""
_TRACKING = re.compile(r"(?<=[?&])(?:utm_[a-z]+|fbclid|gclid|mc_[a-z]+)=[^&#]*&?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PastedHtml:
    """Clean HTML, and the names of the pictures and players that were left out."""

    html: str
    left_out: tuple[str, ...] = ()


def clean_pasted_html(source: str) -> PastedHtml:
    """Return pasted HTML in the form of a body; text without tags stays as it is."""
    if not looks_like_html(source):
        return PastedHtml(source)
    body = _parse(source[:MAX_LENGTH])
    if body is None:
        return PastedHtml("")
    keep_players(body)
    left_out = tuple(_name_left_out(body))
    _drop_elements(body)
    build_word_lists(body)
    keep_boxes(body)
    for element in list(body.iter(etree.Element)):
        if element is not body:
            _clean_element(element)
    _divide_at_breaks(body)
    _unwrap_containers(body)
    for holder in (body, *body.iter("blockquote", "aside")):
        _wrap_loose_words(holder)
    _drop_empty_blocks(body)
    html = sanitize("".join(_serialize(child) for child in body))
    return PastedHtml(_BOLD_HEADING.sub(r"<\1>\2</\1>", _BLANKS_AT_START.sub(r"\1", html)), left_out)


def _parse(source: str) -> Any:
    text = _CONDITION.sub("", _CONTROLS.sub("", source)).replace("\x0b", "<br>")
    try:
        root = document_fromstring(text.encode("utf-8"), HTMLParser(encoding="utf-8", remove_comments=True))
    except etree.ParserError:
        return None
    return root.find("body")


def _serialize(element: Any) -> str:
    written: str = tostring(element, encoding="unicode")
    return written


def _name_left_out(body: Any) -> Iterator[str]:
    for element in body.iter(*_PICTURES_AND_PLAYERS):
        caption = element.xpath("normalize-space(ancestor::figure[1]//figcaption)")
        yield (element.get("alt") or "").strip() or caption or _name_file(element) or element.tag


def _name_file(element: Any) -> str:
    """Return the name of the file, whose address may be in `data-src`."""
    addresses = (element.get("src") or "", element.get("data-src") or "")
    address = next((a for a in addresses if a.startswith(("http:", "https:"))), "")
    return urlsplit(address).path.rpartition("/")[2]


def _drop_elements(body: Any) -> None:
    for element in list(body.iter()):
        is_menu = element.get("role") == "navigation"
        if is_menu or not isinstance(element.tag, str) or element.tag in _DROPPED:
            if element.getparent() is not None:
                element.drop_tree()
        elif ":" in element.tag:
            element.drop_tag()


def _clean_element(element: Any) -> None:
    tag, style = element.tag, element.get("style") or ""
    if tag == "a":
        _clean_link(element)
    elif tag == "blockquote":
        _unwrap_quoted_mail(element)
    elif tag in {"b", "strong"} and _NOT_BOLD.search(style):
        element.drop_tag()
    elif tag in {"span", "font"}:
        _mark_by_style(element, style)
    elif tag == "div" and _QUOTED_MAIL.intersection((element.get("class") or "").split()):
        element.drop_tag()


def _clean_link(link: Any) -> None:
    """Keep a link that readers can follow, without forwarding and tracking."""
    href = read_address(link.get("href") or "")
    if not href or not (link.text_content() or "").strip():
        link.drop_tag()
    else:
        link.set("href", href)


def read_address(href: str) -> str:
    """Return the address that a link leads to, "" for one that works only on its page."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return ""
    host = parts.hostname or ""
    name = next((param for end, param in _FORWARDERS.items() if host == end or host.endswith(f".{end}")), "")
    if name and (target := parse_qs(parts.query).get(name, [""])[0]).startswith(("http://", "https://")):
        return read_address(target) if len(target) < len(href) else ""
    if parts.scheme.lower() not in SCHEMES or (parts.scheme != "mailto" and not host):
        return ""
    return _TRACKING.sub("", href.strip()).rstrip("?&")


def _unwrap_quoted_mail(quote: Any) -> None:
    """Keep a quotation, not the frame that mail programs put around the mail before."""
    if quote.get("type") == "cite" or _QUOTED_MAIL.intersection((quote.get("class") or "").split()):
        quote.drop_tag()


def _mark_by_style(span: Any, style: str) -> None:
    is_bold, is_italic = bool(_BOLD.search(style)), bool(_ITALIC.search(style))
    if not (is_bold or is_italic) or not (span.text_content() or "").strip():
        span.drop_tag()
        return
    span.tag = "strong" if is_bold else "em"
    if is_bold and is_italic:
        inner = etree.Element("em")
        inner.text, span.text = span.text, None
        inner.extend(list(span))
        span.append(inner)


def _divide_at_breaks(body: Any) -> None:
    """Divide blocks of mail at each two line ends."""
    for block in list(body.iter("p", "div")):
        if block.getparent() is None or any(child.tag in _BLOCKS | _CONTAINERS for child in block):
            continue
        parts = [etree.Element("p")]
        _append_words(parts[0], block.text or "")
        breaks: list[Any] = []
        for child in list(block):
            tail, child.tail = child.tail or "", None
            if child.tag == "br":
                breaks.append(child)
                if not tail.strip():
                    continue
                child_after = None
            else:
                child_after = child
            _end_breaks(parts, breaks)
            if child_after is not None:
                parts[-1].append(child_after)
            _append_words(parts[-1], tail)
        if len(parts) > 1:
            _replace_block(block, parts)
        else:
            _restore(block, parts[0], breaks)


def _end_breaks(parts: list[Any], breaks: list[Any]) -> None:
    """Begin a new part after two line ends; keep one as it is."""
    if len(breaks) >= _BREAKS:
        parts.append(etree.Element("p"))
    elif breaks:
        parts[-1].append(breaks[0])
    breaks.clear()


def _append_words(part: Any, words: str) -> None:
    if not words:
        return
    if len(part):
        part[-1].tail = (part[-1].tail or "") + words
    else:
        part.text = (part.text or "") + words


def _replace_block(block: Any, parts: list[Any]) -> None:
    parent = block.getparent()
    at = parent.index(block)
    parts[-1].tail = block.tail
    parent.remove(block)
    for step, part in enumerate(parts):
        parent.insert(at + step, part)


def _restore(block: Any, part: Any, breaks: list[Any]) -> None:
    """Give a block its content back, without line ends after its last word."""
    breaks.clear()
    block.text = part.text
    for child in list(block):
        block.remove(child)
    block.extend(list(part))


def _unwrap_containers(body: Any) -> None:
    """Make paragraphs of containers with words, and take away those around blocks."""
    containers = [one for one in body.iter(*_CONTAINERS) if not one.get("data-embed")]
    for element in containers:
        if any(child.tag in _BLOCKS | _CONTAINERS for child in element):
            continue
        element.tag = "p"
    for element in containers:
        if element.tag in _CONTAINERS and element.getparent() is not None:
            _wrap_loose_words(element)
            element.drop_tag()


def _wrap_loose_words(holder: Any) -> None:
    """Put the words and inline elements between blocks into paragraphs."""
    children = list(holder)
    loose = etree.Element("p")
    loose.text, holder.text = holder.text, None
    for child in children:
        holder.remove(child)
    for child in children:
        tail, child.tail = child.tail, None
        if child.tag in _BLOCKS or child.tag in _CONTAINERS:
            _append_filled(holder, loose)
            holder.append(child)
            loose = etree.Element("p")
            loose.text = tail
        else:
            loose.append(child)
            child.tail = tail
    _append_filled(holder, loose)


def _drop_empty_blocks(body: Any) -> None:
    for block in reversed(list(body.iter("p", "h1", "h2", "h3", "h4", "h5", "h6", "li"))):
        is_cell = block.getparent().tag in {"td", "th"}
        if not is_cell and not "".join(block.itertext()).strip():
            block.drop_tree()


def _append_filled(holder: Any, loose: Any) -> None:
    if "".join(loose.itertext()).strip():
        holder.append(loose)
