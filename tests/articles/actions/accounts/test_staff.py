import pytest
from django.contrib.auth.models import User

from articles.actions.accounts.staff import EDITOR, add_account, ensure_groups
from articles.actions.errors import ActionRefused, NotPermitted
from articles.models import AuditEntry
from tests.factories import NOON, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _groups() -> None:
    ensure_groups()


def test_an_account_joins_its_group_and_the_audit_list():
    user = add_account("mira", name="Mira Talberg Lund", group=EDITOR, by=None, at=NOON)

    assert (user.first_name, user.last_name, user.groups.get().name) == ("Mira", "Talberg Lund", "editor")
    assert AuditEntry.objects.get(model="user").detail == {"group": "editor"}


def test_an_account_without_a_password_lets_nobody_in():
    user = add_account("mira", name="Mira", group=EDITOR, by=None, at=NOON)

    assert not user.has_usable_password()


def test_a_name_that_is_taken_is_refused_with_its_field():
    add_account("mira", name="Mira", group=EDITOR, by=None, at=NOON)

    with pytest.raises(ActionRefused) as refused:
        add_account("mira", name="Mira Zwei", group=EDITOR, by=None, at=NOON)

    assert (refused.value.field, User.objects.count()) == ("username", 1)


def test_only_who_administers_accounts_may_add_one():
    with pytest.raises(NotPermitted):
        add_account("mira", name="Mira", group=EDITOR, by=make_user("gast"), at=NOON)
