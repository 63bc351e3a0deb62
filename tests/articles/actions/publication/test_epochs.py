"""A new epoch of the log: old cursors are void, numbers that may be lost are left out, a log at home stays as it is."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.actions.publication.epochs import begin_epoch, begin_epoch_if_moved, database_identity
from articles.models import AuditEntry, FeedHead, FormerEpoch
from tests.factories import NOON, make_published, make_story

pytestmark = pytest.mark.django_db


def test_a_new_epoch_goes_on_counting_and_remembers_the_former() -> None:
    make_published()
    before = FeedHead.objects.get()

    begun = begin_epoch(at=NOON)

    assert (begun.former, begun.n) == (before.epoch, 1)
    assert FormerEpoch.objects.get().n == FeedHead.objects.get().n == 1
    assert FeedHead.objects.get().epoch == begun.epoch != before.epoch


def test_a_number_that_may_have_been_given_after_the_backup_is_not_given_again() -> None:
    newest = make_story().pk

    call_command("reset_feed_epoch", skip=500, stdout=StringIO())

    assert make_story("Nach der Rettung").pk > newest + 500


def test_the_command_refuses_to_go_back_in_numbers() -> None:
    with pytest.raises(CommandError, match="a number of at least 0"):
        call_command("reset_feed_epoch", skip=-1, stdout=StringIO())


def test_a_log_that_is_at_home_keeps_its_epoch() -> None:
    make_published()

    assert [begin_epoch_if_moved(at=NOON) for _ in range(2)] == [None, None]
    assert FormerEpoch.objects.count() == 0


def test_a_log_that_was_written_elsewhere_begins_an_epoch_once() -> None:
    make_published()
    FeedHead.objects.update(home="7/1/16384")

    first, second = (begin_epoch_if_moved(at=NOON) for _ in range(2))

    assert first is not None
    assert second is None


def test_a_new_epoch_stands_in_the_audit_list_with_the_number_it_begins_after() -> None:
    make_published()
    begin_epoch(at=NOON)

    assert AuditEntry.objects.get(verb="begin epoch").detail["number"] == 1


def test_an_upgrade_of_postgresql_begins_no_epoch() -> None:
    make_published()
    here = database_identity()
    FeedHead.objects.update(home="1234/7/5")

    begun = begin_epoch_if_moved(at=NOON, upgraded=("1234/7/5", here))

    assert begun is None
    assert FeedHead.objects.get().home == here


def test_data_of_yet_another_cluster_begin_an_epoch_in_spite_of_an_upgrade() -> None:
    make_published()
    FeedHead.objects.update(home="9999/7/5")

    assert begin_epoch_if_moved(at=NOON, upgraded=("1234/7/5", database_identity())) is not None
