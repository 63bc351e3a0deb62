"""Embedded content in the story form, the check of an address, and the choice of the providers."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.admin.unsupported_html import sanitize_body
from articles.models import LinkOnlyProvider
from articles.text.embeds import PROVIDERS
from tests.factories import make_user

pytestmark = pytest.mark.django_db
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
CHOICE = "admin:articles_linkonlyprovider_changelist"


def test_an_unknown_provider_is_refused_with_address_place_and_what_is_known() -> None:
    raw = '<p>Der Rat tagt heute.</p><figure data-embed="https://geocities.example/v/1"></figure>'
    with pytest.raises(Exception, match="geocities") as refused:
        sanitize_body(raw, {})

    (message,) = refused.value.messages
    assert "nach „…Der Rat tagt heute.“" in message
    assert "https://geocities.example/v/1" in message
    assert "YouTube, Vimeo, TikTok, Mastodon" in message


def test_a_known_address_is_kept() -> None:
    assert sanitize_body(f"<p>{VIDEO}</p>", {}) == f'<figure data-embed="{VIDEO}"></figure>'


def test_the_dialog_learns_the_lasting_address_or_the_reason(desk: Client) -> None:
    url = reverse("admin:articles_article_embed_address")

    assert desk.get(url, {"address": " https://youtu.be/dQw4w9WgXcQ?si=1 "}).json() == {
        "address": VIDEO,
        "provider": "YouTube",
    }
    assert "geocities" in desk.get(url, {"address": "https://geocities.example/"}).json()["problem"]
    assert Client().get(url).status_code == 302


def test_a_chief_chooses_the_providers_and_no_editor_does(client: Client) -> None:
    others = [provider.code for provider in PROVIDERS if provider.code != "x"]
    client.force_login(User.objects.create_superuser("daniela"))

    answer = client.post(reverse(CHOICE), {"providers": others}, follow=True)

    assert "Gespeichert." in answer.content.decode()
    assert list(LinkOnlyProvider.objects.values_list("code", flat=True)) == ["x"]
    assert 'value="vimeo" checked' in answer.content.decode()
    assert 'value="x">' in answer.content.decode()
    client.force_login(make_user("nora", "articles.view_linkonlyprovider"))
    assert client.post(reverse(CHOICE), {"providers": []}).status_code == 403


def test_a_provider_that_nobody_knows_is_refused(client: Client) -> None:
    client.force_login(User.objects.create_superuser("daniela"))

    answer = client.post(reverse(CHOICE), {"providers": ["geocities"]})

    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert not LinkOnlyProvider.objects.exists()
