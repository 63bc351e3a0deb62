"""Items name translations that the partner may have as well, in every format, and never another one."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from django.utils import timezone

from articles.actions.desk.agencies import agency_for
from articles.actions.desk.reference_data import GrantDraft, set_contract
from articles.actions.stories.publish import publish
from articles.actions.stories.translations import link_translation
from articles.actions.stories.withdraw import kill, withhold
from articles.url_paths import identifier_uri
from articles.wire.registry import read_wire
from tests.articles.feed.test_formats import BARE, TRANSLATED
from tests.articles.feed.test_tables import FORMATS
from tests.factories import NOON, make_key, make_partner, make_published, make_story

pytestmark = pytest.mark.django_db(transaction=True)
LATER = NOON + timedelta(hours=1)


def make_pair():
    german = make_published("Hafenplan", language="de")
    english = make_published("Harbour plan", language="en")
    link_translation(german.pk, english.pk, by=None, at=NOON)
    return german, english


def languages_of(item):
    return [(a["language"], a["uri"]) for a in item.get("associations", ()) if a.get("rel") == "translation"]


def test_each_item_names_the_other(get):
    german, english = make_pair()

    items = [get(f"stories/{story.pk}").json() for story in (german, english)]

    assert [languages_of(item) for item in items] == [
        [("en", identifier_uri("story", english.pk))], [("de", identifier_uri("story", german.pk))],
    ]  # fmt: skip


@pytest.mark.parametrize("withdraw", [withhold, kill])
def test_a_withdrawn_translation_is_named_in_no_format(get, withdraw):
    german, english = make_pair()
    get(f"stories/{german.pk}")

    withdraw(english.pk, reason="legal", by=None, at=LATER)

    for query in ({}, {"profile": "ninjs-2.2"}, {"format": "newsml"}):
        for path in (f"stories/{german.pk}", "stories"):
            assert identifier_uri("story", english.pk) not in get(path, at=LATER, **query).content.decode()


def test_a_translation_is_named_from_its_publication_on(client):
    """Without forgetting anything in between: the item is rendered again."""
    german, english = make_published("Hafenplan", language="de"), make_story("Harbour plan", language="en")
    link_translation(german.pk, english.pk, by=None, at=NOON)
    headers = {"Authorization": f"Bearer {make_key(scopes=['text:read'])}"}

    before = client.get(f"/api/v1/stories/{german.pk}", headers=headers).json()
    publish(english.pk, by=None, at=LATER)
    after = client.get(f"/api/v1/stories/{german.pk}", headers=headers).json()

    assert (languages_of(before), [tag for tag, _uri in languages_of(after)]) == ([], ["en"])


def test_a_translation_is_named_until_the_right_to_its_text_ends(client, monkeypatch):
    drafts = [GrantDraft(channel="site", until=LATER), GrantDraft(channel="partner")]
    set_contract(agency_for("afp").pk, drafts, by=None, at=NOON)
    german, english = make_published(language="de"), make_published(language="en", tag="(afp/dl)")
    link_translation(german.pk, english.pk, by=None, at=NOON)
    headers = {"Authorization": f"Bearer {make_key(scopes=['text:read'])}"}
    found = []

    for at in (NOON, LATER):
        monkeypatch.setattr(timezone, "now", lambda at=at: at)
        found.append(client.get(f"/api/v1/stories/{german.pk}", headers=headers).json())

    assert [len(languages_of(item)) for item in found] == [1, 0]


def test_a_translation_outside_the_contract_is_not_named(get):
    german, english = make_pair()
    partner = make_partner("Nordkurier", languages=["de"])

    text = get(f"stories/{german.pk}", auth=make_key(partner, scopes=["text:read"])).content.decode()

    assert identifier_uri("story", english.pk) not in text


def test_a_link_of_public_stories_is_a_change_for_partners(get):
    german, english = make_published("Hafenplan", language="de"), make_published("Plan", language="en")
    cursor = get("changes").json()["cursor"]

    link_translation(german.pk, english.pk, by=None, at=LATER)

    changes = get("changes", at=LATER, cursor=cursor).json()["changes"]
    assert [(c["op"], len(languages_of(c["item"]))) for c in changes] == [("put", 1), ("put", 1)]


@pytest.mark.parametrize("write", FORMATS.values(), ids=FORMATS)
def test_an_item_with_a_translation_is_read_by_our_own_reader(write) -> None:
    (item, *more) = read_wire(write(replace(BARE, translations=TRANSLATED.translations)), zone=UTC).items

    uris = [] if write is FORMATS["Atom"] else [translation.uri for translation in TRANSLATED.translations]
    assert (item.headline, more, [a.guid for a in item.associations]) == (BARE.headline, [], uris)
