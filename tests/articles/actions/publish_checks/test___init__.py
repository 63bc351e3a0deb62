"""What the publish gate says of pictures and of words in the tag; the rest is proved where it is met."""

import pytest

from articles.actions.publish_checks import run_checks
from articles.actions.stories.prefetch import take_snapshot
from articles.models import Article, Photo
from tests.factories import NOON, make_photo, make_story

pytestmark = pytest.mark.django_db


def found(story: Article) -> dict[str, str]:
    """Severity by code."""
    return {o.code: o.severity for o in run_checks(take_snapshot(Article.objects.get(pk=story.pk), NOON))}


@pytest.mark.parametrize("credit", ["Foto: AFP", "dpa/picture alliance", "Getty Images", "Archiv"])
def test_a_credit_that_names_only_houses_wants_a_reason(credit: str):
    story = make_story(pictures=(make_photo(credit),))

    assert found(story)["credit-nameless"] == "warns"


@pytest.mark.parametrize(
    "credit",
    [
        "Jonna Ekvall/AFP",
        "Foto: Stadt Nordhaven/Handout",
        "Foto: Feuerwehr Nordhaven",
        "unbekannt/dpa",
        "Foto: privat",
    ],
)
def test_a_person_a_giver_or_a_name_said_to_be_unknown_is_enough(credit: str):
    story = make_story(pictures=(make_photo(credit),))

    assert "credit-nameless" not in found(story)


def test_a_photo_without_any_credit_is_told_once():
    story = make_story(pictures=(make_photo(""),))

    told = found(story)

    assert told["credit-missing"] == "blocks"
    assert "credit-nameless" not in told


def test_the_lead_picture_blocks_without_alternative_text_and_others_warn():
    lead, inline = make_photo(alt_text=""), make_photo(alt_text="")
    story = make_story(pictures=(lead, inline))

    with_lead = [o.severity for o in run_checks(take_snapshot(story, NOON)) if o.code == "alt-missing"]
    Photo.objects.filter(pk=lead.pk).update(alt_text="Ein Kran vor dem Hafen")

    assert with_lead == ["blocks", "warns"]
    assert found(story)["alt-missing"] == "warns"


def test_a_story_without_a_photo_is_only_told():
    assert found(make_story())["picture-missing"] == "notes"
