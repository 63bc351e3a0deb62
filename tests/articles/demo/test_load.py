"""The loader on a small demo of five stories, and once on the whole."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.demo import loader, timeline
from articles.demo.load import DeskInUse
from articles.models import (
    Article,
    Edition,
    Mention,
)
from people.models import Person
from tests.articles.demo.small_demo import AT, fill_desk, write_small_demo
from tests.factories import make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings) -> Path:
    """The demo's folder with five stories and two pictures."""
    here = write_small_demo(tmp_path / "demo")
    monkeypatch.setattr(loader, "DATA", here)
    settings.MEDIA_ROOT = tmp_path / "media"
    return here


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


def test_logins_are_given_where_the_caller_asks_for_them(small_demo: Path) -> None:
    fill_desk(logins=True)

    assert User.objects.get(username="clara").check_password("demo")
    assert User.objects.get(username="nora").groups.get().name == "reporter"


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
