"""Rows of editions are short: a search reads a thousand of them."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_texts_of_an_edition_are_stored_outside_of_its_row():
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE relname = 'articles_edition'")
        options = cursor.fetchone()

    assert options == (["toast_tuple_target=512"],)
