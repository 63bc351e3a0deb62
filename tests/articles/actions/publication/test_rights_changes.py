"""A changed contract is told of at the cost of the stories that it concerns, and one worker at a time does so."""

from datetime import timedelta

import pytest

from articles.actions.desk.agencies import agency_for
from articles.actions.desk.reference_data import GrantDraft, set_contract
from articles.actions.publication.rights_changes import log_rights_changes
from articles.models import LogEntry
from tests.factories import NOON, make_photo, make_published
from tests.plans import copy_published, explained

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)
COPIES = 2000
OTHERS = 12_000


@pytest.fixture
def archive() -> None:
    """Stories of our own with two thousand pictures of AFP, none of them twice, among many without pictures.

    Without the others, reading the whole table for a batch of stories may be the cheaper plan.
    """
    copy_published(make_published("Ohne Bild"), OTHERS)
    copy_published(make_published(pictures=(make_photo("Jonna EKVALL/AFP", channels=None),)), COPIES)
    for channel in (["site", "partner"], ["site"]):
        set_contract(agency_for("afp").pk, [GrantDraft(channel=c) for c in channel], by=None, at=LATER)


def test_no_photo_of_an_agency_is_held_against_every_story(archive) -> None:
    with explained() as plans:
        told = log_rights_changes(at=LATER)

    assert told == LogEntry.objects.filter(kind="rights").count() == COPIES + 1
    costly = [plan for plan in plans if plan.examined > 20 * COPIES]
    assert not costly, [(plan.examined, plan.sql[:400]) for plan in costly]
    assert not [plan.sql for plan in plans if plan.scans_whole("articles_edition")]


def test_what_was_told_to_its_end_is_not_looked_for_again(archive) -> None:
    log_rights_changes(at=LATER)

    with explained() as plans:
        assert log_rights_changes(at=LATER + timedelta(seconds=10)) == 0

    assert sum(plan.examined for plan in plans) < 50
