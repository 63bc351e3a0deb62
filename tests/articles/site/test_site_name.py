"""The paper's name in Brand is at every outlet from the next request; without one it is that of the settings."""

import html
import io
import json
import re

import pytest
from django.core import mail
from django.test import RequestFactory
from PIL import Image

from articles.accounts.passkeys.relying_party import relying_party
from articles.accounts.profile import qr_svg
from articles.actions.accounts.two_factor import begin_second_factor
from articles.actions.desk.brand import BrandDraft, save_brand
from articles.site.brand import read_brand
from articles.site.share_card import story_card_path
from articles.tasks import mail_password_link
from tests.articles.site.conftest import forget_pages
from tests.articles.site.web_process import WebProcess
from tests.factories import (
    NOON,
    make_key,
    make_partner,
    make_person,
    make_published,
    make_user,
)

ICON = io.BytesIO()
Image.new("RGB", (512, 512), "#345").save(ICON, "PNG")
OLD, NEW = "Hafenblatt von Gestern", "Bote & Kurier"
PAGES = [
    "/", "/kompakt/", "/politik/", "/suche/", "/korrekturen/", "/korrekturen/feed.atom", "/feed.atom", "/feed.json",
    "/politik/feed.atom", "/rechte/", "/archiv/", "/nirgends/", "/sitemap-news.xml", "/license.xml",
    "/api/v1/guide/de/", "/api/v1/guide/en/", "/admin/login/", "{story}", "{story}?view=text", "{person}",
]  # fmt: skip
PARTNER_PAGES = ["/api/v1/stories?format=newsml", "/api/v1/feed.atom"]
ALL_PAGES = PAGES + PARTNER_PAGES


@pytest.fixture(autouse=True)
def name_of_the_settings(settings) -> None:
    settings.SITE_NAME = OLD


def read(reader, path: str, **headers: str) -> str:
    forget_pages()
    return html.unescape(reader.get(path, headers=headers).content.decode())


@pytest.mark.django_db(transaction=True)
def test_the_name_is_on_every_page_in_every_feed_and_in_json_ld(reader) -> None:
    person = make_person("Wilma Sandt")
    story = make_published("Rat tagt", people=(person,))
    places = {
        "story": f"/politik/{story.slug}-{story.pk}/",
        "person": f"/person/{person.slug}-{person.pk}/",
    }
    key = {"authorization": f"Bearer {make_key(make_partner())}"}
    before = [
        read(reader, path.format(**places), **(key if path in PARTNER_PAGES else {})) for path in ALL_PAGES
    ]
    save_brand(BrandDraft(name=f" {NEW}\x01"), by=None, at=NOON)

    after = [
        read(reader, path.format(**places), **(key if path in PARTNER_PAGES else {})) for path in ALL_PAGES
    ]

    assert [path for path, text in zip(ALL_PAGES, before, strict=True) if OLD not in text] == []
    assert [path for path, text in zip(ALL_PAGES, after, strict=True) if NEW not in text] == []
    assert [path for path, text in zip(ALL_PAGES, after, strict=True) if OLD in text] == []
    described = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', read(reader, places["story"])
    )
    assert json.loads(described[0])["publisher"]["name"] == NEW


@pytest.mark.django_db
def test_the_name_is_on_cards_in_the_manifest_in_mails_and_at_sign_in(reader) -> None:
    user = make_user("nele", superuser=True)
    type(user).objects.update(email="nele@example.com")
    story = make_published("Rat tagt")
    device = begin_second_factor(by=user)
    card, code = story_card_path(story.pk, "Rat tagt", read_brand()), qr_svg(device)
    save_brand(BrandDraft(name=NEW, files={"icon": ICON.getvalue()}), by=None, at=NOON)

    mail_password_link("nele", "de")

    assert NEW in mail.outbox[0].subject + mail.outbox[0].body
    assert reader.get("/site.webmanifest").json()["name"] == NEW
    assert relying_party(RequestFactory().get("/")).name == NEW
    assert (story_card_path(story.pk, "Rat tagt", read_brand()) != card, qr_svg(device) != code) == (
        True,
        True,
    )


@pytest.mark.django_db(transaction=True)
def test_a_new_name_is_on_the_next_page_and_in_the_next_answer_to_a_partner(process: WebProcess) -> None:
    make_published()
    first = process.get("/")[1].decode()
    save_brand(BrandDraft(name="Nordhavener Bote"), by=None, at=NOON)
    second = process.get("/")[1].decode()
    save_brand(BrandDraft(), by=None, at=NOON)

    assert [name in first for name in (OLD, "Nordhavener Bote")] == [True, False]
    assert [name in second for name in (OLD, "Nordhavener Bote")] == [False, True]
    assert OLD in process.get("/")[1].decode()
