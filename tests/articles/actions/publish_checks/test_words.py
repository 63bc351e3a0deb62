"""The gate's sentences stay whole where a photo names nobody."""

import pytest
from django.utils import translation

from articles.actions.publish_checks import run_checks
from articles.actions.stories.prefetch import take_snapshot
from articles.models import Photo
from tests.factories import NOON, make_photo, make_section, make_story

pytestmark = pytest.mark.django_db


def test_a_photo_without_a_credit_is_named_as_such_where_rights_are_missing():
    photo = make_photo("Ida Brandt/dpa")
    Photo.objects.filter(pk=photo.pk).update(credit="", credit_raw="")
    photo.grants.all().delete()
    story = make_story(section=make_section(), pictures=(photo,))
    with translation.override("de"):
        said = [one.message for one in run_checks(take_snapshot(story, NOON))]

    assert "Partner bekommen das Foto von einem ungenannten Urheber nicht: kein Recht zur Weitergabe." in said
