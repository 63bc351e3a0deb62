from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from articles.models import Agency, Section
from tests.factories import make_section

pytestmark = pytest.mark.django_db


def test_an_empty_desk_gets_groups_agencies_and_a_first_section() -> None:
    call_command("ensure_defaults", stdout=StringIO())

    assert Group.objects.filter(name="editor").exists()
    assert Agency.objects.filter(code="afp", grants__channel="site").exists()
    assert Section.objects.get().slug == "news"


def test_a_second_run_changes_nothing() -> None:
    call_command("ensure_defaults", stdout=StringIO())
    before = (Group.objects.count(), Agency.objects.count(), Section.objects.count())

    call_command("ensure_defaults", stdout=StringIO())

    assert (Group.objects.count(), Agency.objects.count(), Section.objects.count()) == before


def test_a_desk_with_sections_gets_no_other() -> None:
    make_section()

    call_command("ensure_defaults", stdout=StringIO())

    assert [section.slug for section in Section.objects.all()] == ["politik"]
