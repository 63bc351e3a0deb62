"""No screen of the desk has a barrier that axe can find, by light and by dark."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles.actions.accounts.save import AccountDraft, create_account
from articles.actions.accounts.sign_in_links import issue_link
from articles.actions.accounts.staff import ensure_groups
from articles.actions.bulk.jobs import start_bulk
from articles.actions.bulk.request import BulkRequest
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.save import save_story
from articles.actions.stories.withdraw import kill, withhold
from articles.models import AgencyChange, Article, Delivery, Topic, WireItem
from tests.browser.desk import at_desk, enter, paste, violations
from tests.browser.test_paste_journey import AFP
from tests.factories import (
    NOON,
    make_chief,
    make_partner,
    make_person,
    make_photo,
    make_published,
    make_section,
    make_story,
)
from tests.front_pages import arrange_front_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COLOURS = ["color-contrast", "link-in-text-block"]
"""All that a scheme can change; the rest is looked at by light."""


def screens() -> list[str]:
    """Each with something of everything that may stand on it."""
    person, other = make_person("Mira Talberg", "Bürgermeisterin"), make_person("Mira Talberg", "Torfrau")
    photo = make_photo("Ida Brandt/AFP")
    story = make_published("Kräne im Hafen", people=(person,), pictures=(photo,), tag="(afp/dl)")
    save_story(story.pk, StoryChange(fields={"dek": "Neu."}), by=None, at=NOON, based_on=None)
    draft = make_story("Entwurf von heute", people=(other,), pictures=(make_photo("Foto: AFP", alt_text=""),))
    gone, resting = make_published("Zurückgezogen"), make_published("Ruht vorerst")
    arrange_front_page([gone.pk, story.pk], by=None, at=NOON)
    partner = make_partner("Küstenbote", contact="Ole Finken, 0123 456")
    Delivery.objects.create(partner=partner, article=gone, version=1, seq=1, at=NOON)
    kill(gone.pk, reason="legal", by=None, at=timezone.now() - timedelta(minutes=20))
    withhold(resting.pk, reason="checking", by=None, at=timezone.now())
    change = agency_change(story)
    topic = Topic.objects.create(slug="hafen", name="Hafen")
    job = start_bulk(
        BulkRequest(facet="topic", gives=topic.pk),
        Article.objects.all(),
        query="",
        by=None,
        at=timezone.now(),
    )
    stories, photos, people = "articles/article/", "articles/photo/", "people/person/"
    return [
        "", f"{stories}handover/", stories, f"{stories}?state__exact=draft", f"{stories}?q=gibtsnicht", f"{stories}add/",
        f"{stories}from-copy/",
        *(f"{stories}{story.pk}/{page}" for page in ("change/", "publish/", "history/", "compare/?old=1&new=2")),
        *(f"{stories}{story.pk}/{page}" for page in ("withhold/", "kill/")),
        f"{stories}{draft.pk}/hour/", f"{stories}{draft.pk}/publish/",
        f"{stories}{gone.pk}/outlets/", f"{stories}{gone.pk}/revive/", f"{stories}{resting.pk}/outlets/",
        f"{stories}{resting.pk}/restore/", f"{stories}bulk/", f"articles/bulkjob/{job.pk}/change/",
        photos, f"{photos}add/", f"{photos}upload/", f"{photos}{photo.pk}/change/", f"{photos}work/alt/",
        f"{photos}work/credit/", *(f"{photos}licences/?do={way}&ids={photo.pk}" for way in ("replace", "take-out", "extend")),
        people, f"{people}{person.pk}/change/", f"{people}doubles/", f"{people}{person.pk}/merge/{other.pk}/",
        "articles/agencychange/", f"articles/agencychange/{change.pk}/decide/", "articles/agency/", "articles/frontslot/",
        "articles/staticpage/", "articles/staticpage/privacy/write/", "articles/partner/", "articles/wireitem/", "articles/wirefile/",
        "auth/user/", "auth/user/add/", f"auth/user/{make_chief('leitung').pk}/change/", "auth/group/", "account/",
        "password_change/", "passkeys/",
    ]  # fmt: skip


def agency_change(story: Article) -> AgencyChange:
    item = WireItem.objects.create(
        received_at=NOON, raw=AFP.encode(), sha256="0" * 64, status="read", reading={}
    )
    return AgencyChange.objects.create(item=item, article=story, kind=AgencyChange.Kind.KILL, opened_at=NOON)


def find_violations(axe: Any, page: Any) -> dict[str, Any]:
    """Look at the page by light with all rules, then by dark with those of colours."""
    found = {"light": violations(axe, page, None)}
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found["dark"] = violations(axe, page, COLOURS)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return {scheme: wrong for scheme, wrong in found.items() if wrong}


@pytest.mark.parametrize("share", [4, pytest.param(1, marks=pytest.mark.exhaustive)])
def test_axe_finds_no_violation_on_screens_of_the_desk(page: Any, live_server: Any, share: int):
    """One in `share` of them, and the review of pasted copy."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    make_section()
    paths = screens()
    enter(page, live_server.url)
    found = {}

    for path in paths[::share]:
        at_desk(page, live_server, path)
        found[path] = find_violations(axe, page)
    at_desk(page, live_server, "articles/article/from-copy/")
    page.wait_for_selector("#copy:focus")
    paste(page, AFP)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[name=headline]:focus")
    found["review"] = find_violations(axe, page)

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("dark", 1280)])
def test_axe_finds_no_violation_at_the_door(page: Any, live_server: Any, scheme: str, width: int):
    """The pages for those who are not signed in; none of them is wider than the window either."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    ensure_groups()
    account = create_account(AccountDraft(name="Ada Lund", role="admin"), by=None, at=NOON)
    _link, token = issue_link(account.pk, by=None, at=timezone.now())
    found = {}

    for path in ("login/", "forgotten-password/", f"sign-in-link/{token}/", "sign-in-link/unknown/"):
        page.goto(f"{live_server.url}/admin/{path}")
        page.wait_for_load_state("load")
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        wrong = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
        if wrong or wide > 0:
            found[path] = ([rule["id"] for rule in wrong], wide)

    assert found == {}
