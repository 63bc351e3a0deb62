"""Content of other providers is known by its address alone, and has one form in a story."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.embeds import (
    PROVIDERS,
    find_embed,
    list_embeds,
    list_unknown_embeds,
    read_sent_embed,
    send_embeds,
    write_embed,
)
from articles.text.paragraphs import plain_paragraphs
from articles.text.sanitize import sanitize
from tests.tables import each_of

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
FIGURE = f'<figure data-embed="{VIDEO}"></figure>'
TITLED = f'<figure data-embed="{VIDEO}"><figcaption>Der Hafen &amp; die Werft</figcaption></figure>'
ADDRESSES = [
    ("youtube", "https://youtu.be/dQw4w9WgXcQ?si=abc&t=3", VIDEO, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
    ("youtube", "http://m.youtube.com/watch?app=x&v=dQw4w9WgXcQ&list=1", VIDEO, ""),
    ("youtube", "https://www.youtube.com/shorts/dQw4w9WgXcQ", VIDEO, ""),
    ("youtube", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0", VIDEO, ""),
    ("vimeo", "https://vimeo.com/76979871", "", "https://player.vimeo.com/video/76979871?dnt=1"),
    ("vimeo", "https://player.vimeo.com/video/76979871?badge=0&h=0a1b2c3d4e&app_id=1",
     "https://vimeo.com/76979871/0a1b2c3d4e", "https://player.vimeo.com/video/76979871?h=0a1b2c3d4e&dnt=1"),
    ("vimeo", "https://vimeo.com/76979871/0a1b2c3d4e", "", "https://player.vimeo.com/video/76979871?h=0a1b2c3d4e&dnt=1"),
    ("tiktok", "https://www.tiktok.com/@hafen.tv/video/7106594312292453675?lang=de",
     "https://www.tiktok.com/@hafen.tv/video/7106594312292453675", "https://www.tiktok.com/player/v1/7106594312292453675"),
    ("mastodon", "https://mastodon.social/@Gargron/112850348901245", "", "https://mastodon.social/@Gargron/112850348901245/embed"),
    ("bluesky", "https://bsky.app/profile/bsky.app/post/3l6oveex3ii2l", "",
     "https://embed.bsky.app/embed/bsky.app/app.bsky.feed.post/3l6oveex3ii2l"),

    ("instagram", "https://www.instagram.com/hafen/reel/C8xYz_-12ab/?hl=de", "https://www.instagram.com/reel/C8xYz_-12ab/",
     "https://www.instagram.com/reel/C8xYz_-12ab/embed/"),
    ("spotify", "https://open.spotify.com/intl-de/episode/4rOoJ6Egrf8K2IrywzwOMk?si=x",
     "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk", "https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk"),
    ("ard-audiothek", "https://www.ardaudiothek.de/episode/urn:ard:episode:1a2b3c4d5e6f7a8b/",
     "https://www.ardaudiothek.de/episode/urn:ard:episode:1a2b3c4d5e6f7a8b/",
     "https://www.ardaudiothek.de/embed/episode/urn:ard:episode:1a2b3c4d5e6f7a8b/"),
    ("apple-podcasts", "https://podcasts.apple.com/de/podcast/der-hafen/id1544142288?uo=4&i=1000533080737",
     "https://podcasts.apple.com/de/podcast/id1544142288?i=1000533080737",
     "https://embed.podcasts.apple.com/de/podcast/id1544142288?i=1000533080737"),
]  # fmt: skip


@each_of(ADDRESSES)
def test_addresses_of_providers(code: str, given: str, address: str, frame: str) -> None:
    found = find_embed(given)
    assert found
    assert found.provider
    assert found.provider.code == code
    assert found.address == (address or given)
    assert found.frame == frame or not frame
    assert find_embed(found.address) == found


def test_a_post_on_twitter_is_one_on_x() -> None:
    found = find_embed("https://twitter.com/jack/status/20206?s=20")
    assert found
    assert found.address == "https://x.com/jack/status/20206"
    assert found.frame_origin == "https://platform.twitter.com"


@each_of(
    [
        "",
        "https://example.org/watch?v=dQw4w9WgXcQ",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://evil.example/@x/112850348901245",
        "https://user@www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ",
        "javascript:alert('https://youtu.be/dQw4w9WgXcQ')",
        "https://youtu.be/dQw4w9W%22onload",
        "https://[youtu.be/dQw4w9WgXcQ",
        "https://www.youtube.com/@kanal",
        "https://youtu.be/" + "a" * 600,
    ]
)
def test_other_addresses_are_unknown(address: str) -> None:
    assert find_embed(address) is None


@each_of([
        (FIGURE, FIGURE),
        (TITLED, TITLED),
        (f"<p>a</p><p> {VIDEO} </p><p>b</p>", f"<p>a</p>{FIGURE}<p>b</p>"),
        (f'<p><a href="{VIDEO}">{VIDEO}</a></p>', FIGURE),
        (f'<p><a href="{VIDEO}">Das Video</a></p>', f'<p><a href="{VIDEO}" rel="noopener nofollow">Das Video</a></p>'),
        (f"<p>Siehe {VIDEO}</p>", f"<p>Siehe {VIDEO}</p>"),
        (f"<ul><li>{VIDEO}</li></ul>", f"<ul><li>{VIDEO}</li></ul>"),
        ('<figure data-embed="https://youtu.be/dQw4w9WgXcQ" class=x onclick=y>a<b>b</b></figure>',
         f'<figure data-embed="{VIDEO}"><figcaption>a b</figcaption></figure>'),
        ('<figure data-embed="https://evil.example/1"></figure>',
         '<p><a href="https://evil.example/1" rel="noopener nofollow">https://evil.example/1</a></p>'),
        ('<figure data-embed="javascript:x()"></figure>', '<p><a rel="noopener nofollow">javascript:x()</a></p>'),
        ("<figure><img src=x><figcaption>Kran</figcaption></figure>", "Kran"),
    ])  # fmt: skip
def test_embedded_content_has_one_form(html: str, kept: str) -> None:
    assert sanitize(html) == kept
    assert sanitize(kept) == kept


def test_the_content_of_a_body_is_listed_with_its_title() -> None:
    (embed,) = list_embeds(f"<p>a</p>{TITLED}")
    assert (embed.content.address, embed.title) == (VIDEO, "Der Hafen & die Werft")


def test_partners_get_a_link_that_comes_back() -> None:
    for stored in (FIGURE, TITLED):
        sent = send_embeds(stored)
        assert f'<a href="{VIDEO}">' in sent
        embed = read_sent_embed(sent)
        assert embed
        assert write_embed(embed) == stored


def test_the_plain_text_has_the_title_or_the_address() -> None:
    assert plain_paragraphs(f"<p>a</p>{FIGURE}{TITLED}<p>b</p>") == ("a", VIDEO, "Der Hafen & die Werft", "b")


def test_unknown_addresses_of_an_editor_are_named() -> None:
    raw = f'{FIGURE}<p>Der Rat tagt.</p><figure data-embed="https://e.example/a&amp;b"></figure>'
    assert list(list_unknown_embeds(raw)) == [("https://e.example/a&b", "Der Rat tagt.")]


def test_each_provider_names_who_receives_data() -> None:
    assert len({provider.code for provider in PROVIDERS}) == len(PROVIDERS)
    assert all(provider.company or provider.code == "mastodon" for provider in PROVIDERS)


@given(st.text())
def test_any_text_has_content_or_none(address: str) -> None:
    find_embed(address)
    find_embed(f"https://youtu.be/{address}")


def test_pictures_and_content_of_others_are_kept_in_one_text():
    photos = '<figure data-photos="3 4"></figure>'
    assert sanitize(f"<p>{VIDEO}</p>{photos}<p>b</p>") == f"{FIGURE}{photos}<p>b</p>"


def test_a_link_is_left_of_content_in_another_block():
    shown = sanitize(f"<blockquote><p>q</p>{TITLED}</blockquote>")
    assert f'href="{VIDEO}"' in shown and "Der Hafen" in shown
    assert sanitize(shown) == shown
