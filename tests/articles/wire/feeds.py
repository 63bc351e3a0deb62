"""Feeds about an invented town, in the forms of real ones."""

from datetime import UTC, datetime

NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"'
)
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def rss(items: str, channel: str = "", namespaces: str = NAMESPACES) -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" {namespaces}>\n<channel>\n<title>Küstenbote</title>\n'
        f"<link>https://kuestenbote.example/</link>\n<language>de</language>\n{channel}\n{items}\n</channel></rss>"
    ).encode()


def item(content: str = "", name: str = "1") -> str:
    return (
        f'<item>\n<title>Kran {name} steht wieder</title><guid isPermaLink="false">kran-{name}</guid>\n'
        f"<link>https://kuestenbote.example/kran-{name}</link>"
        f"<pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate>{content}\n</item>\n"
    )


def atom(entries: str, feed: str = "") -> bytes:
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:app="http://www.w3.org/2007/app" xmlns:at="http://purl.org/atompub/tombstones/1.0" '
        'xmlns:wenn_nm="http://feed.wenn.com/xmlns/2010/03/wenn_nm" '
        'xmlns:wenn_cm="http://feed.wenn.com/xmlns/2010/03/wenn_cm" xml:base="https://kuestenbote.example/" xml:lang="de">'
        f"<title>Küstenbote</title>{feed}{entries}</feed>"
    ).encode()


def entry(content: str = "") -> str:
    return (
        '<entry><id>tag:kuestenbote.example,2026:1</id><title type="html">Kran &amp;amp; Werft</title>'
        f'<link href="/kran"/><updated>2026-03-02T09:00:00Z</updated>{content}</entry>'
    )


def wxr(items: str, channel: str = "") -> bytes:
    spaces = (
        f'{NAMESPACES} xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
    )
    return rss(items, f"<wp:wxr_version>1.2</wp:wxr_version>{channel}", spaces)
