"""Every address of the desk, tried by those who have no business there: by link, by form and by hand-made request."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from articles.actions.accounts.sign_in_links import issue_link
from articles.actions.accounts.staff import GROUPS, ensure_groups
from articles.actions.stories.approval import ask_for_approval
from articles.actions.stories.publish import correct
from articles.models import (
    Article,
    AuditEntry,
    BulkJob,
    Correction,
    LogEntry,
    MediaFile,
    Partner,
    Photo,
    Revision,
    SignInLink,
)
from articles.selectors.preview_tokens import make_token
from tests.articles.admin.conftest import signed_in
from tests.articles.admin.forms import filled
from tests.articles.admin.test_pages import fill_desk
from tests.factories import NOON, make_chief, make_photo, make_published, make_story, make_user

pytestmark = pytest.mark.django_db

PLACE = re.compile(r"<(?:(\w+):)?\w+>")
OPEN_TO_ALL = {
    "index", "login", "logout", "second_step", "second_factor", "password_change", "password_change_done", "jsi18n",
    "search", "own_account", "guide", "guide_chapter", "admin_password_reset", "sign_in_link", "choose_password",
    "oidc_start", "oidc_callback", "passkeys", "passkey_registration", "passkey_challenge", "passkey_sign_in",
}  # fmt: skip
"""One's own account, the guide, and pages that show only what their reader may see."""
ONES_OWN = {
    "articles_article_alarms", "articles_article_pulse", "articles_article_leave", "articles_article_close_message",
    "articles_article_delete_view", "articles_article_save_view", "articles_article_discard_unsaved",
    "articles_article_unsaved", "articles_article_message", "articles_article_take_over", "articles_article_read_hour",
    "articles_article_read_tag", "articles_bulkjob_cancel", "articles_bulkjob_pause", "articles_bulkjob_resume",
    "articles_bulkjob_undo",
}  # fmt: skip
"""Answer in words, of one's own things alone; that they change nothing else is what is looked at."""


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        way = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, way)
        elif "(?P" not in way:
            yield way, pattern


def filled_in(way: str) -> str:
    """The address with the number of a thing that is there."""
    found = re.match(r"admin/(articles|people|auth)/(\w+)/", way)
    thing = apps.get_model(found[1], found[2])._default_manager.first() if found else None
    words = {"slug": "impressum", "str": "alt"}
    return "/" + PLACE.sub(lambda place: words.get(place[1], str(thing.pk if thing else 1)), way)


def desk_addresses() -> list[tuple[str, str]]:
    """(name, address) of every page and every button of the desk."""
    found = [
        (p.name, filled_in(way))
        for way, p in addresses(get_resolver())
        if way.startswith("admin/") and p.name
    ]
    return [(name, address) for name, address in found if name not in OPEN_TO_ALL]


def standing() -> dict[str, Any]:
    """What acts leave behind."""
    stories = Article.objects.order_by("pk").values_list("pk", "state", "revision", "version", "scheduled_at")
    return {
        "acts": AuditEntry.objects.count(), "log": LogEntry.objects.count(), "revisions": Revision.objects.count(),
        "stories": list(stories), "photos": Photo.objects.count(), "partners": Partner.objects.count(),
        "jobs": list(BulkJob.objects.values_list("state", flat=True)), "accounts": User.objects.count(),
    }  # fmt: skip


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_account_without_rights_gets_and_does_nothing(client: Client, method: str):
    fill_desk()
    nobody = signed_in(client, make_user("nobody"))
    before, answers = standing(), {}

    for name, address in desk_addresses():
        answers[name, address] = getattr(nobody, method)(address).status_code

    opened = {name for (name, _address), code in answers.items() if code == 200}
    assert len(answers) > 150
    assert opened - ONES_OWN == set()
    assert standing() == before


def test_who_is_not_signed_in_is_led_to_the_door_from_everywhere(client: Client):
    fill_desk()

    answers = {address: client.post(address) for _name, address in desk_addresses()}

    elsewhere = {
        a for a, r in answers.items() if r.status_code != 302 or "/login/" not in r.headers["Location"]
    }
    assert elsewhere == set()


def test_a_link_for_approval_from_outside_opens_one_story_and_no_other_address(client: Client):
    fill_desk()
    shown, hidden = make_story("Mole wird länger"), make_story("Zwiebelfisch", pictures=(make_photo(),))
    at = timezone.now()
    shared = ask_for_approval(shown.pk, name="Ada Wendt", days=7, by=make_chief(), at=at)
    link, stranger, picture = f"/preview/{make_token(shared)}/", Client(), hidden.placements.get().photo
    media = MediaFile.objects.get()
    assert "Mole wird länger" in client.get(f"{link}story/").content.decode()
    assert client.get(link).status_code == 200

    within = [
        f"{link}{picture.pk}-{picture.sha256[:16]}-480.webp",
        f"{link}files/{media.pk}-{media.sha256[:16]}.mp4",
        f"{link}{hidden.pk}/",
    ]
    assert [client.get(address).status_code for address in within] == [404, 404, 404]
    assert [client.post(link, {"answer": "approve", "story": hidden.pk, "text": ""}).status_code] == [422]
    for name, address in desk_addresses():
        assert "/login/" in client.get(address).headers["Location"], name
    others = [
        "/" + PLACE.sub("1", way) for way, _p in addresses(get_resolver()) if not way.startswith("admin/")
    ]
    answers = {one: (client.get(one).status_code, stranger.get(one).status_code) for one in others}
    assert {one: codes for one, codes in answers.items() if codes[0] != codes[1]} == {}
    assert len(answers) > 60
    assert not client.cookies


PUBLISHING = {
    "publish": {"kind": "publish", "based_on": "1"},
    "withhold": {"reason": "legal"},
    "kill": {"reason": "wrong"},
    "restore": {},
    "revive": {"desk_note": "Irrtum", "public_note": "Irrtum der Redaktion"},
    "hour": {"scheduled_at": "31.12.2040 12:00", "_act": "schedule"},
}
"""What each page's form sends."""


@pytest.mark.parametrize("group", ["reporter", "picture desk"])
@pytest.mark.parametrize("page", sorted(PUBLISHING))
def test_neither_reporter_nor_picture_desk_publishes_or_withdraws_by_a_hand_made_request(
    member: Any, group: str, page: str
):
    stories = [make_story(), make_published("Werft stellt Leute ein")]
    browser = member(group)
    before = standing()

    for story in stories:
        sent = {"number": str(story.pk), **PUBLISHING[page]}
        browser.post(reverse(f"admin:articles_article_{page}", args=[story.pk]), sent)

    assert standing() == before


@pytest.mark.parametrize("move", ["publish", "update", "correct", "approve", "schedule", "kill", "withhold"])
def test_a_reporter_saving_with_a_move_they_may_not_make_makes_no_move(member: Any, move: str):
    story = make_published() if move in {"update", "correct", "kill", "withhold"} else make_story()
    browser = member("reporter")
    page = reverse("admin:articles_article_change", args=[story.pk])

    browser.post(page, filled(browser, page, "article_form", _move=move, headline="Von Hand gesendet"))

    assert Article.objects.get(pk=story.pk).state == story.state
    assert LogEntry.objects.filter(article=story).count() == (1 if story.version else 0)


def test_a_reporter_starts_no_bulk_change(member: Any):
    make_story()
    browser = member("reporter")

    asked = browser.get(reverse("admin:articles_article_bulk"))
    sent = browser.post(reverse("admin:articles_article_bulk"), {"facet": "topic", "_start": "1"})

    assert (asked.status_code, sent.status_code, BulkJob.objects.count()) == (403, 403, 0)


@pytest.mark.parametrize("model", [LogEntry, AuditEntry])
@pytest.mark.parametrize("page", ["change", "delete"])
def test_not_even_a_superuser_changes_log_or_audit_list_in_the_admin(desk: Client, model: Any, page: str):
    make_published()
    entry = model.objects.first()
    before = model.objects.values().get(pk=entry.pk)

    answer = desk.post(
        reverse(f"admin:articles_{model._meta.model_name}_{page}", args=[entry.pk]),
        {"post": "yes", "verb": "x"},
    )

    assert answer.status_code == 403
    assert model.objects.values().get(pk=entry.pk) == before


def test_revisions_editions_and_corrections_have_no_form_at_all():
    shown = {model._meta.label for model in admin.site._registry}

    assert (
        shown & {"articles.Revision", "articles.Edition", "articles.Correction", "articles.FeedState"}
        == set()
    )


@pytest.mark.parametrize("model", [LogEntry, AuditEntry, Revision, Correction])
@pytest.mark.parametrize(
    "statement", ["UPDATE {table} SET at = now()", "DELETE FROM {table}", "TRUNCATE {table} CASCADE"]
)
def test_not_even_plain_sql_changes_what_is_past(model: Any, statement: str):
    story = make_published()
    notes = {"desk_note": "Absatz 1: statt 1992 1993", "public_note": "Es war 1993."}
    correct(story.pk, **notes, by=None, at=NOON + timedelta(hours=1))
    before = model.objects.count()

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL newsroom.emptied = 'no'")
        cursor.execute(statement.format(table=model._meta.db_table))

    assert model.objects.count() == before > 0


def test_an_admin_who_is_no_superuser_makes_nobody_one(member: Any):
    browser = member("admin")
    me = User.objects.get(username="a-admin")
    page = reverse("admin:auth_user_change", args=[me.pk])

    form = browser.get(page)
    sent = filled(browser, page, "user_form", name="Ada Admin", is_superuser="on", user_permissions="1")
    browser.post(page, sent)

    assert form.status_code == 200
    assert not User.objects.get(pk=me.pk).is_superuser


@pytest.mark.parametrize(
    "page",
    [
        "auth_user_change",
        "auth_user_reset_second_factor",
        "auth_user_new_link",
        "auth_user_revoke_link",
        "auth_user_deactivate",
        "auth_user_sign_out",
    ],
)
def test_an_admin_who_is_no_superuser_does_not_touch_a_superusers_account(member: Any, page: str):
    chief = make_chief()
    before = User.objects.values().get(pk=chief.pk)
    issue_link(chief.pk, by=None, at=timezone.now())
    browser = member("admin")

    answer = browser.post(reverse(f"admin:{page}", args=[chief.pk]), {"name": "Wer Anders", "language": "de"})

    assert answer.status_code == 403
    assert User.objects.values().get(pk=chief.pk) == before
    assert SignInLink.objects.filter(revoked_at=None).count() == 1


def test_the_secrets_of_second_factors_are_shown_to_nobody():
    shown = {model._meta.app_label for model in admin.site._registry}

    assert shown & {"otp_totp", "otp_static", "axes"} == set()


def test_groups_and_their_rights_are_changed_by_admins_alone(member: Any):
    ensure_groups()
    page = reverse("admin:auth_group_change", args=[Group.objects.get(name="reporter").pk])

    codes = {group: member(group).get(page).status_code for group in sorted(GROUPS)}

    assert codes == {"admin": 200, "chief": 403, "editor": 403, "picture desk": 403, "reporter": 403}
