"""Providers whose content can be shown in a story. Pure.

A rule makes the lasting address of the content and the address of the frame that shows it. Frames ask for the form with
the fewest cookies, where a provider has one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

VIDEO, AUDIO, POST = "video", "audio", "post"
MAX_LENGTH = 500
_SAME_SITE = re.compile(r"^(?:www|m)\.")


@dataclass(frozen=True, slots=True)
class AddressRule:
    """A form of addresses: hosts, and a pattern of path and query.

    The templates of the two addresses take the groups of the pattern and `host`.
    """

    hosts: frozenset[str]
    pattern: re.Pattern[str]
    address: str
    frame: str


@dataclass(frozen=True, slots=True)
class EmbedProvider:
    """`company` is who receives data of the reader once the content is loaded."""

    code: str
    name: str
    company: str
    kind: str
    rules: tuple[AddressRule, ...]
    example: str


@dataclass(frozen=True, slots=True)
class EmbeddedContent:
    """Content at an address; without `provider` it can only be linked."""

    address: str
    provider: EmbedProvider | None = None
    frame: str = ""

    @property
    def frame_origin(self) -> str:
        """The source for the content security policy."""
        parts = urlsplit(self.frame)
        return f"{parts.scheme}://{parts.netloc}"


def _rule(hosts: str, pattern: str, address: str, frame: str) -> AddressRule:
    return AddressRule(frozenset(hosts.split()), re.compile(pattern, re.ASCII), address, frame)


_YOUTUBE = "https://www.youtube.com/watch?v={id}", "https://www.youtube-nocookie.com/embed/{id}"
_VIMEO_HIDDEN = "https://vimeo.com/{id}/{key}", "https://player.vimeo.com/video/{id}?h={key}&dnt=1"
_VIMEO = "https://vimeo.com/{id}", "https://player.vimeo.com/video/{id}?dnt=1"
_TIKTOK = "https://www.tiktok.com/@{user}/video/{id}", "https://www.tiktok.com/player/v1/{id}"
_X = (
    "https://x.com/{user}/status/{id}",
    "https://platform.twitter.com/embed/Tweet.html?id={id}&dnt=true",
)
_MASTODON_SERVERS = (
    "mastodon.social mastodon.online mstdn.social mas.to social.bund.de troet.cafe norden.social chaos.social "
    "ruhr.social hessen.social social.tchncs.de det.social nrw.social sueden.social muenchen.social "
    "berlin.social hamburg.social ard.social zdf.social social.vivaldi.net"
)

PROVIDERS = (
    EmbedProvider(
        "youtube", "YouTube", "Google Ireland Ltd., Dublin", VIDEO,
        (
            _rule("youtube.com youtube-nocookie.com", r"/watch\?(?:.*&)?v=(?P<id>[\w-]{11})(?:&.*)?", *_YOUTUBE),
            _rule("youtube.com youtube-nocookie.com", r"/(?:embed|shorts|live)/(?P<id>[\w-]{11})(?:\?.*)?", *_YOUTUBE),
            _rule("youtu.be", r"/(?P<id>[\w-]{11})(?:[/?].*)?", *_YOUTUBE),
        ),
        "https://www.youtube.com/watch?v=…",
    ),
    EmbedProvider(
        "vimeo", "Vimeo", "Vimeo.com Inc., New York", VIDEO,
        (
            _rule("vimeo.com", r"/(?P<id>\d{5,12})/(?P<key>[0-9a-f]{6,20})(?:\?.*)?", *_VIMEO_HIDDEN),
            _rule("vimeo.com", r"/(?:channels/\w+/)?(?P<id>\d{5,12})(?:[/?].*)?", *_VIMEO),
            _rule(
                "player.vimeo.com", r"/video/(?P<id>\d{5,12})\?(?:.*&)?h=(?P<key>[0-9a-f]{6,20})(?:&.*)?",
                *_VIMEO_HIDDEN,
            ),
            _rule("player.vimeo.com", r"/video/(?P<id>\d{5,12})(?:\?.*)?", *_VIMEO),
        ),
        "https://vimeo.com/…",
    ),
    EmbedProvider(
        "tiktok", "TikTok", "TikTok Technology Ltd., Dublin", VIDEO,
        (_rule("tiktok.com", r"/@(?P<user>[\w.]{2,30})/video/(?P<id>\d{10,25})(?:[/?].*)?", *_TIKTOK),),
        "https://www.tiktok.com/@name/video/…",
    ),
    EmbedProvider(
        "mastodon", "Mastodon", "", POST,
        (
            _rule(
                _MASTODON_SERVERS, r"/(?P<user>@\w[\w.-]{0,60})/(?P<id>\d{5,25})(?:/embed)?/?(?:\?.*)?",
                "https://{host}/{user}/{id}", "https://{host}/{user}/{id}/embed",
            ),
        ),
        "https://mastodon.social/@name/…",
    ),
    EmbedProvider(
        "bluesky", "Bluesky", "Bluesky Social PBC, Seattle", POST,
        (
            _rule(
                "bsky.app", r"/profile/(?P<user>[\w.:-]{4,120})/post/(?P<id>[a-z2-7]{10,20})/?(?:\?.*)?",
                "https://bsky.app/profile/{user}/post/{id}",
                "https://embed.bsky.app/embed/{user}/app.bsky.feed.post/{id}",
            ),
        ),
        "https://bsky.app/profile/name/post/…",
    ),
    EmbedProvider(
        "x", "X", "X Internet Unlimited Company, Dublin", POST,
        (_rule("x.com twitter.com", r"/(?P<user>\w{1,15})/status/(?P<id>\d{5,25})(?:[/?].*)?", *_X),),
        "https://x.com/name/status/…",
    ),
    EmbedProvider(
        "instagram", "Instagram", "Meta Platforms Ireland Ltd., Dublin", POST,
        (
            _rule(
                "instagram.com", r"/(?:[\w.]{1,30}/)?(?P<kind>p|reel|tv)/(?P<id>[\w-]{5,40})(?:[/?].*)?",
                "https://www.instagram.com/{kind}/{id}/", "https://www.instagram.com/{kind}/{id}/embed/",
            ),
        ),
        "https://www.instagram.com/p/…",
    ),
    EmbedProvider(
        "spotify", "Spotify", "Spotify AB, Stockholm", AUDIO,
        (
            _rule(
                "open.spotify.com",
                r"/(?:intl-[a-z]{2}/)?(?:embed/)?(?P<kind>episode|show|track|album|playlist)/(?P<id>\w{22})/?(?:\?.*)?",
                "https://open.spotify.com/{kind}/{id}", "https://open.spotify.com/embed/{kind}/{id}",
            ),
        ),
        "https://open.spotify.com/episode/…",
    ),
    EmbedProvider(
        "ard-audiothek", "ARD Audiothek", "ARD, Frankfurt", AUDIO,
        (
            _rule(
                "ardaudiothek.de", r"/(?:embed/)?episode/(?P<id>urn:ard:[a-z]+:[0-9a-f]{8,40})/?(?:\?.*)?",
                "https://www.ardaudiothek.de/episode/{id}/", "https://www.ardaudiothek.de/embed/episode/{id}/",
            ),
        ),
        "https://www.ardaudiothek.de/episode/…",
    ),
    EmbedProvider(
        "apple-podcasts", "Apple Podcasts", "Apple Distribution International Ltd., Cork", AUDIO,
        (
            _rule(
                "podcasts.apple.com embed.podcasts.apple.com",
                r"/(?P<land>[a-z]{2})/podcast/(?:[^/?]+/)?(?P<id>id\d{5,15})\?(?:.*&)?i=(?P<part>\d{5,20})(?:&.*)?",
                "https://podcasts.apple.com/{land}/podcast/{id}?i={part}",
                "https://embed.podcasts.apple.com/{land}/podcast/{id}?i={part}",
            ),
        ),
        "https://podcasts.apple.com/de/podcast/…",
    ),
)  # fmt: skip


@lru_cache(maxsize=1_000)
def find_embed(address: str) -> EmbeddedContent | None:
    """Return the content at an address of a known provider, None for another one."""
    if len(address) > MAX_LENGTH or not (found := _split_address(address)):
        return None
    host, rest = found
    for provider, rule in _list_rules(host):
        if match := rule.pattern.fullmatch(rest):
            values = {**match.groupdict(), "host": host}
            return EmbeddedContent(rule.address.format(**values), provider, rule.frame.format(**values))
    return None


def _split_address(address: str) -> tuple[str, str] | None:
    """Return host and the rest of an https or http address without a port."""
    try:
        parts = urlsplit(address.strip())
        if parts.scheme not in {"http", "https"} or parts.port or "@" in parts.netloc or not parts.hostname:
            return None
    except ValueError:
        return None
    return _SAME_SITE.sub("", parts.hostname), parts.path + (f"?{parts.query}" if parts.query else "")


def _list_rules(host: str) -> Iterator[tuple[EmbedProvider, AddressRule]]:
    for provider in PROVIDERS:
        for rule in provider.rules:
            if host in rule.hosts:
                yield provider, rule
