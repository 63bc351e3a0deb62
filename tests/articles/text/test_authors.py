import pytest
from django.db import connection

from articles.text.authors import link_authors, split_authors

BYLINES = [
    ("Von Ida Brandt und Jonas Feld", ("Ida Brandt", "Jonas Feld")),
    ("By Ida Brandt and Jonas Feld", ("Ida Brandt", "Jonas Feld")),
    ("Ida Brandt", ("Ida Brandt",)),
    ("von Ida Brandt, Jonas Feld & Mira Talberg/Tom Ring", ("Ida Brandt", "Jonas Feld", "Mira Talberg", "Tom Ring")),
    ("Gunther von Sand", ("Gunther von Sand",)),
    ("Edmund Andersen", ("Edmund Andersen",)),
    ("", ()),
]  # fmt: skip


@pytest.mark.parametrize(("byline", "names"), BYLINES)
def test_a_byline_names_its_authors(byline, names):
    assert split_authors(byline) == names


@pytest.mark.django_db
@pytest.mark.parametrize(("byline", "names"), [entry for entry in BYLINES if entry[0]])
def test_the_database_reads_bylines_the_same_way(byline, names):
    with connection.cursor() as cursor:
        cursor.execute("SELECT newsroom_authors(%s)", [byline])
        assert tuple(cursor.fetchone()[0]) == names


def test_authors_with_a_page_are_led_there_and_nothing_else_changes():
    html = link_authors("Von Ida <Brandt> und Jonas Feld", {"Jonas Feld": "/author/jonas-feld/"})

    assert html == 'Von Ida &lt;Brandt&gt; und <a href="/author/jonas-feld/" rel="author">Jonas Feld</a>'


def test_a_single_name_is_led_whole():
    assert link_authors("Ida Brandt", {"Ida Brandt": "/a/"}) == '<a href="/a/" rel="author">Ida Brandt</a>'
