"""A refusal names the missing permission and up to three colleagues who have it."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from articles.actions.permissions import start_move
from articles.models import Account, Assignment
from newsroom.actions import NotPermitted, require_permission
from newsroom.permission_holders import explain_refusal, list_holders
from tests.articles.admin.conftest import signed_in
from tests.factories import NOON, make_section, make_story, make_user

pytestmark = pytest.mark.django_db

PUBLISH = "articles.publish_article"


def make_editor(name: str, section: str = "") -> User:
    user = make_user(name, PUBLISH)
    if section:
        Account.objects.create(user=user).sections.add(make_section(section, section.lower()))
    return user


@pytest.fixture
def nora() -> User:
    return make_user("nora", "articles.view_article")


def test_the_sentence_says_what_lacks_and_names_whoever_has_it(nora: User) -> None:
    for name in ("anna", "bert"):
        make_editor(name)

    with override("en"):
        english = explain_refusal(nora, PUBLISH)
    with override("de"):
        german = explain_refusal(nora, PUBLISH)

    assert (
        english
        == "Your account lacks the permission “Can publish, schedule and update stories”. Ask anna or bert."
    )
    assert german.endswith(
        "„Darf Artikel veröffentlichen, einplanen und aktualisieren“. Fragen Sie anna oder bert."
    )


def test_at_most_three_active_accounts_of_the_desk_are_named() -> None:
    for name in ("anna", "bert", "cora", "dora"):
        make_editor(name)
    User.objects.filter(username="anna").update(is_active=False)
    User.objects.filter(username="bert").update(is_staff=False)
    make_user("root", superuser=True)
    for name in ("emil", "finn"):
        make_editor(name)

    assert list_holders(PUBLISH) == ["cora", "dora", "emil"]


def test_superusers_are_named_only_if_nobody_else_has_it() -> None:
    make_user("root", superuser=True)
    assert list_holders(PUBLISH) == ["root"]

    make_editor("zoe")
    assert list_holders(PUBLISH) == ["zoe"]


def test_whoever_has_the_story_and_its_section_come_first(nora: User) -> None:
    story = make_story(section=make_section("Kultur", "kultur"))
    make_editor("anna")
    make_editor("yves", "Kultur")
    zoe = make_editor("zoe")
    Assignment.objects.create(article=story, user=zoe, by=zoe, at=NOON)

    with pytest.raises(NotPermitted, match="yves, zoe o"):
        start_move("publish", story.pk, by=nora)


def test_an_account_that_may_not_see_the_desk_learns_no_names() -> None:
    make_editor("anna")

    with override("en"), pytest.raises(NotPermitted) as refused:
        require_permission(make_user("guest"), PUBLISH)

    assert "anna" not in refused.value.message
    assert refused.value.message.endswith("An account manager can give you permission.")


def test_a_permission_that_is_held_costs_no_query(django_assert_num_queries) -> None:
    anna = make_editor("anna")
    assert anna.has_perm(PUBLISH)

    with django_assert_num_queries(0):
        require_permission(anna, PUBLISH)


def test_the_page_of_a_refused_move_names_colleagues(nora: User, client: Client) -> None:
    make_user("clara", "articles.kill_article", "articles.withhold_article")
    story = make_story()

    refused = signed_in(client, nora).get(
        reverse("admin:articles_article_withhold", args=[story.pk]), headers={"accept-language": "de"}
    )

    assert refused.status_code == 403
    assert "Fragen Sie clara." in refused.content.decode()
