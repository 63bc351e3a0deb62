from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client

from articles.actions.accounts.staff import ensure_groups
from tests.factories import make_chief, make_user

admin.autodiscover()  # tests read which models it has while they are collected


@pytest.fixture
def desk(client: Client) -> Client:
    """A browser in which somebody who may do everything is signed in; German, as most desks are."""
    return signed_in(client, make_chief())


@pytest.fixture
def member(client: Client) -> Any:
    """Signs in a new member of a group."""

    def member_of(group: str) -> Client:
        ensure_groups()
        user = make_user(f"a-{group.replace(' ', '-')}")
        user.groups.add(Group.objects.get(name=group))
        return signed_in(client, user)

    return member_of


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"
    return client
