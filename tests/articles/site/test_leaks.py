"""No byte of what is not public, at any address a reader can think of or has seen before."""

import re
from datetime import timedelta

import pytest
from django.urls import Resolver404, resolve
from django.utils.timezone import localtime

from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import correct, publish, update
from articles.actions.stories.running_story import add_entry
from articles.actions.stories.schedule import schedule
from articles.actions.stories.withdraw import kill, withhold
from articles.models import (
    Article,
    FrontSlot,
    Mailing,
    MediaFile,
    SharedPreview,
    StaffInitials,
    StaticPage,
    Topic,
)
from articles.rights.grants import RightsChannel
from articles.selectors.preview_tokens import make_token
from articles.site import urls
from articles.site.story_media import media_path
from articles.text.media_figures import list_placed_media, write_media_figure
from articles.url_paths import moved_path, site_path
from tests.articles.actions.newsletters.newsletters import make_newsletter, make_sent
from tests.articles.running_stories import make_running, write_entry
from tests.factories import NOON, make_media, make_person, make_photo, make_published, make_story, video_bytes

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
SECRET = "Zwiebelfisch"
LINK = re.compile(r'(?:href|src|srcset)="([^"]+)"|<(?:loc|id)>([^<]+)</')


def make_secret(**fields) -> Article:
    """A draft whose every field says the secret word, with a person, a topic and a picture of its own."""
    person = make_person(f"Olga {SECRET}", f"{SECRET}beauftragte")
    photo = make_photo(f"{SECRET}/Nordbild", caption=f"{SECRET} am Kai", alt_text=f"{SECRET} von hinten")
    topic = Topic.objects.create(name=f"{SECRET}-Affäre", slug="affaere")
    media = make_media(
        f"Rede von {SECRET}", caption=SECRET, transcript=SECRET, credit_raw=SECRET, poster_id=make_photo().pk,
        data=video_bytes() + SECRET.encode(), channels=(RightsChannel.SITE, RightsChannel.SOCIAL),
    )  # fmt: skip
    article = make_story(
        f"{SECRET} verlässt die Werft",
        body=f"<p>Olga {SECRET} geht.</p>{write_media_figure(media.pk)}",
        kicker=SECRET,
        dek=f"{SECRET} packt.",
        byline=f"Von {SECRET} und Dora Lind",
        people=(person,),
        pictures=(photo,),
        **fields,
    )
    article.topics.add(topic, Topic.objects.get_or_create(name="Werft", slug="werft")[0])
    StaffInitials.objects.get_or_create(initials="dl", name="Dora Lind", slug="dora-lind")
    FrontSlot.objects.create(place=1, article=article, given_at=NOON)
    if companion := Article.objects.exclude(pk=article.pk).first():
        make_sent(make_newsletter(), companion, article, subject=f"{SECRET} und mehr", greeting=SECRET)
    return article


def make_companion() -> Article:
    """A public story of the same section and topic: what is related to it stands on its page."""
    article = make_published("Werft baut neue Fähre", tag="(afp/dl)", at=NOON)
    article.topics.add(Topic.objects.get_or_create(name="Werft", slug="werft")[0])
    return update(article.pk, StoryChange(fields={"kicker": "Fähren"}), by=None, at=NOON)


def draft() -> Article:
    return make_secret()


def scheduled() -> Article:
    article = make_secret()
    return schedule(article.pk, publish_at=NOON + timedelta(days=1), by=None, at=NOON)


def embargoed() -> Article:
    article, lifts = make_secret(), NOON + timedelta(days=1)
    return schedule(article.pk, publish_at=lifts, embargo_until=lifts, by=None, at=NOON)


def withheld() -> Article:
    article = publish(make_secret().pk, by=None, at=NOON)
    return withhold(article.pk, reason="legal", by=None, at=LATER)


def killed() -> Article:
    article = publish(make_secret().pk, by=None, at=NOON)
    return kill(article.pk, reason="legal", by=None, at=LATER)


def draft_entry() -> Article:
    """A part of a public running story that nobody has published."""
    article, story = make_secret(), make_running()
    add_entry(article.pk, story.pk, by=None, at=NOON)
    write_entry(story, "Das Wasser fällt.")
    return article


def scheduled_entry() -> Article:
    return schedule(draft_entry().pk, publish_at=NOON + timedelta(days=1), by=None, at=NOON)


def killed_entry() -> Article:
    article = publish(draft_entry().pk, by=None, at=NOON)
    return kill(article.pk, reason="legal", by=None, at=LATER)


ENTRIES = [draft_entry, scheduled_entry, killed_entry]


def out_of_rights() -> Article:
    article = publish(make_secret().pk, by=None, at=NOON)
    article.editions.update(visible_until=LATER)
    return article


def addresses(article: Article) -> list[str]:
    """What a guess, an old link or a search engine might ask for."""
    person = article.mentions.get().person
    photo = article.placements.get().photo
    day = localtime(NOON)
    shared = SharedPreview(article=article, version=article.version, expires_at=NOON + timedelta(days=1))
    shared.created_at = NOON
    shared.save()
    token = make_token(shared) if article.state in {"withheld", "killed"} else "forged"
    pictures = [
        f"/media/{photo.pk}-{photo.sha256[:16]}-{width}.{kind}"
        for width in (480, 600)
        for kind in ("webp", "jpg")
    ]
    (media,) = MediaFile.objects.filter(pk__in=list_placed_media(article.body))
    poster = media.poster
    return [
        *pictures,
        media_path(media),
        f"/media/{media.file.name}",
        f"/media/{poster.pk}-{poster.sha256[:16]}-480.webp",
        media_path(media).replace("/media/", f"/preview/{token}/"),
        f"/id/media/{media.pk}",
        f"/media/{photo.file.name}",
        f"/politik/{article.slug}-{article.pk}/",
        f"/politik/{article.slug}-{article.pk}/?view=text",
        f"/politik/x-{article.pk}/",
        *(
            f"/politik/{one.slug}-{one.pk}/?view=entries"
            for one in Article.objects.exclude(running_story=None)
        ),
        f"/kontakt/{article.slug}-{article.pk}/",
        f"/share-card/{article.pk}-0123.png",
        f"/preview/{token}/",
        f"/preview/{token}/story/",
        f"/preview/{token}/{photo.pk}-{photo.sha256[:16]}-480.webp",
        f"/person/{person.slug}-{person.pk}/",
        f"/person/x-{person.pk}/",
        "/archiv/personen/z/",
        "/thema/affaere/",
        "/thema/affaere/feed.atom",
        "/thema/werft/",
        "/thema/werft/feed.atom",
        "/quelle/afp/",
        "/autor/dora-lind/",
        f"/id/story/{article.pk}",
        f"/id/person/{person.pk}",
        f"/archiv/{day:%Y}/",
        f"/archiv/{day:%Y/%m}/",
        f"/archiv/{day:%Y/%m/%d}/",
        f"/sitemap-{day:%Y-%m}.xml",
        *(f"/newsletter/morgenpost/{mailing.pk}/" for mailing in Mailing.objects.all()),
        "/newsletter/morgenpost/",
        f"/suche/?q={SECRET}",
        "/suche/?q=Werft&section=politik",
        "/suche/?q=Zwiebelfischs",
    ]


ENTRANCES = ["/", "/politik/", "/archiv/", "/korrekturen/", "/korrekturen/feed.atom", "/suche/?q=Werft", "/feed.atom", "/politik/feed.atom",
             "/sitemap.xml", "/sitemap-lists.xml", "/robots.txt", "/kompakt/", "/feed.json", "/sitemap-news.xml"]  # fmt: skip
ALSO = [
    "/theme.css",
    "/theme/0123.css",
    "/theme/0123/logo.svg",
    "/site.webmanifest",
    "/share-card.png",
    "/.well-known/security.txt",
    "/.well-known/tdmrep.json",
    "/license.xml",
    "/security.txt",
    "/autor/niemand/feed.atom",
    "/person/niemand-48/feed.atom",
    "/healthz",
    "/metrics",
    "/readyz",
    "/newsletter/",
    "/newsletter/sign-up/",
    "/newsletter/confirm/0123/",
    "/newsletter/leave/0123/",
    "/favicon.ico",
    *(site_path(f"/{name}/") for name in StaticPage.Name),
    "/nowhere/",
]


def crawled(reader, starts: list[str]) -> dict[str, bytes]:
    """Every page reachable from `starts`, with its headers, by address."""
    waiting, seen = list(starts), {}
    while waiting:
        address = waiting.pop().removeprefix("https://zeitung.example").replace("&amp;", "&").split(" ")[0]
        if (
            address in seen
            or not address.startswith(("/", "?"))
            or address.startswith(("/static/", "/admin/"))
        ):
            continue
        answer = reader.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        seen[address] = repr(answer.headers).encode() + body
        waiting += [one or two for one, two in LINK.findall(body.decode(errors="replace"))]
    return seen


def route_of(address: str) -> str:
    try:
        return str(resolve(address.partition("?")[0]).route)
    except Resolver404:
        return "nothing"


def without_the_question(address: str, answer: bytes) -> bytes:
    """A search page repeats what was asked, which tells nobody anything."""
    return (
        answer.replace(SECRET.encode(), b"")
        if "/suche/" in address and b'class="hits' not in answer
        else answer
    )


@pytest.mark.parametrize("hide", [draft, scheduled, embargoed, withheld, killed, out_of_rights, *ENTRIES])
def test_what_is_not_public_leaves_no_byte_at_any_address(reader, hide):
    make_companion()
    article = hide()

    answers = crawled(reader, [*ENTRANCES, *ALSO, *addresses(article)])

    leaks = [
        a for a, text in answers.items() if SECRET.lower().encode() in without_the_question(a, text).lower()
    ]
    assert leaks == [], "the secret word is readable there"


def test_the_crawl_asks_at_every_address_the_site_has(reader):
    """A new kind of page is to be looked at here before it goes out."""
    make_companion()

    answers = crawled(reader, [*ENTRANCES, *ALSO, *addresses(withheld())])

    patterns = {str(entry.pattern) for entry in urls.urlpatterns}
    assert {p for p in patterns - set(map(route_of, answers)) if not moved_path(f"/{p}")} == set()


@pytest.mark.parametrize("hide", [draft, scheduled, embargoed, withheld, killed, out_of_rights])
def test_the_picture_of_what_is_not_public_is_not_served(reader, hide):
    article = hide()

    answers = {a: reader.get(a).status_code for a in addresses(article) if a.startswith("/media/")}

    assert set(answers.values()) == {404}


def test_the_same_words_are_everywhere_once_the_story_is_out(reader):
    """The control: with the story public the crawl does find the secret word."""
    publish(make_secret().pk, by=None, at=NOON)

    answers = crawled(reader, ENTRANCES)

    assert sum(SECRET.encode() in text for text in answers.values()) > 8


def test_the_whole_site_has_no_link_to_a_missing_page(reader):
    article = publish(make_secret().pk, by=None, at=NOON)
    make_published("Werft baut neue Fähre", tag="(afp/dl)", at=NOON)
    correct(article.pk, desk_note="1.: 12", public_note="Es waren 13.", by=None, at=LATER)

    dead = [a for a in crawled(reader, ENTRANCES) if reader.get(a).status_code >= 400]

    assert dead == []


def test_the_words_of_an_entry_are_on_its_pages_once_it_is_out(reader):
    """The control of the entries."""
    entry = publish(draft_entry().pk, by=None, at=NOON)

    answers = crawled(reader, [*ENTRANCES, *addresses(entry)])

    pages = {address for address, text in answers.items() if SECRET.encode() in text}
    assert {True, False} == {"view=entries" in page for page in pages}
