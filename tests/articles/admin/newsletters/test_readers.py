"""Addresses of readers: seen and exported by those who may alone, and noted."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import AuditEntry
from tests.articles.actions.newsletters.newsletters import make_newsletter, make_subscriber

pytestmark = pytest.mark.django_db


def test_confirmed_addresses_are_listed_and_exported_with_a_note(desk: Client):
    newsletter = make_newsletter()
    for name in ("anna", "=ben"):
        make_subscriber(newsletter, f"{name}@leser.example")
    make_subscriber(newsletter, "carl@leser.example", confirmed_at=None)
    make_subscriber(make_newsletter("Ratspost"), "dora@leser.example")
    page = reverse("admin:articles_newsletter_readers", args=[newsletter.pk])

    listed, exported = desk.get(page).content.decode(), desk.post(page)

    assert [name in listed for name in ("anna@", "carl@", "dora@")] == [True, False, False]
    lines = exported.content.decode("utf-8-sig").splitlines()
    assert [line.partition(";")[0] for line in lines] == [
        "address",
        "anna@leser.example",
        "'=ben@leser.example",
    ]
    assert exported.headers["Content-Disposition"] == 'attachment; filename="morgenpost.csv"'
    entry = AuditEntry.objects.get(verb="export subscribers")
    assert entry.detail["readers"] == 2
    assert "anna" not in str(entry.detail)


def test_a_long_list_has_pages_and_an_empty_one_says_so(desk: Client):
    newsletter = make_newsletter()
    page = reverse("admin:articles_newsletter_readers", args=[newsletter.pk])
    assert "Noch hat sich niemand angemeldet." in desk.get(page).content.decode()
    for number in range(101):
        make_subscriber(newsletter, f"leser{number}@leser.example")

    first, second = (desk.get(f"{page}?page={number}").content.decode() for number in (1, 2))

    assert (first.count("@leser.example"), second.count("@leser.example")) == (100, 1)
    assert 'rel="next"' in first


@pytest.mark.parametrize("group", ["reporter", "editor", "picture desk"])
def test_others_do_not_see_the_addresses(member, group: str):
    newsletter = make_newsletter()
    make_subscriber(newsletter)
    browser = member(group)
    page = reverse("admin:articles_newsletter_readers", args=[newsletter.pk])

    answers = [browser.get(page), browser.post(page)]

    assert all(answer.status_code == 403 for answer in answers)
    assert not any(b"anna@" in answer.content for answer in answers)
