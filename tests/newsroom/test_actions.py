import pytest

from articles.actions.errors import CheckResult, ChecksFailed
from newsroom.actions import ActionRefused, NotPermitted, require_permission
from tests.factories import make_user


@pytest.mark.django_db
def test_an_actor_without_the_permission_is_refused_by_its_name() -> None:
    with pytest.raises(NotPermitted, match="„Person: ändern“") as refused:
        require_permission(make_user("mira", "people.add_person"), "people.change_person")

    assert refused.value.field == ""


@pytest.mark.django_db
def test_an_actor_with_the_permission_may_act() -> None:
    require_permission(make_user("mira", "people.change_person"), "people.change_person")


def test_the_system_may_do_everything() -> None:
    require_permission(None, "people.change_person")


def test_a_refusal_carries_its_sentence_and_the_field_it_is_about() -> None:
    refusal = ActionRefused("Enter a name.", "name")

    assert (str(refusal), refusal.message, refusal.field) == ("Enter a name.", "Enter a name.", "name")


def test_failed_checks_name_each_field_with_its_own_message() -> None:
    results = [
        CheckResult("blocks", "headline", "Enter a headline.", "headline"),
        CheckResult("blocks", "body", "Enter text.", "body"),
    ]

    assert ChecksFailed(results).messages == [("headline", "Enter a headline."), ("body", "Enter text.")]
