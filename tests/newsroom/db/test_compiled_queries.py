from datetime import timedelta

import pytest
from django.db import connection

from articles.models import AuditEntry, Edition, Section
from newsroom import env
from newsroom.db.compiled_queries import (
    DATETIME_PARAM,
    PK_PARAM,
    TEXT_PARAM,
    CompiledQuery,
    ComposedQuery,
    key_param,
    time_param,
)
from newsroom.env.database import NEVER_AUTOMATIC
from tests.factories import NOON, make_chief, make_published, make_section


def _public() -> CompiledQuery[Edition]:
    return CompiledQuery(
        Edition,
        lambda: Edition.objects.public(at=DATETIME_PARAM).filter(article=PK_PARAM).values_list("slug"),
    )


@pytest.mark.django_db
def test_a_statement_is_planned_once_a_connection_and_finds_what_each_asking_names():
    stories = [make_published("Fähre kommt später"), make_published("Brücke wird teurer")]
    public = _public()

    found = [public.first_row({DATETIME_PARAM: NOON, PK_PARAM: story.pk}) for story in stories]

    assert found == [("faehre-kommt-spaeter",), ("bruecke-wird-teurer",)]
    assert _runs_of_prepared_plans() == [2]


def _runs_of_prepared_plans() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans + custom_plans FROM pg_prepared_statements WHERE statement LIKE %s",
            ['SELECT "articles_edition"."slug" AS "slug" FROM%'],
        )
        return [runs for (runs,) in cursor.fetchall()]


@pytest.mark.parametrize(
    ("said", "threshold"), [("true", NEVER_AUTOMATIC), ("false", None)], ids=["usual", "behind a pooler"]
)
def test_the_operator_says_whether_statements_are_prepared(monkeypatch, said, threshold):
    monkeypatch.setenv("PREPARED_STATEMENTS", said)

    assert env.read_environment().database["OPTIONS"]["prepare_threshold"] == threshold


@pytest.mark.django_db
def test_only_what_changes_is_a_parameter_and_the_rest_stands_in_the_text():
    named = CompiledQuery(
        Edition,
        lambda: Edition.objects.filter(article=PK_PARAM, live=True, headline="100 % 'Hafen' %s").values_list(
            "slug"
        ),
    )

    text, given = named.sql({PK_PARAM: 7})

    assert given == [7]
    assert "'100 %% ''Hafen'' %%s'" in text
    assert named.tuples({PK_PARAM: 8}) == []


@pytest.mark.django_db
def test_a_percent_sign_in_a_constant_is_no_placeholder():
    make_section("100 % Sport", "sport")
    compiled = CompiledQuery(Section, lambda: Section.objects.filter(name="100 % Sport", pk__gte=PK_PARAM))

    assert [row.slug for row in compiled.records({PK_PARAM: 0})] == ["sport"]


@pytest.mark.django_db
def test_a_generic_statement_is_not_planned_again_for_each_value():
    newest = CompiledQuery(
        Edition,
        lambda: Edition.objects.public(at=DATETIME_PARAM).newest_first().values_list("slug")[:31],
        generic=True,
    )
    make_published("Fähre kommt später")

    found = {newest.first_row({DATETIME_PARAM: NOON + timedelta(seconds=n)}) for n in range(7)}

    assert found == {("faehre-kommt-spaeter",)}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement LIKE '%%(SELECT $1)%%'"
        )
        assert cursor.fetchall() == [(2, 5)]


@pytest.mark.django_db
def test_a_statement_is_composed_of_querysets_and_placeholders_in_the_order_of_its_braces():
    stories = [make_published("Fähre kommt später"), make_published("Brücke wird teurer")]
    later = Edition.objects.filter(article__gt=PK_PARAM).values("slug")
    earlier = Edition.objects.filter(article__lte=PK_PARAM).values("slug")
    composed = CompiledQuery(
        Edition,
        lambda: ComposedQuery("SELECT * FROM ({}) AS later, (SELECT {}::text) AS said, ({}) AS earlier",
                              [later, TEXT_PARAM, earlier]),
    )  # fmt: skip

    assert composed.tuples({PK_PARAM: stories[0].pk, TEXT_PARAM: "danach"}) == [
        ("bruecke-wird-teurer", "danach", "faehre-kommt-spaeter")
    ]


@pytest.mark.django_db
def test_a_generic_statement_hides_its_values_from_the_planner():
    story = make_published("Brücke 100 % teurer")
    hidden = CompiledQuery(
        Edition,
        lambda: Edition.objects.filter(article=PK_PARAM, headline="Brücke 100 % teurer").values_list("slug"),
        generic=True,
    )

    text, given = hidden.sql({PK_PARAM: story.pk})

    assert '"article_id" = (SELECT %s)' in text
    assert given == [story.pk]
    assert hidden.first_row({PK_PARAM: story.pk}) == ("bruecke-100-teurer",)


@pytest.mark.django_db
def test_the_rows_of_a_foreign_key_are_read_with_those_that_have_it(django_assert_num_queries) -> None:
    editor = make_chief()
    authored = AuditEntry.objects.create(
        at=NOON, actor=editor, verb="save", object_id=1, label="a", detail={}
    )
    by_system = AuditEntry.objects.create(at=NOON, actor=None, verb="save", object_id=1, label="b", detail={})
    joined = CompiledQuery(
        AuditEntry,
        lambda: AuditEntry.objects.filter(object_id=PK_PARAM).order_by("pk").select_related("actor"),
        related="actor",
    )

    with django_assert_num_queries(1):
        found = list(joined.rows({PK_PARAM: 1}))
        actors = [entry.actor for entry in found]

    assert found == [authored, by_system]
    assert actors == [editor, None]
    assert actors[0].username == editor.username


def test_two_parameters_cannot_have_one_name() -> None:
    key_param("a name of this test")

    with pytest.raises(
        ValueError, match="two parameters of compiled queries are named 'a name of this test'"
    ):
        time_param("a name of this test")


@pytest.mark.django_db
def test_a_parameter_without_a_value_is_an_error_that_names_it() -> None:
    with pytest.raises(LookupError, match="given no value for 'key'"):
        _public().first_row({DATETIME_PARAM: NOON})
