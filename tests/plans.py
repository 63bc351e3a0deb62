"""The work PostgreSQL does for the statements of a block, and archives large enough for its planner to show it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models import Model

from articles.models import Article, Edition, FeedHead, FeedState, Photo


@dataclass(frozen=True, slots=True)
class Plan:
    """One statement, executed with EXPLAIN ANALYZE."""

    sql: str
    root: dict[str, Any]

    @property
    def nodes(self) -> list[dict[str, Any]]:
        found, waiting = [], [self.root]
        while waiting:
            node = waiting.pop()
            found.append(node)
            waiting.extend(node.get("Plans", ()))
        return found

    @property
    def examined(self) -> int:
        """Rows that its nodes returned or threw away, in all loops."""
        return round(sum(node["Actual Loops"] * rows_of(node) for node in self.nodes))

    def scans_whole(self, table: str) -> bool:
        whole = [node for node in self.nodes if node["Node Type"] == "Seq Scan" and node["Actual Loops"]]
        return table in {node["Relation Name"] for node in whole}


def rows_of(node: dict[str, Any]) -> float:
    removed = ("Rows Removed by Filter", "Rows Removed by Join Filter", "Rows Removed by Index Recheck")
    return float(node["Actual Rows"] + sum(node.get(name, 0) for name in removed))


@contextmanager
def explained() -> Iterator[list[Plan]]:
    """The plan of each query of the block, in order."""
    plans: list[Plan] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if not many and sql.lstrip("( \n").startswith(("SELECT", "WITH")) and "INSERT INTO" not in sql:
            with connection.connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
                plans.append(Plan(sql, cursor.fetchone()[0][0]["Plan"]))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield plans


def copy_published(story: Article, times: int) -> None:
    """Stories like this one, each with a photo like its first; every copy a minute older than the one before."""
    edition, photo = Edition.objects.get(article=story, live=True), Photo.objects.order_by("pk").first()
    head = FeedHead.objects.get()
    with connection.cursor() as cursor:
        first = {model: largest(model) for model in (Article, Edition, Photo)}
        copy_rows(cursor, Article, story.pk, times, {
            "id": f"{first[Article]} + n", "guid": "t.guid || '-' || n", "slug": "t.slug || '-' || n",
            "first_published_at": "t.first_published_at - n * interval '1 minute'",
        })  # fmt: skip
        changes = {
            "id": f"{first[Edition]} + n", "article_id": f"{first[Article]} + n", "guid": "t.guid || '-' || n",
            "slug": "t.slug || '-' || n", "first_published_at": "t.first_published_at - n * interval '1 minute'",
            "published_at": "t.published_at - n * interval '1 minute'",
        }  # fmt: skip
        if photo is not None:
            copy_rows(cursor, Photo, photo.pk, times, {"id": f"{first[Photo]} + n", "sha256": "''"})
            entry = f"jsonb_set(t.placements, '{{0,photo_id}}', to_jsonb({first[Photo]} + n))"
            changes["placements"] = f"CASE WHEN t.placements = '[]' THEN t.placements ELSE {entry} END"
        copy_rows(cursor, Edition, edition.pk, times, changes)
        copy_rows(cursor, FeedState, story.pk, times, {
            "article_id": f"{first[Article]} + n", "seq": f"{head.n} + n",
        })  # fmt: skip
        cursor.execute("UPDATE feed_head SET n = n + %s", [times])
        for model in (Article, Edition, Photo):
            sequence = f"pg_get_serial_sequence('{model._meta.db_table}', 'id')"
            cursor.execute(f"SELECT setval({sequence}, %s)", [first[model] + times])
        cursor.execute("ANALYZE")


def largest(model: type[Model]) -> int:
    return int(model._default_manager.aggregate(n=models.Max("pk"))["n"] or 0)


def copy_rows(cursor: Any, model: type[Model], key: int, times: int, changes: dict[str, str]) -> None:
    """The row `times` times, with other values where an SQL expression over the row `t` and its number `n` says so."""
    columns = [field.column for field in model._meta.concrete_fields if not field.generated]
    values = ", ".join(changes.get(name, f't."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    table, pk = model._meta.db_table, model._meta.pk.column
    cursor.execute(
        f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}" t, generate_series(1, %s) n '
        f'WHERE t."{pk}" = %s',
        [times, key],
    )
