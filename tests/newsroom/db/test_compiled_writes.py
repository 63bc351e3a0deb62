"""Rows written by statements that are built once."""

from datetime import timedelta

import pytest
from django.db import connection

from articles.models import Article, AuditEntry, Edition
from articles.models.audit import AuditVerb
from newsroom.db.compiled_writes import insert_row, write_rows
from tests.factories import NOON, make_chief, make_person, make_photo, make_published

pytestmark = pytest.mark.django_db


def test_a_row_is_stored_as_by_save() -> None:
    story = make_published(people=(make_person(),), pictures=(make_photo(),), tag="(afp)", language="en")
    saved = Edition.objects.get(article=story)
    copy = Edition.objects.get(article=story)
    copy.pk, copy.version, copy.live = None, 2, False

    insert_row(copy)

    written = Edition.objects.get(pk=copy.pk)
    for column in Edition._meta.concrete_fields:
        if column.name not in {"id", "version", "live"}:
            assert getattr(written, column.attname) == getattr(saved, column.attname), column.name
    assert not copy._state.adding


def test_other_rows_stay_when_one_is_updated() -> None:
    one, other = make_published("Eins"), make_published("Zwei")
    one.headline, one.scheduled_by, one.edited_at = "Drei", make_chief(), NOON + timedelta(days=1)
    one.fingerprint, one.initials = [2**62, 5], ["mt"]

    write_rows(updated=[one])

    one = Article.objects.get(pk=one.pk)
    assert (one.headline, one.fingerprint, one.initials) == ("Drei", [2**62, 5], ["mt"])
    assert (one.scheduled_by, one.edited_at) == (make_chief(), NOON + timedelta(days=1))
    assert Article.objects.get(pk=other.pk).headline == "Zwei"


def test_rows_of_several_models_are_written_in_one_statement(django_assert_num_queries) -> None:
    story = make_published("Eins")
    story.headline = "Zwei"
    entries = [
        AuditEntry(at=NOON, verb="save", model="article", object_id=number, label=label, detail={})
        for number, label in ((1, "eins"), (2, "zwei"))
    ]

    with django_assert_num_queries(1):
        write_rows(updated=[story], inserted=entries)

    assert Article.objects.get(pk=story.pk).headline == "Zwei"
    assert [AuditEntry.objects.get(pk=entry.pk).label for entry in entries] == ["eins", "zwei"]


def test_values_of_other_types_are_prepared_by_their_field() -> None:
    entry = AuditEntry(at=NOON, verb=AuditVerb.SAVE, model="article", object_id=1, label=7, detail={})

    insert_row(entry)

    stored = AuditEntry.objects.get(pk=entry.pk)
    assert (stored.verb, stored.label) == ("save", "7")


def test_a_row_costs_one_statement(django_assert_num_queries) -> None:
    entry = AuditEntry(
        at=NOON, actor=None, verb="save", model="article", object_id=1, label="x", detail={"a": [1]}
    )
    with django_assert_num_queries(1):
        insert_row(entry)

    assert AuditEntry.objects.get(pk=entry.pk).detail == {"a": [1]}
    assert entry._state.db == connection.alias
