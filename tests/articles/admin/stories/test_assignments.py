"""Assignments at the desk: page, buttons, column, filter and first screen."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.actions.desk.assignments import AssignmentDraft, assign_stories
from articles.models import Account, Assignment, Section
from tests.articles.admin.conftest import signed_in
from tests.factories import make_section, make_story, make_user

pytestmark = pytest.mark.django_db

LIST, ASSIGN = "/admin/articles/article/", "/admin/articles/article/assign/"


def make_editor(name: str = ""):
    return make_user(name, "articles.change_article", "articles.view_article")


def assign(story: Any, **facts: Any) -> None:
    at = timezone.now()
    assign_stories([story.pk], AssignmentDraft(**facts), by=make_editor(), at=at)


def headlines(desk: Client, value: str) -> set[str]:
    return {story.headline for story in desk.get(f"{LIST}?assigned={value}").context["cl"].result_list}


def test_marked_stories_are_assigned_at_once_and_the_list_comes_back(client: Client):
    editor, nora = make_editor("ida"), make_editor("nora")
    desk = signed_in(client, editor)
    stories = [make_story("Kran steht"), make_story("Fähre fährt")]
    marked = {"action": "assign_marked_stories", "_selected_action": [story.pk for story in stories]}

    page = desk.post(LIST, marked)["Location"]
    answer = desk.post(
        f"{page}&next={LIST}?o=1",
        {"recipient": f"user-{nora.pk}", "wanted": "40 Zeilen", "due": "morgen 18 Uhr"},
    )

    assert answer["Location"] == f"{LIST}?o=1"
    assert [one.wanted for one in Assignment.objects.open().of_user(nora)] == ["40 Zeilen"] * 2
    assert timezone.localtime(Assignment.objects.open()[0].due_at).hour == 18
    assert b"nora" in desk.get(LIST).content


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"recipient": "user-0"}, "recipient"),
        ({"recipient": "section-x"}, "recipient"),
        ({"due": "gestern"}, "due"),
        ({"due": "1.1.2020 8 Uhr"}, "due"),
        ({"wanted": "x" * 201}, "wanted"),
    ],
)
def test_a_wrong_assignment_is_refused_at_its_field(client: Client, facts: dict[str, str], field: str):
    editor = make_editor()
    data = {"recipient": f"user-{editor.pk}", "wanted": "", "due": ""} | facts

    page = signed_in(client, editor).post(f"{ASSIGN}?ids={make_story().pk}", data)

    assert list(page.context["form"].errors) == [field]
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("ids", ["", "0", "x,y", "999999999999"])
def test_an_address_without_stories_is_not_found(client: Client, ids: str):
    assert signed_in(client, make_editor()).get(f"{ASSIGN}?ids={ids}").status_code == 404


def test_no_page_outside_the_desk_is_gone_back_to(client: Client):
    editor, story = make_editor(), make_story()
    data = {"recipient": f"user-{editor.pk}", "wanted": "", "due": ""}

    answer = signed_in(client, editor).post(f"{ASSIGN}?ids={story.pk}&next=https://elsewhere.example/", data)

    assert answer["Location"] == reverse("admin:articles_article_change", args=[story.pk])


def test_the_list_is_filtered_by_who_has_a_story(client: Client):
    editor, gone, section = make_editor(), make_editor(), make_section("Sport", "sport")
    Account.objects.create(user=editor).sections.add(section)
    assign(make_story("Meins"), user_id=editor.pk)
    assign(make_story("Des Ressorts"), section_id=section.pk)
    assign(make_story("Verwaist"), user_id=gone.pk)
    make_story("Niemandes")
    gone.is_active = False
    gone.save()
    Assignment.objects.filter(user=editor).update(due_at=timezone.now() - timedelta(minutes=1))
    desk = signed_in(client, editor)

    found = {value: headlines(desk, value) for value in ("me", "desk", "nobody", "overdue", "any")}

    assert found == {
        "me": {"Meins"}, "desk": {"Des Ressorts"}, "nobody": {"Verwaist", "Niemandes"}, "overdue": {"Meins"},
        "any": {"Meins", "Des Ressorts", "Verwaist"},
    }  # fmt: skip


def test_the_first_screen_begins_with_what_is_mine(client: Client):
    editor, section = make_editor(), make_section("Sport", "sport")
    desk = signed_in(client, editor)
    assert "Ihnen zugewiesen" not in {
        card.title for card in desk.get(reverse("admin:index")).context["cards"]
    }
    desk.post(reverse("admin:own_account"), {"sections_shown": "on", "sections": [section.pk]})
    assign(make_story("Später"), user_id=editor.pk)
    assign(
        make_story("Bald"), user_id=editor.pk, due_at=timezone.now() + timedelta(hours=1), wanted="Reaktion"
    )
    assign(make_story("Des Ressorts"), section_id=section.pk)

    first, second, *_rest = desk.get(reverse("admin:index")).context["cards"]

    assert [row.title for row in first.rows] == ["Bald", "Später"]
    assert "Reaktion" in first.rows[0].fact
    assert [row.title for row in second.rows] == ["Des Ressorts"]


def test_the_form_takes_and_finishes_an_assignment(client: Client):
    editor, section = make_editor(), Section.objects.create(name="Sport", slug="sport")
    story = make_story()
    assign(story, section_id=section.pk)
    desk = signed_in(client, editor)
    page = reverse("admin:articles_article_change", args=[story.pk])
    buttons = reverse("admin:articles_article_assignment", args=[story.pk])

    assert b'name="_take"' in desk.get(page).content
    desk.post(buttons, {"_take": "1"})
    assert Assignment.objects.open().get().user == editor
    assert b'name="_take"' not in desk.get(page).content
    desk.post(buttons, {"_done": "1"})
    assert not Assignment.objects.open().exists()
    assert desk.post(buttons, {"_done": "1"}, follow=True).status_code == 200  # told, not failed


def test_the_history_says_who_passed_it_on(client: Client):
    editor, nora = make_editor("ida"), make_editor("nora")
    story = make_story()
    assign_stories([story.pk], AssignmentDraft(editor.pk), by=editor, at=timezone.now())
    assign_stories([story.pk], AssignmentDraft(nora.pk), by=editor, at=timezone.now())

    page = signed_in(client, editor).get(reverse("admin:articles_article_history", args=[story.pk]))

    assert [str(one.user) for one in page.context["assignments"]] == ["nora", "ida"]
