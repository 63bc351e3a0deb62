"""The loader on a small demo of five stories, and once on the whole."""

import json
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from articles.actions.desk.front_page import write_static_page
from articles.demo import loader, reference_data, timeline
from articles.demo.load import DeskInUse, LoadResult, load_demo
from articles.feed.authentication import find_key
from articles.models import (
    Agency,
    Article,
    AuditEntry,
    Correction,
    Edition,
    LogEntry,
    Mention,
    PartnerKey,
    Photo,
    Revision,
    StaticPage,
    WireItem,
)
from articles.url_paths import absolute_url, site_path
from articles.workflow import State
from people.models import Person
from tests.factories import make_story

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
FEW = ("sternwarte-1", "brand-1", "brand-2", "preis-embargo", "pruefung-1")
PICTURES = ("blaulicht", "sternwarte")
COUNTED = (Article, Edition, LogEntry, Mention, Person, Photo, Revision, WireItem, AuditEntry, Agency, User)


@pytest.fixture
def small_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings) -> Path:
    """The demo's folder with five stories and two pictures."""
    here = tmp_path / "demo"
    (here / "stories").mkdir(parents=True)
    (here / "pictures").mkdir()
    for key in FEW:
        shutil.copy(loader.DATA / "stories" / f"{key}.txt", here / "stories")
    for name in ("sections", "people", "agencies", "staff"):
        shutil.copy(loader.DATA / f"{name}.json", here)
    shutil.copytree(loader.DATA / "pages", here / "pages")
    for key in PICTURES:
        shutil.copy(loader.DATA / "pictures" / f"{key}.webp", here / "pictures")
    two = [entry for entry in loader.read_entries("pictures") if entry["key"] in PICTURES]
    (here / "pictures.json").write_text(json.dumps(two), "utf-8")
    monkeypatch.setattr(loader, "DATA", here)
    settings.MEDIA_ROOT = tmp_path / "media"
    return here


def fill_desk(at: datetime = AT, **options: bool) -> LoadResult:
    return load_demo(at, report=lambda words: None, **options)


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in COUNTED}


def story(key: str) -> Article:
    return Article.objects.get(guid__endswith=f":demo-{key}")


def test_the_demo_has_an_imprint_and_a_contact_for_vulnerability_reports(small_demo: Path) -> None:
    fill_desk()

    client = Client()
    assert "Verantwortlich" in client.get(site_path("/imprint/")).content.decode()
    assert f"Contact: {absolute_url(site_path('/contact/'))}" in client.get("/security.txt").content.decode()


def test_a_page_that_the_desk_has_written_keeps_its_text_in_a_second_run(small_demo: Path) -> None:
    fill_desk()
    write_static_page("imprint", "<p>Eigener Text.</p>", by=None, at=AT)

    fill_desk(AT + timedelta(days=2))

    assert StaticPage.objects.get(name="imprint").body == "<p>Eigener Text.</p>"


def test_a_second_run_finds_nothing_to_do_and_changes_nothing(small_demo: Path) -> None:
    first = fill_desk()
    before = counts()

    second = fill_desk(AT + timedelta(days=2))

    assert (first.stories, second.stories, second.steps) == (5, 5, 0)
    assert counts() == before


def test_a_run_cut_off_after_any_act_is_completed_by_the_next(
    small_demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = len(timeline.build_timeline(loader.Calendar(AT, UTC)))
    monkeypatch.setattr(timeline, "build_timeline", cut_short(timeline.build_timeline, 4))
    fill_desk()
    monkeypatch.undo()
    monkeypatch.setattr(loader, "DATA", small_demo)

    completed = fill_desk(AT + timedelta(minutes=3))

    assert (completed.steps, completed.stories) == (whole - 4, 5)


def cut_short(
    real: Callable[[loader.Calendar], list[timeline.Step]], acts: int
) -> Callable[..., list[timeline.Step]]:
    return lambda calendar: real(calendar)[:acts]


def test_a_desk_with_stories_of_its_own_is_left_alone(small_demo: Path) -> None:
    make_story("Eigene Meldung der Redaktion")

    with pytest.raises(DeskInUse, match="1 stories of its own"):
        fill_desk()

    assert Article.objects.count() == 1


def test_force_adds_the_demo_beside_stories_of_the_desk(small_demo: Path) -> None:
    make_story("Eigene Meldung der Redaktion")

    assert fill_desk(force=True).stories == 5


def test_own_stories_written_on_a_demo_desk_do_not_hinder_the_next_start(small_demo: Path) -> None:
    fill_desk()
    make_story("Eigene Meldung der Redaktion")

    assert fill_desk().steps == 0


def test_a_correction_replaces_the_words_and_tells_desks_and_readers(small_demo: Path) -> None:
    fill_desk()

    corrected = story("sternwarte-1")
    assert "ist 410 Lichtjahre" in corrected.editions.get(live=True).body
    assert "ist 41 Lichtjahre" in corrected.editions.get(version=1).body
    assert Correction.objects.get(article=corrected).public_note.startswith("Der Stern ist 410 Lichtjahre")


def test_a_killed_story_has_no_live_edition_and_a_log_row(small_demo: Path) -> None:
    fill_desk()

    killed = story("brand-2")
    assert (killed.state, killed.editions.filter(live=True).count()) == (State.KILLED, 0)
    assert LogEntry.objects.filter(article=killed).first().kind == "kill"


def test_a_story_under_embargo_waits_for_the_hour_its_copy_names(small_demo: Path) -> None:
    fill_desk()

    held = story("preis-embargo")
    assert held.embargo_until == datetime(2026, 11, 27, 17, 0, tzinfo=UTC)
    assert held.scheduled_at == held.embargo_until + timedelta(minutes=5)


def test_what_an_editor_did_since_is_not_done_over(small_demo: Path) -> None:
    fill_desk()
    Article.objects.filter(pk=story("pruefung-1").pk).update(state=State.DRAFT)

    assert fill_desk().steps == 0


def test_the_log_runs_in_the_order_of_the_clock(small_demo: Path) -> None:
    fill_desk()

    times = list(LogEntry.objects.order_by("seq").values_list("at", flat=True))
    assert times == sorted(times)


def test_the_picture_carries_its_credit_and_alternative_text_into_the_story(small_demo: Path) -> None:
    fill_desk()

    placement = story("brand-1").placements.get()
    assert placement.photo.credit == "Freiwillige Feuerwehr Hardenau/dpa"
    assert placement.alt_text.startswith("Feuerwehrleute stehen nachts")
    assert Photo.objects.filter(file="").count() == 0


def test_the_demos_editors_cannot_log_in_unless_the_caller_says_so(small_demo: Path) -> None:
    fill_desk()

    assert [user.username for user in User.objects.all() if user.has_usable_password()] == []


def test_logins_are_given_where_the_caller_asks_for_them(small_demo: Path) -> None:
    fill_desk(logins=True)

    assert User.objects.get(username="clara").check_password("demo")
    assert User.objects.get(username="nora").groups.get().name == "reporter"


def test_the_partners_key_is_the_same_on_every_desk_and_opens_the_feed(small_demo: Path) -> None:
    key = fill_desk().key

    assert key == "nd_test_de300000_demo-key-known-to-everybody"
    assert find_key(key, AT).partner.name == reference_data.PARTNER


def test_the_key_that_everybody_knows_works_on_this_machine_alone_until_the_demo_is_opened(
    small_demo: Path, client: Client
) -> None:
    headers = {"authorization": f"Bearer {fill_desk().key}"}
    answers = []

    for options in ({}, {"open_demo": True}, {}):
        call_command("ensure_defaults", stdout=StringIO(), **options)
        callers = ("127.0.0.1", "::1", "192.0.2.7", "::ffff:192.0.2.7")
        answers.append(
            [
                client.get("/api/v1/stories", headers=headers, REMOTE_ADDR=caller).status_code
                for caller in callers
            ]
        )

    assert answers == [[200, 200, 403, 403], [200, 200, 200, 200], [200, 200, 403, 403]]


def test_a_key_of_an_earlier_demo_is_closed_to_the_network_at_the_next_start(small_demo: Path) -> None:
    fill_desk()
    PartnerKey.objects.update(networks=[])

    call_command("ensure_defaults", stdout=StringIO())

    assert PartnerKey.objects.get().networks == ["127.0.0.0/8", "::1/128"]


def test_a_contract_the_desk_has_entered_is_kept(small_demo: Path) -> None:
    fill_desk()
    Agency.objects.get(code="rtr").grants.filter(channel="partner").update(allow=True, remark="Neuer Vertrag")

    fill_desk()

    assert Agency.objects.get(code="rtr").grants.get(channel="partner").remark == "Neuer Vertrag"


def test_the_command_reports_what_it_did_and_the_key(small_demo: Path) -> None:
    said = StringIO()

    call_command("load_demo", at="2026-11-25T13:00", stdout=said)

    assert said.getvalue().splitlines() == [
        "Demo desk: 5 stories, 12 steps done.",
        "Demo partner's key, known to everybody: nd_test_de300000_demo-key-known-to-everybody",
    ]


@pytest.mark.parametrize("words", ["yesterday", "2026-13-01T10:00"])
def test_an_hour_that_cannot_be_read_is_named_in_the_refusal(words: str) -> None:
    with pytest.raises(CommandError, match=f"--at {words}"):
        call_command("load_demo", at=words)


def test_the_whole_demo_opens_with_every_state_and_nobody_unknown_but_two(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"

    fill_desk()

    assert Counter(Article.objects.values_list("state", flat=True)) == {
        "published": 65, "ready": 6, "draft": 4, "in_review": 3, "withheld": 1, "killed": 1,
    }  # fmt: skip
    assert set(Mention.objects.filter(person=None).values_list("name", flat=True)) == {
        "Marta Olivares",
        "Nino Kobachidse",
    }
    assert Person.objects.filter(mentions=None).count() == 0
    assert Edition.objects.public(at=AT).filter(section__slug="meinung").count() == 3
