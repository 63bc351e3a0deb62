"""Breaking news has a label and a banner on every page, in every process, until its end to the second."""

from datetime import timedelta

import pytest
import time_machine

from articles.actions.errors import ActionRefused
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import publish, update
from articles.actions.stories.withdraw import kill, withhold
from articles.models import Article
from articles.url_paths import story_path
from tests.articles.site.web_process import WebProcess
from tests.factories import NOON, make_published, make_section, make_story

pytestmark = pytest.mark.django_db(transaction=True)
END = NOON + timedelta(hours=2)
PAGES = ("/", "/politik/", "/archiv/", "/kompakt/", "/suche/?q=Hafen", "/grundsaetze/", "/nowhere/")
BANNER = b'<aside class="breaking"'


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def make_breaking(headline: str = "Deich gebrochen", *, until=END, at=NOON) -> Article:
    article = make_story(headline, urgency=1, at=at - timedelta(hours=1))
    return publish(article.pk, by=None, at=at, breaking_until=until)


def path_of(article: Article, query: str = "") -> str:
    return story_path("politik", article.slug, article.pk) + query


def with_banner(process: WebProcess, *addresses: str) -> list[str]:
    return [address for address in addresses if BANNER in process.get(address)[1]]


def test_cached_pages_of_every_kind_have_the_banner_at_the_next_request(process):
    other = make_published("Hafen bleibt offen")
    pages = [*PAGES, path_of(other), path_of(other, "?view=text")]
    before = with_banner(process, *pages)

    make_breaking()

    assert (before, with_banner(process, *pages)) == ([], pages)


def test_the_banner_ends_at_its_second_on_cached_pages(process, clock):
    make_breaking()
    first = with_banner(process, *PAGES)
    clock.move_to(END - timedelta(seconds=1))
    last = with_banner(process, *PAGES)
    clock.move_to(END)

    assert (first, last, with_banner(process, *PAGES)) == ([*PAGES], [*PAGES], [])


@pytest.mark.parametrize("withdraw", [kill, withhold])
def test_the_banner_of_a_withdrawn_story_is_gone_at_the_next_request(process, withdraw):
    article = make_breaking()
    with_banner(process, *PAGES)

    withdraw(article.pk, reason="legal", by=None, at=NOON)

    assert with_banner(process, *PAGES) == []
    assert all(b"Deich gebrochen" not in process.get(page)[1] for page in PAGES)


def test_of_two_the_last_published_has_the_banner_until_it_ends(process, clock):
    make_breaking()
    make_breaking("Rat tritt ab", until=NOON + timedelta(hours=1), at=NOON + timedelta(seconds=1))
    clock.move_to(NOON + timedelta(seconds=1))
    first = process.get("/grundsaetze/")[1]
    clock.move_to(NOON + timedelta(hours=1))
    second = process.get("/grundsaetze/")[1]

    assert (first.count(BANNER), b"Rat tritt ab" in first, b"Deich gebrochen" in first) == (1, True, False)
    assert (second.count(BANNER), b"Deich gebrochen" in second) == (1, True)


def test_card_and_story_have_the_label_until_the_end(process, clock):
    article = make_breaking()
    addresses = (path_of(article), path_of(article, "?view=text"), "/politik/", "/kompakt/")
    count = {address: process.get(address)[1].count(b"Eilmeldung") for address in addresses}
    clock.move_to(END)

    assert min(count.values()) >= 3  # the banner's name, its label, and the label of the card or the story
    assert all(b"Eilmeldung" not in process.get(address)[1] for address in addresses)


def test_a_warm_page_with_a_banner_is_answered_from_memory(process):
    make_breaking()
    process.get("/grundsaetze/")

    assert process.answers_from_memory("/grundsaetze/")


def test_an_update_ends_the_breaking_news_early(process):
    article = make_breaking()
    with_banner(process, *PAGES)

    update(article.pk, StoryChange(breaking_until=None), by=None, at=NOON)

    assert with_banner(process, *PAGES) == []


def test_an_update_keeps_the_breaking_news(process):
    article = make_breaking()

    update(article.pk, by=None, at=NOON)

    assert with_banner(process, "/") == ["/"]


def test_a_story_that_is_no_longer_urgent_loses_the_banner(process):
    article = make_breaking()
    Article.objects.filter(pk=article.pk).update(urgency=4)

    update(article.pk, by=None, at=NOON)

    assert with_banner(process, "/") == []


@pytest.mark.parametrize(
    ("urgency", "until"), [(3, END), (1, NOON), (1, NOON + timedelta(hours=25))], ids=["calm", "past", "far"]
)
def test_breaking_news_is_urgent_and_ends_within_a_day(urgency, until):
    article = make_story(urgency=urgency, section=make_section())

    with pytest.raises(ActionRefused):
        publish(article.pk, by=None, at=NOON, breaking_until=until)
