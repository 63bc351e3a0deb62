"""The board after a withdrawal: each outlet asked, partners, the front page's place, a second person, what is done by hand."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.actions.stories.schedule import schedule, set_embargo
from articles.actions.stories.withdraw import kill, withhold
from articles.models import Article, Delivery, FrontSlot, LogEntry, Photo, Withdrawal
from tests.factories import (
    NOON,
    make_partner,
    make_person,
    make_photo,
    make_published,
    make_section,
    make_story,
)
from tests.front_pages import arrange_front_page

pytestmark = pytest.mark.django_db
asks_outlets = pytest.mark.django_db(transaction=True)
"""For tests that open the board: its questions go through the whole server, which ends its connection as usual."""


def board(story: Article) -> str:
    return f"/admin/articles/article/{story.pk}/outlets/"


def page_of(move: str, story: Article) -> str:
    return f"/admin/articles/article/{story.pk}/{move}/"


def killed(story: Article, **why: Any) -> Article:
    return kill(story.pk, **{"reason": "legal", "by": None, "at": timezone.now(), **why})


def state(story: Article) -> str:
    return Article.objects.get(pk=story.pk).state


@asks_outlets
def test_every_outlet_of_the_site_is_asked_and_has_nothing_left(desk: Client):
    person = make_person("Mira Talberg")
    story = make_published("Wird zurückgezogen", people=(person,), pictures=(make_photo(),))
    make_published("Bleibt stehen", people=(person,))
    killed(story)

    page = desk.get(board(story)).content.decode()

    assert page.count("desk-is-gone") >= 14
    assert "desk-is-there" not in page
    for outlet in (
        "Artikelseite",
        "Titelseite",
        "Suche",
        "Atom-Feed",
        "JSON Feed",
        "Korrekturen",
        "Mira Talberg",
    ):
        assert outlet in page
    assert "antwortet mit Status 410" in page


@asks_outlets
def test_a_withheld_story_answers_404_until_it_is_decided(desk: Client):
    story = make_published()
    withhold(story.pk, reason="checking", by=None, at=timezone.now())

    page = desk.get(board(story)).content.decode()

    assert "antwortet mit Status 404" in page
    assert "desk-is-there" not in page


def test_one_click_withholds_with_nothing_asked(desk: Client):
    story = make_published()

    answer = desk.post(page_of("withhold", story), {"_now": "1"})

    assert state(story) == "withheld"
    assert answer.headers["Location"] == board(story)


def test_why_a_story_was_withheld_is_said_afterwards_on_the_board(desk: Client):
    story = make_published()
    desk.post(page_of("withhold", story), {"_now": "1"})

    desk.post(
        board(story), {"act": "explain", "reason": "legal", "notice": "Wir prüfen.", "note": "Anwalt rief an"}
    )

    now = Article.objects.get(pk=story.pk)
    assert (now.withdrawal_reason, now.public_notice) == ("legal", "Wir prüfen.")
    assert Withdrawal.objects.get(article=story).note == "Anwalt rief an"


def test_a_template_fills_the_public_notice(desk: Client):
    story = make_published()

    desk.post(page_of("kill", story), {"reason": "legal", "number": str(story.pk), "template": "2"})

    notice = Article.objects.get(pk=story.pk).public_notice
    assert notice == "Wir haben diesen Artikel aus rechtlichen Gründen zurückgezogen."


def test_a_kill_blocks_the_pictures_too_where_asked(desk: Client):
    photo = make_photo()
    story = make_published(pictures=(photo,))

    desk.post(page_of("kill", story), {"reason": "privacy", "number": f"#{story.pk}", "block_photos": "on"})

    assert Photo.objects.get(pk=photo.pk).blocked


@asks_outlets
def test_the_lead_of_the_front_page_closes_and_a_successor_takes_its_very_place(desk: Client):
    lead, second, successor = (make_published(name) for name in ("Aufmacher", "Zweites", "Nachfolger"))
    arrange_front_page([lead.pk, second.pk], by=None, at=NOON)
    warned = desk.get(page_of("kill", lead)).content.decode()
    killed(lead)

    page = desk.get(board(lead)).content.decode()
    desk.post(board(lead), {"act": "succeed", "successor": str(successor.pk)})

    assert "Der Artikel steht auf Platz 1 der Titelseite" in warned
    assert "Er war der Aufmacher. Welcher Artikel ist es jetzt?" in page
    assert list(FrontSlot.objects.values_list("article_id", flat=True)) == [successor.pk, second.pk]


def test_a_story_that_is_not_public_does_not_succeed_on_the_front_page(desk: Client):
    lead, draft = make_published("Aufmacher"), make_story("Entwurf")
    arrange_front_page([lead.pk], by=None, at=NOON)
    killed(lead)

    desk.post(board(lead), {"act": "succeed", "successor": str(draft.pk)})

    assert draft.pk not in FrontSlot.objects.values_list("article_id", flat=True)


@asks_outlets
def test_a_partner_that_does_not_fetch_within_ten_minutes_is_to_be_rung(desk: Client):
    story = make_published()
    partner = make_partner("Küstenbote", contact="Ole Finken, 0123 456")
    Delivery.objects.create(partner=partner, article=story, version=1, seq=1, at=NOON)
    killed(story, at=timezone.now() - timedelta(minutes=11))

    page = desk.get(board(story)).content.decode()
    alarms = desk.get("/admin/articles/article/alarms/").json()["alarms"]

    assert "noch nicht: bitte anrufen" in page
    assert "Ole Finken, 0123 456" in page
    assert "Küstenbote" in alarms[0]["words"]


@asks_outlets
def test_a_partner_has_ten_minutes_before_anybody_is_alarmed(desk: Client):
    story = make_published()
    partner = make_partner("Küstenbote")
    Delivery.objects.create(partner=partner, article=story, version=1, seq=1, at=NOON)
    killed(story, at=timezone.now() - timedelta(minutes=9))

    page = desk.get(board(story)).content.decode()

    assert "1 Partner hat ihn noch." in page
    assert desk.get("/admin/articles/article/alarms/").json()["alarms"] == []


def test_a_story_killed_by_mistake_comes_back_as_a_new_version_that_says_so(desk: Client):
    story = make_published()
    killed(story)

    answers = {
        "desk_note": "Falschen Artikel erwischt.",
        "public_note": "Der Artikel war irrtümlich zurückgezogen.",
    }
    desk.post(page_of("revive", story), answers)

    now = Article.objects.get(pk=story.pk)
    assert (now.state, now.version) == ("published", 2)
    assert now.corrections.get().public_note == "Der Artikel war irrtümlich zurückgezogen."
    assert LogEntry.objects.latest("seq").kind == "correction"


@pytest.mark.parametrize("note", ["desk_note", "public_note"])
def test_no_story_comes_back_in_silence(desk: Client, note: str):
    story = make_published()
    killed(story)
    answers = {"desk_note": "Falschen Artikel erwischt.", "public_note": "Irrtümlich zurückgezogen."}

    page = desk.post(page_of("revive", story), answers | {note: ""}).content.decode()

    assert "warum ein zurückgezogener Artikel wieder da ist" in page
    assert state(story) == "killed"


def test_a_scheduled_story_is_stopped_and_its_schedule_cleared(desk: Client):
    story = make_story()
    later = timezone.now() + timedelta(hours=3)
    schedule(story.pk, publish_at=later, embargo_until=later, by=None, at=timezone.now())

    page = desk.get(page_of("withhold", story)).content.decode()
    desk.post(page_of("withhold", story), {})

    now = Article.objects.get(pk=story.pk)
    assert "Der Zeitplan wird gelöscht, er ist wieder Entwurf" in page
    assert (now.state, now.scheduled_at, now.embargo_until) == ("draft", None, later)


def test_an_embargo_alone_leaves_nothing_to_withdraw(desk: Client):
    story = make_story()
    set_embargo(story.pk, timezone.now() + timedelta(hours=3), by=None, at=timezone.now())

    page = desk.post(page_of("withhold", story), {"reason": "legal"}).content.decode()

    assert "nicht möglich" in page


@asks_outlets
def test_an_editor_withholds_at_once_and_the_kill_waits_for_a_second_person(member: Any):
    story = make_published()
    editor = member("editor")

    editor.post(page_of("kill", story), {"reason": "legal", "number": str(story.pk)})
    page = editor.get(board(story)).content.decode()

    assert state(story) == "withheld"
    assert "bestätigen muss ihn eine zweite Person" in page


def test_who_asked_for_a_kill_does_not_confirm_it_and_a_second_person_does(member: Any):
    story = make_published()
    editor = member("editor")
    editor.post(page_of("kill", story), {"reason": "legal", "number": str(story.pk)})

    editor.post(board(story), {"act": "confirm"})
    alone = state(story)
    member("chief").post(board(story), {"act": "confirm"})

    assert (alone, state(story)) == ("withheld", "killed")


@asks_outlets
def test_the_second_person_reads_why_the_first_requests_the_kill(member: Any):
    story = make_published()
    withhold(story.pk, reason="checking", by=None, at=timezone.now())
    why = {"reason": "legal", "notice": "Aus rechtlichen Gründen zurückgezogen.", "block_photos": "on"}
    member("editor").post(page_of("kill", story), {**why, "number": str(story.pk)})

    page = member("chief").get(board(story)).content.decode()

    assert "<p>Grund: rechtlicher Einwand</p>" in page
    assert "<p>Öffentlicher Hinweis: Aus rechtlichen Gründen zurückgezogen.</p>" in page
    assert "<p>Auch Fotos, Audio und Video sperren</p>" in page


@asks_outlets
def test_a_kill_is_refused_with_a_reason_and_the_story_stays_withheld(member: Any):
    story = make_published()
    member("editor").post(page_of("kill", story), {"reason": "legal", "number": str(story.pk)})
    chief = member("chief")

    silent = chief.post(board(story), {"act": "refuse", "note": ""}, follow=True).content.decode()
    chief.post(board(story), {"act": "refuse", "note": "Der Anwalt hat abgewinkt."})

    assert "Begründen Sie, warum der Artikel nicht endgültig zurückgezogen wird." in silent
    assert not Article.objects.get(pk=story.pk).kill_requests.filter(settled_at=None).exists()
    assert state(story) == "withheld"


def test_what_is_done_by_hand_is_ticked_with_name_and_hour_and_can_be_taken_back(desk: Client):
    story = make_published(section=make_section())
    killed(story)

    desk.post(board(story), {"tick": "newsletter"})
    ticked = Withdrawal.objects.get(article=story).done_by_hand
    desk.post(board(story), {"untick": "newsletter"})

    assert ticked["newsletter"]["by"] == "chief"
    assert Withdrawal.objects.get(article=story).done_by_hand == {}


@asks_outlets
def test_a_task_nobody_knows_is_refused(desk: Client):
    story = make_published()
    killed(story)

    page = desk.post(board(story), {"tick": "brieftaube"}, follow=True).content.decode()

    assert "Diesen Schritt gibt es nicht." in page


def test_a_story_that_is_out_has_no_board(desk: Client):
    story = make_published()

    page = desk.get(board(story), follow=True).content.decode()

    assert "Der Artikel ist nicht zurückgezogen." in page
