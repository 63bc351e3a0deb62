"""Names with several spellings: the desk's list, and the search that finds any by any."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.desk.name_variants import delete_name_variants, save_name_variants
from articles.actions.errors import ActionRefused
from articles.models import Article, AuditEntry, Edition, NameVariants
from articles.search.desk import match_stories
from articles.search.expansion import ComposedSearchQuery, expand_search
from articles.search.query import CLOSE, OPEN, parse_terms
from newsroom.actions import NotPermitted
from tests.articles.admin.conftest import signed_in
from tests.articles.search.excerpts import build_excerpts
from tests.factories import NOON, make_chief, make_published, make_user

pytestmark = pytest.mark.django_db


def found(typed: str) -> list[str]:
    query = ComposedSearchQuery(expand_search(parse_terms(typed)))
    return sorted(Edition.objects.public(at=NOON).filter(document=query).values_list("headline", flat=True))


@pytest.fixture
def _stories() -> None:
    NameVariants.objects.all().delete()
    save_name_variants("Kiew\nKyjiw\n\nKyiv", by=None, at=NOON)
    save_name_variants("Mao Zedong\nMao Tse-tung", by=None, at=NOON)
    save_name_variants("Sankt Petersburg\nLeningrad", by=None, at=NOON)
    make_published("A", body="<p>Der Zug nach Kyjiw fährt.</p>")
    make_published("B", body="<p>Der Zug nach Kiew fährt.</p>")
    make_published("C", body="<p>Visit to Kyiv.</p>", language="en")
    make_published("D", body="<p>Ein Bild von Mao Tse-tung.</p>")
    make_published("E", body="<p>Ein Zug nach Leningrad.</p>")


@pytest.mark.usefixtures("_stories")
@pytest.mark.parametrize(
    ("typed", "headlines"),
    [
        ("Kiew", ["A", "B", "C"]),
        ("kyjiw zug", ["A", "B"]),
        ('"Kiew"', ["B"]),
        ("Zug -Kiew", ["E"]),
        ("mao zedong", ["D"]),
        ("Bild Mao Zedong", ["D"]),
        ("Zug Sankt Petersburg", ["E"]),
        ("Leningrad oder Kiew", ["A", "B", "C", "E"]),
    ],
)
def test_each_spelling_finds_all(typed: str, headlines: list[str]):
    assert found(typed) == headlines


@pytest.mark.usefixtures("_stories")
def test_the_desk_finds_them_too():
    assert {story.headline for story in Article.objects.filter(match_stories("Kyiv"))} == {"A", "B", "C"}


@pytest.mark.usefixtures("_stories")
def test_the_other_spelling_is_marked():
    words = parse_terms("Kiew")

    (passage,) = build_excerpts([("de", "Der Zug nach Kyjiw fährt.")], words, expand_search(words))

    assert f"{OPEN}Kyjiw{CLOSE}" in passage


@pytest.mark.parametrize(
    ("names", "refusal"),
    [
        ("Kiew", "mindestens zwei"),
        ("Kiew\nKIEW\n", "mindestens zwei"),
        ("Kiew\n\x00", "mindestens zwei"),
        ("Kiew\n" + "x" * 81, "Höchstens 20"),
        ("Kiew\n" + "\n".join(map(str, range(30))), "Höchstens 20"),
        ("Kyjiw\nKijew", "bereits einen Eintrag"),
    ],
)
def test_a_list_that_makes_no_sense_is_refused(names: str, refusal: str):
    NameVariants.objects.all().delete()
    save_name_variants("Kyiv\nKyjiw", by=None, at=NOON)

    with pytest.raises(ActionRefused, match=refusal):
        save_name_variants(names, by=None, at=NOON)


def test_a_reporter_sees_the_list_and_changes_nothing():
    entry = save_name_variants("Talstadt\nTalburg", by=None, at=NOON)
    reporter = make_user("rita", "articles.view_namevariants")

    with pytest.raises(NotPermitted):
        save_name_variants("Talstadt\nTalheim", by=reporter, at=NOON, pk=entry.pk)
    with pytest.raises(NotPermitted):
        delete_name_variants(entry.pk, by=reporter, at=NOON)


def test_an_editor_adds_changes_and_deletes_an_entry(client: Client):
    desk = signed_in(client, make_chief())
    url = reverse("admin:articles_namevariants_add")
    assert "Schreibweisen" in desk.get(url).content.decode()

    desk.post(url, {"names": "Talstadt\r\nTalburg", "note": "früherer Name"})
    entry = NameVariants.objects.get(note="früherer Name")
    assert (str(entry), entry.keys) == ("Talstadt, Talburg", ["talburg", "talstadt"])

    change = reverse("admin:articles_namevariants_change", args=[entry.pk])
    assert "mindestens zwei" in desk.post(change, {"names": "Talstadt", "note": ""}).content.decode()
    desk.post(change, {"names": "Talstadt\nTalheim", "note": ""})
    desk.post(reverse("admin:articles_namevariants_delete", args=[entry.pk]), {"post": "yes"})

    assert not NameVariants.objects.filter(pk=entry.pk)
    assert AuditEntry.objects.filter(object_id=entry.pk, model="namevariants").count() == 3
