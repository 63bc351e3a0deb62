"""What the desk decides about items: dismissed and listed again, released, and what the publish checks say."""

import dataclasses
from datetime import timedelta

import pytest

from articles.actions.errors import ActionRefused, NotPermitted
from articles.actions.intake.effects.create_story import create_from_item, proposed_change, update_from_item
from articles.actions.intake.effects.item_copy import get_copy, get_joined_copy
from articles.actions.intake.receive.ingest import ingest
from articles.actions.intake.versions.item_status import dismiss_item, release_item, restore_item
from articles.actions.publish_checks import run_checks
from articles.actions.stories.prefetch import take_snapshot
from articles.models import Article, AuditEntry, WireItem
from articles.selectors.wire_takes import find_takes
from articles.wire.item import NewsItem, PubStatus
from tests.factories import NOON, make_section, make_story, make_user
from tests.wire_items import make_news, receive_news

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(minutes=5)


def story_of(item: WireItem) -> Article:
    change = proposed_change(get_copy(item))
    fields = {**change.fields, "section_id": make_section().pk}
    return create_from_item(item.pk, dataclasses.replace(change, fields=fields), by=None, at=NOON)


def blocks(story: Article) -> set[str]:
    fresh = Article.objects.get(pk=story.pk)
    return {result.code for result in run_checks(take_snapshot(fresh, LATER)) if result.severity == "blocks"}


def test_a_dismissed_item_is_listed_again_with_its_former_status():
    item = receive_news()

    dismissed = dismiss_item(item.pk, by=None, at=NOON).status
    restored = restore_item(item.pk, by=None, at=NOON).status

    assert (dismissed, restored) == ("dismissed", "read")
    verbs = AuditEntry.objects.filter(model="wireitem").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["dismiss wire item", "restore wire item"]


def test_an_item_that_a_story_uses_is_not_dismissed():
    item = receive_news()
    story_of(item)

    with pytest.raises(ActionRefused):
        dismiss_item(item.pk, by=None, at=NOON)


@pytest.mark.parametrize("facts", [{"held": True}, {"pubstatus": PubStatus.WITHHELD}])
def test_a_story_of_a_withheld_item_is_blocked_until_it_is_released(facts: dict[str, object]):
    item = receive_news(**facts)
    story = story_of(item)
    before = blocks(story)

    release_item(item.pk, reason="Die Agentur hat zugestimmt", by=make_user(superuser=True), at=LATER)

    assert "copy-withheld" in before
    assert "copy-withheld" not in blocks(story)


def test_a_usable_version_ends_the_block_of_a_withheld_one():
    news = make_news(pubstatus=PubStatus.WITHHELD)
    story = story_of(receive_news(news))

    receive_news(
        dataclasses.replace(news, version="2", pubstatus=PubStatus.USABLE, versioncreated=LATER), at=LATER
    )

    assert "copy-withheld" not in blocks(story)


def test_a_withheld_item_with_an_embargo_ends_with_it():
    item = receive_news(pubstatus=PubStatus.WITHHELD, embargo=NOON + timedelta(hours=3))

    story = story_of(item)

    assert story.embargo_until == NOON + timedelta(hours=3)
    assert "copy-withheld" not in blocks(story)


def test_only_who_may_break_embargoes_releases_an_item():
    item, editor = receive_news(held=True), make_user("ed", "articles.add_article")

    with pytest.raises(NotPermitted):
        release_item(item.pk, reason="Ruf mich an", by=editor, at=NOON)


def test_a_release_needs_a_reason():
    item = receive_news(held=True)

    with pytest.raises(ActionRefused):
        release_item(item.pk, reason=" ", by=make_user(superuser=True), at=NOON)


def test_a_draft_that_is_updated_with_embargoed_copy_gets_the_embargo():
    story, item = make_story(), receive_news(embargo=NOON + timedelta(hours=3))
    change = proposed_change(get_copy(item))

    update_from_item(item.pk, story.pk, change, by=None, at=NOON, based_on=story.revision)

    assert Article.objects.get(pk=story.pk).embargo_until == NOON + timedelta(hours=3)


def take(number: int, text: str) -> NewsItem:
    return make_news(
        take=number, takes=2, slugline="Hafenplan", headline=f"Hafenplan Teil {number}", text=(text,)
    )


def test_takes_become_one_story_in_their_order():
    second = receive_news(take(2, "Zweiter Teil."), at=LATER)
    first = receive_news(take(1, "Erster Teil."))
    takes = find_takes(second)
    copy = get_joined_copy(takes)

    story = create_from_item(
        first.pk, proposed_change(copy), by=None, at=LATER, take_ids=[one.pk for one in takes]
    )

    assert [one.pk for one in takes] == [first.pk, second.pk]
    assert story.body == "<p>Erster Teil.</p>\n<p>Zweiter Teil.</p>"
    assert story.headline == "Hafenplan Teil 1"
    assert set(WireItem.objects.values_list("article_id", "status")) == {(story.pk, "used")}


def test_takes_of_another_time_are_not_joined():
    receive_news(take(1, "Erster Teil."), at=NOON - timedelta(hours=2))

    assert find_takes(receive_news(take(2, "Zweiter Teil."))) == []


def test_pasted_copy_has_a_headline_and_words_to_find():
    item = ingest(
        "Kran umgestürzt\n\nNordhaven (dpa) - Ein Kran ist umgestürzt.\n\n(dpa/dl)".encode(), by=None, at=NOON
    ).item

    assert WireItem.objects.filter(headline="Kran umgestürzt", search="Nordhaven").get() == item
