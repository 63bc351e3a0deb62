"""What each group of the desk may do, and that nobody may touch what is past."""

import re
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.urls import reverse

from articles.actions.accounts import staff
from articles.actions.accounts.staff import GROUPS, ensure_groups
from articles.admin.accounts.forms import is_selectable
from articles.models import Article, Partner
from tests.articles.admin.forms import filled
from tests.factories import make_key, make_photo, make_published, make_story

pytestmark = pytest.mark.django_db


def press(browser: Any, story: Article, move: str) -> None:
    if move == "publish":
        browser.post(
            reverse("admin:articles_article_publish", args=[story.pk]), {"kind": "publish", "based_on": "1"}
        )
        return
    url = reverse("admin:articles_article_change", args=[story.pk])
    browser.post(url, filled(browser, url, "article_form", _move=move))


@pytest.mark.parametrize(
    ("group", "move", "state"),
    [
        ("reporter", "submit", "in_review"), ("reporter", "approve", "draft"), ("reporter", "publish", "draft"),
        ("editor", "publish", "published"), ("chief", "publish", "published"), ("picture desk", "publish", "draft"),
    ],
)  # fmt: skip
def test_a_move_is_made_by_those_who_may_and_refused_to_others(
    member: Any, group: str, move: str, state: str
):
    story = make_story()

    press(member(group), story, move)

    assert Article.objects.get(pk=story.pk).state == state


@pytest.mark.parametrize(
    ("group", "state"),
    [("reporter", "published"), ("editor", "withheld"), ("chief", "killed"), ("admin", "killed")],
)
def test_chiefs_kill_at_once_and_editors_only_with_a_second_person(member: Any, group: str, state: str):
    story = make_published()

    member(group).post(
        reverse("admin:articles_article_kill", args=[story.pk]), {"reason": "wrong", "number": str(story.pk)}
    )

    assert Article.objects.get(pk=story.pk).state == state


def test_every_editor_may_withhold_at_once(member: Any):
    story = make_published()

    member("editor").post(reverse("admin:articles_article_withhold", args=[story.pk]), {"reason": "legal"})

    assert Article.objects.get(pk=story.pk).state == "withheld"


def test_a_reporter_is_not_shown_buttons_they_may_not_press(member: Any):
    story = make_story()

    page = member("reporter").get(reverse("admin:articles_article_change", args=[story.pk])).content.decode()

    assert 'value="submit"' in page
    assert 'value="publish"' not in page


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_the_record_of_what_happened_is_closed_to_every_group(member: Any, group: str):
    make_published()
    browser = member(group)
    names = ("logentry", "auditentry")

    codes = {browser.get(reverse(f"admin:articles_{name}_add")).status_code for name in names}

    assert codes == {403}


def test_no_group_has_a_permission_on_log_audit_or_revisions_but_to_see_them():
    closed = ("logentry", "auditentry", "revision", "edition", "feedstate", "feedhead")

    granted = {p for names in GROUPS.values() for p in names if p.endswith(closed)}

    assert granted <= {"view_logentry", "view_auditentry", "view_revision", "view_edition"}


def test_what_an_administrator_took_from_a_role_and_gave_to_it_survives_a_restart(member: Any):
    member("reporter")
    reporter = Group.objects.get(name="reporter")
    kill = Permission.objects.get(codename="kill_article")
    reporter.permissions.remove(Permission.objects.get(codename="add_photo"))
    reporter.permissions.add(kill)

    call_command("ensure_defaults", stdout=StringIO())

    held = {p.codename for p in reporter.permissions.all()}
    assert held == (GROUPS["reporter"] - {"add_photo"}) | {"kill_article"}
    assert reporter.user_set.count() == 1


def test_a_permission_that_a_new_version_brings_is_added_to_its_role(monkeypatch: pytest.MonkeyPatch):
    ensure_groups()
    monkeypatch.setitem(staff.GROUPS, "reporter", GROUPS["reporter"] | {"publish_article"})

    ensure_groups()

    assert Group.objects.get(name="reporter").permissions.filter(codename="publish_article").exists()


def test_a_permission_that_a_new_version_takes_from_a_role_is_withdrawn_once(monkeypatch: pytest.MonkeyPatch):
    ensure_groups()
    pictures = Group.objects.get(name="picture desk")
    monkeypatch.setitem(staff.GROUPS, "picture desk", GROUPS["picture desk"] - {"block_photo"})

    ensure_groups()
    withdrawn = not pictures.permissions.filter(codename="block_photo").exists()
    pictures.permissions.add(Permission.objects.get(codename="block_photo"))  # as an administrator does
    ensure_groups()

    assert withdrawn
    assert pictures.permissions.filter(codename="block_photo").exists()


def test_nobody_gives_a_group_a_permission_that_they_do_not_have(member: Any):
    admin = member("admin")
    mine = Group.objects.create(name="Nachtdienst")
    page = reverse("admin:auth_group_change", args=[mine.pk])
    delete = Permission.objects.get(codename="delete_article")
    write = Permission.objects.get(codename="change_article")

    refused = admin.post(page, {"name": "Nachtdienst", "permissions": [delete.pk, write.pk]})
    granted_by_refused = mine.permissions.count()
    admin.post(page, {"name": "Nachtdienst", "permissions": [write.pk]})

    assert "delete_article" in refused.content.decode()
    assert (granted_by_refused, list(mine.permissions.all())) == (0, [write])


def test_nobody_joins_a_group_that_may_more_than_they_do(member: Any):
    admin = member("admin")
    me = User.objects.get(username="a-admin")
    group = Group.objects.create(name="Technik")
    group.permissions.add(Permission.objects.get(codename="delete_article"))
    page = reverse("admin:auth_user_change", args=[me.pk])

    answer = admin.post(page, filled(admin, page, "user_form", name="Ada Admin", groups=[group.pk]))

    assert "delete_article" in answer.content.decode()
    assert not me.groups.filter(name="Technik").exists()


def test_the_picture_desk_reads_the_text_of_a_story_and_changes_its_photos(member: Any):
    story, photo = make_story(body="<p>Der Rat hat <em>lange</em> getagt.</p>"), make_photo()
    pictures = member("picture desk")
    page = reverse("admin:articles_article_change", args=[story.pk])
    placed = {"placements-TOTAL_FORMS": "1", "placements-0-photo": photo.pk, "placements-0-role": "lead"}

    sent = filled(pictures, page, "article_form", headline="Von Hand gesendet", **placed)
    pictures.post(page, {**sent, "placements-0-position": "0"})

    assert "headline" not in filled(pictures, page, "article_form")
    shown = pictures.get(page).content.decode()
    assert "<p>Der Rat hat <em>lange</em> getagt.</p>" in shown
    assert "data-learn" not in shown, "suggestions of rules are refused to those who write no stories"
    assert Article.objects.get().headline == "Rat beschließt neuen Hafenplan"
    assert [p.photo_id for p in story.placements.all()] == [photo.pk]


def test_a_role_keeps_its_name_and_is_not_deleted(desk: Any):
    ensure_groups()
    number = Group.objects.get(name="editor").pk
    page = reverse("admin:auth_group_change", args=[number])

    desk.post(page, filled(desk, page, "group_form", name="umbenannt"))
    deleted = desk.post(reverse("admin:auth_group_delete", args=[number]), {"post": "yes"})

    assert (Group.objects.get(pk=number).name, deleted.status_code) == ("editor", 403)


def test_every_permission_that_a_role_has_can_be_taken_from_it_on_the_screen():
    offered = set(Permission.objects.filter(is_selectable()).values_list("codename", flat=True))

    assert frozenset().union(*GROUPS.values()) - offered == frozenset()
    assert {"add_webhook", "add_readingrule", "change_brand"} <= offered


def test_permissions_that_nothing_checks_are_not_offered():
    offered = Permission.objects.filter(is_selectable())

    unchecked = {"killrequest", "cachepurgeround", "wiredeletion", "autosave", "delivery", "sitechange"}
    assert unchecked & set(offered.values_list("content_type__model", flat=True)) == set()


def test_the_permissions_of_a_role_are_told_in_german(desk: Any):
    ensure_groups()

    page = desk.get(reverse("admin:auth_group_change", args=[Group.objects.get(name="editor").pk]))

    told = re.findall(r"name=\"permissions\"[^>]*>\s*<span[^>]*>\s*([^<]+?)\s*</span>", page.content.decode())
    assert len(told) > 100
    assert [words for words in told if "Can " in words or ": add" in words] == []
    assert "Foto: ändern" in told
    assert not {words.partition(":")[0] for words in told} & {"Delivery", "Edition"}


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_every_group_comes_to_the_desk_home(member: Any, group: str):
    make_story(pictures=(make_photo(),))

    assert member(group).get(reverse("admin:index")).status_code == 200


def test_a_reporter_sees_neither_partners_nor_accounts(member: Any):
    make_key()
    browser = member("reporter")

    page = browser.get(reverse("admin:index")).content.decode()

    assert reverse("admin:articles_partner_changelist") not in page
    assert (
        browser.get(reverse("admin:articles_partner_change", args=[Partner.objects.get().pk])).status_code
        == 403
    )


def test_an_editor_makes_stories_from_copy_and_the_picture_desk_does_not(member: Any):
    editor = member("editor").get(reverse("admin:articles_article_from_copy")).status_code
    pictures = member("picture desk").get(reverse("admin:articles_article_from_copy")).status_code

    assert (editor, pictures) == (200, 403)


def test_an_account_is_made_inactive_and_never_deleted(desk: Any):
    user = User.objects.create(username="gegangen")

    assert desk.get(reverse("admin:auth_user_delete", args=[user.pk])).status_code == 403


def test_five_wrong_passwords_shut_the_door_even_to_the_right_one(client: Any):
    User.objects.create_superuser("mira", password="ein langes Wort")
    url = reverse("admin:login")
    for _attempt in range(5):
        client.post(url, {"username": "mira", "password": "geraten"})

    answer = client.post(url, {"username": "mira", "password": "ein langes Wort"})

    assert answer.status_code == 429
    assert "_auth_user_id" not in client.session


def test_signing_in_leads_to_the_desk_home(client: Any):
    User.objects.create_superuser("mira", password="ein langes Wort")

    answer = client.post(reverse("admin:login"), {"username": "mira", "password": "ein langes Wort"})

    assert answer.headers["Location"] == reverse("admin:index")
