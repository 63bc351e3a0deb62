"""The one allow-list of tags a story's body may have. Pure."""

import re

import nh3

TAGS = {"p", "h2", "h3", "strong", "em", "a", "ul", "ol", "li", "blockquote", "br", "sub", "sup"}
RENAMED = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "b": "strong", "i": "em", "div": "p", "td": "p"}
SCHEMES = {"http", "https", "mailto"}

OPEN_OR_CLOSE = re.compile(r"<(/?)(h1|h4|h5|h6|b|i|div|td)(?=[\s>/])", re.IGNORECASE)
EMPTY = re.compile(r"<(p|h2|h3|li|blockquote|strong|em)>\s*</\1>")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href"}},
    url_schemes=SCHEMES,
    link_rel="noopener nofollow",
    clean_content_tags={"script", "style", "iframe", "object", "template", "noscript", "svg", "math"},
)


def sanitize(html: str) -> str:
    """Body HTML with our tags only. Headings and bold of other editors become ours; scripts go with their content."""
    mapped = OPEN_OR_CLOSE.sub(lambda m: f"<{m[1]}{RENAMED[m[2].lower()]}", CONTROLS.sub("", html))
    cleaned = CLEANER.clean(mapped)
    while (shorter := EMPTY.sub("", cleaned)) != cleaned:
        cleaned = shorter
    return cleaned.strip()
