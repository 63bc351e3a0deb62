"""Names of HTML elements: parts of the page, its text, pictures and credits."""

import re
from functools import lru_cache

from articles.text.html_elements import HtmlElement
from newsroom.text.wordlists import split_words

_PAGE_STEMS = re.compile(
    r"newsletter|kommentar|(?<!re)comment|recommend|empfehl|related|verwandt|outbrain|taboola|breadcrumb|advert|werbung"
    r"|anzeige(?!n?text)|sponsor|subscribe(?!r)|subscription|cookie|consent|most-?read|meist-?gelesen|author-?_*(?:box|bio|info|card|note|profile|description|teaser)"
    r"|autor(?:en)?-?(?:box|info)"
    r"|about-?author|read-?more|more-?stories|mehr-?zum-?thema|skip-?link|navigation|sidebar|social|sharing|promo(?!tion)|trending"
    r"|most-?popular|disclaimer|recirc|outro-?links|cross-?links|weiterlesen|weiterfuehrend|push-?(?:box|service)|twitter-?tweet|instagram-?media|tiktok-?embed|fb-?post|(?:bluesky|reddit|mastodon|social)-?embed"
    r"|tag-?list|signup|sign-?up"
)
"""Beginnings of words that name a part of the page, also within a longer word: `leserkommentare`."""
_PAGE_WORDS = split_words(
    """
    ad ads adbox adslot share shares nav navbar menu toolbar tags keywords topics cta bio revenue donate donation
    donations popular poll quiz survey feedback login paywall player controls consent popup modal overlay banner abo
    upsell registration registrieren complementary contentinfo dialog alertdialog navigation menubar tablist search
    recommend teaser teasers widget carousel infobox factbox
    """
)
_OPEN_WORDS = split_words(
    "paywall premium modal widget banner overlay carousel teasers controls player login abo"
)
"""Words of elements that hold the story itself on some pages."""
_TEXT_STEMS = re.compile(
    r"article-?_*body|entry-?content|article-?content|article-?text|story-?body|story-?text|post-?content|body-?copy|rich-?text"
    r"|news-?text|article__body|artikel-?text|textblock|paragraph|absatz(?!bild)|bodytext|text-?body(?!\d)|post-?body|content-?body|fliesstext|maincontent"
)
_CREDIT_STEMS = re.compile(
    r"credit|copyright|photograph|quelle|(?<!re)source|bildrechte|fotohinweis|bildnachweis|fotograf|rights|attribution|provider"
)
_CAPTION_STEMS = re.compile(
    r"caption|legend|bildtext|bildunterschrift|image-?_*text|img-?text|imgtext|\bcap\b|image-?description|beschreibung|gallery-?text|butext|\bbu\b"
)
_PULL_QUOTE_STEMS = re.compile(
    r"pull-?_*quote|zitat|quote-?_*(?:box|text|block)|(?:box|teaser|big)-?_*quote|^(?:block)?quote$"
)
_SURE_PULL_QUOTE_STEMS = re.compile(r"pull-?_*quote|quote-?_*box|(?:box|teaser|big)-?_*quote")
_PICTURE_WORDS = split_words(
    "image img photo picture figure media bild foto gallery bildbox pic imgwrap wpcaption thumbnail galerie"
)
_SITE_WORDS = split_words("logo site sitename brand branding masthead")
_VIDEO_WORDS = split_words("video player videobox videoplayer youtube audio podcast")


_OTHERS_STEMS = re.compile(
    r"kommentar|(?<!re)comment|recommend|empfehl|related|verwandt|most-?read|meist-?gelesen|cookie|consent|info-?_*box|fact-?_*box"
)
_STATE = re.compile(
    r"(?:has|have|with|without|no|not|is|hide|show|js-has)[-_]|.*(?:enabled|disabled|open|closed)$|.*:"
    r"|text-(?:caption|body|title)\d?$"
)
"""Names of states and of letters: `with-sidebar`, `comments-open`, `md:text-title`, `text-caption`."""


def holds_other_texts(element: HtmlElement) -> bool:
    """Return whether the element is named a list of comments or of other stories."""
    return _has(_OTHERS_STEMS, element.names)


@lru_cache(maxsize=4_000)
def _has(stems: re.Pattern[str], names: frozenset[str]) -> bool:
    return any(stems.search(name) for name in names if not _STATE.match(name))


def names_page_part(element: HtmlElement) -> bool:
    """Return whether the element is called a part of the page, such as its newsletter."""
    return bool((element.words | element.names) & _PAGE_WORDS) or _has(_PAGE_STEMS, element.names)


def is_surely_of_page(element: HtmlElement) -> bool:
    return _has(_PAGE_STEMS, element.names)


def may_hold_story(element: HtmlElement) -> bool:
    """Return whether the name for a part of the page is also one for stories."""
    return bool(element.words & _OPEN_WORDS) and not _has(_PAGE_STEMS, element.names)


def is_navigation(element: HtmlElement) -> bool:
    """Return whether the element is the way to the page, which may end with a title."""
    return element.tag == "nav" or any("breadcrumb" in name for name in element.names)


def names_text(element: HtmlElement) -> bool:
    return _has(_TEXT_STEMS, element.names)


def names_credit(element: HtmlElement) -> bool:
    return element.tag in {"cite", "small"} or _has(_CREDIT_STEMS, element.names)


def names_caption(element: HtmlElement) -> bool:
    return element.tag == "figcaption" or _has(_CAPTION_STEMS, element.names)


def names_picture(element: HtmlElement) -> bool:
    return element.tag == "figure" or bool(element.words & _PICTURE_WORDS)


def names_pull_quote(element: HtmlElement) -> bool:
    return _has(_PULL_QUOTE_STEMS, element.names)


def is_surely_pull_quote(element: HtmlElement) -> bool:
    """Return whether the names also say so of a quotation: `pullquote`, not `zitat`."""
    return _has(_SURE_PULL_QUOTE_STEMS, element.names)


def names_site(element: HtmlElement) -> bool:
    """Return whether a title is the name of the site, next to that of the story."""
    return bool(element.words & _SITE_WORDS)


def names_video(element: HtmlElement) -> bool:
    return element.tag in {"video", "audio"} or bool(element.words & _VIDEO_WORDS)
