"""Each check of a public place: it passes for a place without the story and finds the story where it still is."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.utils import translation

from articles.actions.desk.front_arrangement import BlockDraft, FrontArrangement
from articles.actions.desk.front_page import arrange_section_front
from articles.actions.stories.translations import link_translation
from articles.actions.stories.withdraw import kill
from articles.models import Edition, Photo, Topic
from articles.text.media_figures import write_media_figure
from articles.withdrawal_checks.internal_request import ResponseSummary
from articles.withdrawal_checks.site import TraceCheck, list_checks, run_checks
from people.models import Person
from tests.factories import NOON, make_media, make_person, make_photo, make_published, make_section

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
LISTS = {
    "Front page": "/",
    "Section Politik": "/politik/",
    "Compact edition": "/kompakt/",
    "Search": "/suche/?q=Kai gesperrt",
    "Archive": "/archiv/2026/03/02/",
    "Corrections": "/korrekturen/",
    "Atom feed": "/feed.atom",
    "Atom feed of the section": "/politik/feed.atom",
    "JSON Feed": "/feed.json",
    "News sitemap": "/sitemap-news.xml",
    "Sitemap of the month": "/sitemap-2026-03.xml",
    "Topic Hafen": "/thema/hafen/",
    "Atom feed of Hafen": "/thema/hafen/feed.atom",
    "Source afp": "/quelle/afp/",
}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def edition() -> Edition:
    Topic.objects.create(slug="hafen", name="Hafen")
    story = make_published("Kai gesperrt", tag="(afp)", people=(make_person(),), pictures=(make_photo(),))
    Edition.objects.filter(article=story).update(topic_slugs=["hafen"])
    return Edition.objects.select_related("section").get(article=story)


def checks(edition: Edition, *, killed: bool = True) -> dict[str, TraceCheck]:
    return {check.outlet: check for check in list_checks(edition, killed=killed, at=LATER)}


def link(edition: Edition) -> str:
    return f'<a href="/politik/{edition.slug}-{edition.article_id}/">'


@pytest.mark.parametrize("outlet", LISTS)
def test_a_list_passes_without_a_link_and_fails_with_one_or_with_an_error(edition, outlet):
    check = checks(edition)[outlet]

    assert unquote(check.address) == LISTS[outlet]
    assert check.judge(ResponseSummary(200, "<p>Kai gesperrt</p>")) == (True, "no longer links to it")
    assert check.judge(ResponseSummary(404, "")) == (True, "no longer links to it")
    assert check.judge(ResponseSummary(200, link(edition))) == (False, "still links to it")
    assert check.judge(ResponseSummary(500, "")) == (False, "returns status 500")


@pytest.mark.parametrize("outlet", ["Story page", "Story as text"])
@pytest.mark.parametrize(("killed", "status"), [(True, 410), (False, 404)])
def test_the_own_page_passes_with_the_status_of_its_withdrawal_only(edition, outlet, killed, status):
    judge = checks(edition, killed=killed)[outlet].judge

    assert judge(ResponseSummary(status, "")) == (True, f"returns status {status}")
    assert judge(ResponseSummary(200, ""))[0] is False
    assert judge(ResponseSummary(410 + 404 - status, ""))[0] is False


def test_the_card_of_shared_links_passes_if_it_is_not_found(edition):
    check = checks(edition)["Share card"]

    assert check.address.startswith(f"/share-card/{edition.article_id}-")
    assert check.judge(ResponseSummary(404, "")) == (True, "returns status 404")
    assert check.judge(ResponseSummary(200, "")) == (False, "returns status 200")


def test_the_own_page_fails_if_a_notice_repeats_the_headline(edition):
    judge = checks(edition)["Story page"].judge

    assert judge(ResponseSummary(410, "<p>Kai gesperrt</p>")) == (False, "still shows the headline")


def test_the_page_of_a_person_is_checked(edition):
    check = checks(edition)["Page of Mira Talberg"]

    assert check.address.startswith("/person/mira-talberg-")
    assert check.judge(ResponseSummary(200, link(edition)))[0] is False


def test_a_hidden_person_has_no_page_to_check(edition):
    Person.objects.update(hidden=True)

    assert not [outlet for outlet in checks(edition) if outlet.startswith("Page of")]


@pytest.mark.parametrize("status", [404, 410])
def test_a_picture_passes_once_its_file_is_refused(edition, status):
    (jpeg,) = [check for outlet, check in checks(edition).items() if outlet.endswith("(jpg)")]

    assert jpeg.address.startswith("/media/")
    assert jpeg.judge(ResponseSummary(status, "")) == (True, f"returns status {status}")
    assert jpeg.judge(ResponseSummary(200, "")) == (False, "still available")


def test_a_picture_that_another_story_shows_leaves_nothing_to_do(edition):
    picture = Photo.objects.get()
    make_published("Kai wieder frei", pictures=(picture,))
    pictures = [check for outlet, check in checks(edition).items() if "icture" in outlet]

    assert {check.judge(ResponseSummary(200, "")) for check in pictures} == {
        (True, "still used by another story")
    }


def test_a_blocked_picture_has_to_go_although_another_story_has_it(edition):
    picture = Photo.objects.get()
    make_published("Kai wieder frei", pictures=(picture,))
    Photo.objects.update(blocked=True)
    pictures = [check for outlet, check in checks(edition).items() if "icture" in outlet]

    assert {check.judge(ResponseSummary(200, "")) for check in pictures} == {(False, "still available")}


def test_every_format_of_a_picture_is_checked(edition):
    formats = {outlet.partition("(")[2] for outlet in checks(edition) if outlet.startswith("Picture file")}

    assert formats == {"jpg)", "webp)", "avif)"}


def test_the_crops_that_linked_data_offers_are_checked(edition):
    crops = [check for outlet, check in checks(edition).items() if outlet.startswith("Crop")]

    assert [check.address.split("-")[2] for check in crops] == ["16x9", "4x3", "1x1"]


@pytest.mark.parametrize("is_lead", [True, False])
def test_the_page_of_another_section_that_shows_the_story_by_hand_is_checked(edition, is_lead):
    sport = make_section("Sport", "sport")
    make_section("Kultur", "kultur")
    placed = (edition.article_id,)
    blocks = () if is_lead else (BlockDraft("opinion"), BlockDraft("important", stories=placed))
    arrangement = FrontArrangement(placed if is_lead else (), blocks)
    arrange_section_front(sport.pk, arrangement, by=None, at=NOON)

    sections = {outlet: check for outlet, check in checks(edition).items() if outlet.startswith("Section")}

    assert [check.address for check in sections.values()] == ["/politik/", "/sport/"]
    assert sections["Section Sport"].judge(ResponseSummary(200, link(edition)))[0] is False


def test_a_story_with_the_same_person_is_checked_for_its_related_stories(edition):
    make_published("Neuer Kai", at=LATER - timedelta(minutes=1), people=tuple(Person.objects.all()))

    check = checks(edition)["Related stories of “Neuer Kai”"]

    assert check.judge(ResponseSummary(200, link(edition)))[0] is False


def test_without_topics_and_people_the_section_s_stories_are_checked():
    make_published("Anderes")
    story = make_published("Kai gesperrt")
    edition = Edition.objects.select_related("section").get(article=story)

    assert "Related stories of “Anderes”" in checks(edition)


@pytest.mark.django_db(transaction=True)
def test_the_page_of_a_translation_and_the_front_of_the_language_are_checked(edition):
    english = make_published("Quay closed", language="en")
    link_translation(edition.article_id, english.pk, by=None, at=LATER)
    places = checks(Edition.objects.select_related("section").get(article=english))

    assert places["Front page in English"].address == "/en/"
    assert places["Translation in German"].address == f"/politik/{edition.slug}-{edition.article_id}/"
    assert places["Translation in German"].judge(ResponseSummary(200, link(edition)))[0] is True


@pytest.mark.django_db(transaction=True)
def test_a_public_story_is_found_and_a_killed_one_is_gone(edition, settings):
    settings.SITE_LANGUAGE = "en"

    public = {finding.outlet: finding.is_gone for finding in run_checks(edition, killed=True, at=NOON)}
    kill(edition.article_id, reason="legal", by=None, at=LATER)
    killed = [finding for finding in run_checks(edition, killed=True, at=LATER) if not finding.is_gone]

    assert [public[outlet] for outlet in ("Story page", "Section Politik", "Archive", "Atom feed")] == [
        False
    ] * 4
    assert killed == []


@pytest.mark.parametrize(("status", "passes"), [(404, True), (410, True), (200, False), (206, False)])
def test_an_audio_or_video_file_passes_once_it_is_refused(status, passes):
    media = make_media()
    story = make_published("Kräne", body=f"<p>Kran.</p>{write_media_figure(media.pk)}")
    edition = Edition.objects.select_related("section").get(article=story)

    check = checks(edition)[f"Audio or video file #{media.pk}"]

    assert check.judge(ResponseSummary(status, ""))[0] is passes


@pytest.mark.django_db(transaction=True)
def test_the_file_of_a_killed_story_and_its_poster_are_found_gone():
    poster = make_photo()
    media = make_media(poster_id=poster.pk)
    story = make_published("Kräne", body=f"<p>Kran.</p>{write_media_figure(media.pk)}")
    edition = Edition.objects.select_related("section").get(article=story)
    kill(story.pk, reason="rights", by=None, at=LATER)

    findings = {f.outlet: f for f in run_checks(edition, killed=True, at=LATER)}

    assert findings[f"Audio or video file #{media.pk}"].is_gone
    assert findings[f"Picture file #{poster.pk} (jpg)"].is_gone
