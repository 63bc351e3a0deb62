"""The first screen and the hand-over: what needs somebody now, each with the reason."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.desk.assignments import AssignmentDraft, assign_stories
from articles.actions.desk.comments import resolve_thread, write_comment
from articles.actions.desk.messages import send_message
from articles.actions.desk.presence import BrowserWindow, record_heartbeat
from articles.actions.stories.publish import correct
from articles.actions.stories.schedule import schedule, set_embargo
from articles.actions.stories.withdraw import withhold
from articles.models import AgencyChange, Article, Grant, Presence
from articles.rights.grants import RightsChannel
from tests.factories import make_chief, make_photo, make_published, make_section, make_story, make_user
from tests.wire_items import receive_news

pytestmark = pytest.mark.django_db


def cards(desk: Client, name: str = "admin:index") -> dict[str, list[Any]]:
    return {card.title: card.rows for card in desk.get(reverse(name)).context["cards"]}


def titles(desk: Client, card: str, name: str = "admin:index") -> list[str]:
    return [row.title for row in cards(desk, name).get(card, [])]


def test_what_should_be_out_and_is_not_comes_first_and_only_then(desk: Client):
    assert "Überfällig" not in cards(desk)
    now = timezone.now()
    story = make_story("Wahlergebnis", section=make_section())
    schedule(story.pk, publish_at=now + timedelta(minutes=1), by=None, at=now)
    Article.objects.update(scheduled_at=now - timedelta(minutes=2))

    assert next(iter(cards(desk))) == "Überfällig"
    assert titles(desk, "Überfällig") == ["Wahlergebnis"]


def test_embargoes_and_schedules_stand_with_their_hour(desk: Client):
    soon = timezone.now() + timedelta(hours=2)
    set_embargo(make_story("Studie").pk, soon, by=None, at=timezone.now())

    rows = cards(desk)["Eingeplant und unter Sperrfrist"]

    assert rows[0].title == "Studie"
    assert "nicht eingeplant" in rows[0].fact


def test_photos_are_listed_with_what_they_lack(desk: Client):
    make_story("Ohne Alternativtext", pictures=(make_photo(alt_text=""),))
    make_story("Ohne Nachweis", pictures=(make_photo(credit=""),))

    facts = {row.title: row.fact for row in cards(desk)["Fotos ohne Alternativtext oder Nachweis"]}

    assert "ohne Alternativtext" in facts["Ohne Alternativtext"]
    assert "kein Nachweis" in facts["Ohne Nachweis"]


def test_rights_that_end_are_told_while_a_published_story_uses_the_photo(desk: Client):
    used, unused = make_photo("Foto: Jonna Ekvall"), make_photo("Foto: Kea Lund")
    make_published(pictures=(used,))
    until = timezone.now() + timedelta(days=3)
    Grant.objects.filter(photo__in=(used, unused), channel=RightsChannel.SITE).update(until=until)

    rows = cards(desk)["Auslaufende Rechte"]

    assert [row.title for row in rows] == ["Foto von Jonna Ekvall"]
    assert rows[0].fact.startswith("endet")


def test_corrections_and_withdrawals_of_the_last_day_are_listed(desk: Client):
    at = timezone.now()
    wrong, back = make_published("Falsche Zahl"), make_published("Zurückgehaltenes")
    correct(
        wrong.pk,
        desk_note="Absatz 1: 3 statt 4",
        public_note="Es waren drei, nicht vier.",
        by=make_chief(),
        at=at,
    )
    withhold(back.pk, reason="wrong", by=make_chief(), at=at)

    assert set(titles(desk, "Korrekturen und Rückzüge der letzten 24 Stunden")) == {
        "Falsche Zahl",
        "Zurückgehaltenes",
    }


def held_by(name: str, story: Article) -> Presence:
    user = make_user(name, superuser=True)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    window = BrowserWindow(session=str(client.session.session_key), window=name)
    return record_heartbeat(story.pk, window, by=user, at=timezone.now(), writes=True)


def test_a_message_waits_on_the_overview_of_its_reader_alone(desk: Client):
    story = make_story("Hafenplan")
    mine = held_by("ole", story)
    client = Client(HTTP_ACCEPT_LANGUAGE="de")
    client.force_login(mine.user, backend="django.contrib.auth.backends.ModelBackend")
    send_message(story.pk, "Bitte kürzen", to=mine.pk, by=make_chief(), at=timezone.now())

    assert "Bitte kürzen" in cards(client)["Nachrichten an mich"][0].fact
    assert "Nachrichten an mich" not in cards(desk)


def test_the_hand_over_tells_the_next_shift_what_it_inherits(desk: Client):
    at = timezone.now()
    held_by("ole", make_story("Gerade in Arbeit"))
    back = make_published("Zurückgehaltenes")
    withhold(back.pk, reason="wrong", by=make_chief(), at=at)
    set_embargo(make_story("Studie").pk, at + timedelta(hours=2), by=None, at=at)
    page = "admin:articles_article_handover"

    assert titles(desk, "In Arbeit", page) == ["Gerade in Arbeit"]
    assert titles(desk, "Zurückgehalten, zu entscheiden", page) == ["Zurückgehaltenes"]
    assert titles(desk, "Eingeplant und unter Sperrfrist", page) == ["Studie"]


def test_the_hand_over_names_what_is_due_what_was_said_and_what_agencies_changed(desk: Client):
    at, chief = timezone.now(), make_chief()
    for headline, hours in (("Fällig", 11), ("Später", 13)):
        draft = AssignmentDraft(chief.pk, due_at=at + timedelta(hours=hours))
        assign_stories([make_story(headline).pk], draft, by=chief, at=at)
    talked = make_story("Besprochen")
    write_comment(talked.pk, "Stimmt die Zahl?", by=chief, at=at)
    done = write_comment(make_story("Geklärt").pk, "Ja?", by=chief, at=at)
    resolve_thread(done.pk, resolved=True, by=chief, at=at)
    changed = make_story("Geändert")
    item = receive_news(headline="Neue Fassung")
    change = AgencyChange.objects.create(item=item, article=changed, kind="update", opened_at=at)
    page = "admin:articles_article_handover"

    assert titles(desk, "Fällig in den nächsten zwölf Stunden", page) == ["Fällig"]
    assert titles(desk, "Zugewiesen", page) == ["Fällig", "Später"]
    assert titles(desk, "Offene Absprachen", page) == ["Besprochen"]
    assert cards(desk, page)["Änderungen der Agenturen"][0].link.endswith(f"/{change.pk}/decide/")


def test_the_hand_over_counts_received_copy_and_links_to_it(desk: Client):
    for message in range(3):
        receive_news(headline=f"Meldung {message}")

    page = desk.get(reverse("admin:articles_article_handover"))

    copy = cards(desk, "admin:articles_article_handover")["Eingänge ohne Artikel"]
    assert [row.title for row in copy] == ["3 Eingänge"]
    assert copy[0].link == "/admin/articles/wireitem/?unused=on"
    assert '<h1 class="desk-page-title">Übergabe</h1>' in page.text


def test_whoever_may_see_no_stories_gets_no_hand_over(client: Client):
    client.force_login(make_user("neu"), backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(reverse("admin:articles_article_handover")).status_code == 403
