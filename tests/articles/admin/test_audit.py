"""The audit list: every act has a name, can be found by who, what, thing and day, and stays quick."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.actions.audit import audit
from articles.models import AgencyChange, Article, AuditEntry
from articles.models.audit import AuditVerb
from articles.parsing.agency_update import UpdateKind
from tests.articles.admin.test_pages import fill_desk
from tests.factories import NOON, make_chief, make_partner, make_person, make_story, make_user

pytestmark = pytest.mark.django_db
LIST = "admin:articles_auditentry_changelist"


def shown(desk: Client, **asked: Any) -> list[str]:
    """The acts on the page, from the top."""
    answer = desk.get(reverse(LIST), asked)
    assert answer.status_code == 200
    return [line.entry.verb for line in answer.context["lines"]]


@pytest.fixture
def acts() -> Article:
    """Four acts on one story and one on another, a day apart."""
    story, other = make_story(), make_story("Werft stellt Leute ein")
    mira = make_user("mira")
    for day, (verb, thing, by) in enumerate(
        (
            ("approve", story, mira), ("publish", story, None), ("correct", story, make_chief()),
            ("withhold", other, mira),
        )
    ):  # fmt: skip
        audit(verb, thing, by=by, at=NOON + timedelta(days=1 + day), note=f"Grund {day}")
    return story


def test_the_newest_act_stands_on_top_with_who_what_and_why(desk: Client, acts: Article):
    page = desk.get(reverse(LIST)).content.decode()

    assert shown(desk)[:4] == ["withhold", "correct", "publish", "approve"]
    assert "zurückgehalten" in page
    assert "Grund 3" in page
    assert reverse("admin:articles_article_change", args=[acts.pk]) in page


def test_details_are_named_in_words_and_lists_told_in_a_line(desk: Client):
    audit("publish", make_story(), by=None, at=NOON, version=2, overruled=["Alt: gesehen", "Lang: bleibt"])

    lines = desk.get(reverse(LIST), {"act": "publish"}).context["lines"]

    assert lines[0].facts == [("Version", "2"), ("überstimmte Warnungen", "Alt: gesehen; Lang: bleibt")]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"act": "publish"}, ["publish"]),
        ({"since": "2026-03-05"}, ["withhold", "correct"]),
        ({"since": "2026-03-04", "until": "2026-03-04"}, ["publish"]),
        ({"who": "system", "since": "2026-03-03"}, ["publish"]),
        ({"kind": "person"}, []),
    ],
)
def test_the_list_is_sifted_by_act_day_and_kind(
    desk: Client, acts: Article, asked: dict[str, str], found: list[str]
):
    make_person()
    audit("add", make_chief(), by=None, at=NOON - timedelta(days=9))
    AuditEntry.objects.create(at=NOON - timedelta(days=9), verb="merge", model="person", object_id=1)

    assert [verb for verb in shown(desk, **asked) if verb != "merge"] == found


def test_the_list_is_sifted_by_person_and_by_one_thing(desk: Client, acts: Article):
    mira = AuditEntry.objects.get(verb="approve").actor_id

    assert shown(desk, who=mira) == ["withhold", "approve"]
    assert shown(desk, kind="article", number=acts.pk, since="2026-03-03") == [
        "correct",
        "publish",
        "approve",
    ]


def test_a_day_begins_at_the_midnight_of_the_desk(desk: Client):
    """The last second of the second of March in Berlin is still the first evening hour before UTC's midnight."""
    story = make_story(at=NOON - timedelta(days=30))
    for second, verb in ((59, "withhold"), (60, "restore")):
        at = datetime(2026, 3, 2, 22, 59, tzinfo=UTC) + timedelta(seconds=second)
        audit(verb, story, by=None, at=at)

    assert shown(desk, since="2026-03-02", until="2026-03-02") == ["withhold"]


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({"since": "gestern"}, "since"),
        ({"who": "99999"}, "who"),
        ({"act": "moonwalk"}, "verb"),
        ({"number": "0", "kind": "article"}, "object_id"),
        ({"number": "7"}, "kind"),
    ],
)
def test_a_wrong_wish_is_said_and_shows_nothing(
    desk: Client, acts: Article, asked: dict[str, str], wrong: str
):
    answer = desk.get(reverse(LIST), asked)

    assert list(answer.context["form"].errors) == [wrong]
    assert answer.context["lines"] == []


@pytest.mark.parametrize(
    "place", ["7", "2026-03-02T12:00:00~4", "gestern~4", "2026-03-02T12:00:00+00:00~99999999999999999999"]
)
def test_a_place_that_no_link_names_is_not_found(desk: Client, place: str):
    assert desk.get(reverse(LIST), {"before": place}).status_code == 404


def test_leafing_shows_every_act_once_though_many_fell_into_one_moment(desk: Client):
    story = make_story(at=NOON - timedelta(days=30))
    for _number in range(120):
        audit("tick", story, by=None, at=NOON)
    seen, address = [], f"{reverse(LIST)}?act=tick"

    while address:
        page = desk.get(address).context
        seen += [line.entry.pk for line in page["lines"]]
        address = page["older"] and reverse(LIST) + page["older"]

    assert seen == sorted(seen, reverse=True)
    assert len(set(seen)) == len(seen) == 120


def test_a_page_of_the_list_takes_as_many_queries_as_a_short_one(desk: Client):
    story = make_story()
    desk.get(reverse(LIST))
    counts = []

    for many in (1, 60):
        for _number in range(many):
            audit("tick", story, by=make_chief(), at=NOON)
        with CaptureQueriesContext(connection) as asked:
            desk.get(reverse(LIST), {"act": "tick", "who": make_chief().pk})
        counts.append(len(asked) - 1)

    assert counts[0] == counts[1] <= 7


def test_whoever_may_not_see_the_audit_list_is_turned_away(client: Client):
    client.force_login(make_user("nobody"), backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(reverse(LIST)).status_code == 403


def test_who_may_not_see_partners_learns_no_webhook_address_and_no_name_of_theirs(member: Any):
    partner = make_partner("Küstenbote")
    audit("add webhook", partner, by=None, at=NOON, url="https://hooks.kuestenbote.example/secret")
    entry = AuditEntry.objects.get(verb="add webhook")
    pages = (reverse(LIST), reverse("admin:articles_auditentry_change", args=[entry.pk]))
    seen = {}

    for group in ("reporter", "editor", "chief"):
        browser = member(group)
        words = "".join(browser.get(page).content.decode() for page in pages)
        seen[group] = ("hooks.kuestenbote" in words, "Küstenbote" in words, "Webhook" in words)

    assert seen == {
        "reporter": (False, False, True),
        "editor": (False, False, True),
        "chief": (True, True, True),
    }


def test_every_kind_of_thing_that_a_role_may_not_see_stays_unnamed_in_its_list(member: Any):
    fill_desk()
    browser = member("picture desk")
    me = User.objects.get(username="a-picture-desk")
    models = [
        model for model in admin.site._registry if model._meta.app_label in ("articles", "people", "auth")
    ]
    things = [model._default_manager.first() for model in models]
    for thing in filter(None, things):
        audit("save", thing, by=None, at=NOON, note=f"geheim {thing._meta.model_name}")

    page = browser.get(reverse(LIST)).content.decode()

    closed = {
        thing._meta.model_name
        for thing in filter(None, things)
        if not me.has_perm(f"{thing._meta.app_label}.view_{thing._meta.model_name}")
    }
    assert {"bulkjob", "group", "partner", "user"} <= closed
    assert {name for name in closed if f"geheim {name}<" in page} == set()


def test_verbs_put_together_from_parts_are_known():
    moves = {"submit", "take_back", "approve", "withhold", "kill"}
    outcomes = {f"agency change {outcome}" for outcome in AgencyChange.Resolution.values}
    renewals = {f"agency {renewal}" for renewal in UpdateKind}
    bulk = {f"{verb} bulk change" for verb in ("pause", "resume", "cancel", "undo")}

    assert (moves | outcomes | renewals | bulk) - set(AuditVerb.values) == set()


def test_an_unknown_verb_is_never_written():
    with pytest.raises(ValueError, match="not a valid AuditVerb"):
        audit("rename the paper", make_story(), by=None, at=NOON)


def test_an_old_entry_with_a_verb_of_former_times_is_shown_as_stored(desk: Client):
    AuditEntry.objects.create(at=NOON, verb="fetch coffee", model="article", object_id=make_story().pk)

    assert "fetch coffee" in desk.get(reverse(LIST)).content.decode()
