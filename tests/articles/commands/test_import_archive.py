import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from articles.actions.archive import import_stories
from articles.models import Agency, Article, Edition, FeedHead, FeedState, LogEntry, Revision, WireItem
from articles.search.query import filter_by_terms, parse_terms
from tests.benchmarks import invented_archive
from tests.factories import NOON

pytestmark = pytest.mark.django_db

LINE: dict[str, Any] = {
    "id": "a1",
    "slug": "faehre-faehrt-wieder",
    "headline": "Fähre fährt wieder",
    "dek": "Nach drei Wochen Pause",
    "section": "regional",
    "published": "2024-05-31T18:05:00+02:00",
    "paragraphs": ["Die Fähre nach Westersiel fährt wieder.", "Das sagte Mira Talberg am Freitag."],
    "caption": "Die Fähre in Westersiel.",
    "credit": "Foto: TOMAS RELING/dpa",
    "sources": ["afp", "dl"],
    "persons": ["mira-talberg"],
}


def run(folder: Path, *lines: Any, **options: Any) -> str:
    file = folder / "stories.jsonl"
    file.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    (folder / "sections.json").write_text('[{"name": "Regional", "slug": "regional"}]')
    (folder / "persons.jsonl").write_text(
        '{"name": "Mira Talberg", "slug": "mira-talberg", "role": "Landrätin"}'
    )
    out = StringIO()
    call_command(
        "import_archive",
        str(file),
        sections=folder / "sections.json",
        persons=folder / "persons.jsonl",
        workers=1,
        stdout=out,
        **options,
    )
    return out.getvalue()


def test_a_line_becomes_a_public_story_with_tag_photo_and_people(tmp_path: Path) -> None:
    run(tmp_path, LINE)

    edition = Edition.objects.public(at=NOON).get()
    assert (edition.tag, edition.agency_codes, edition.initials) == ("(afp/dl)", ["afp"], ["dl"])
    assert edition.placements[0]["credit"] == "Tomas Reling/dpa"
    assert edition.people[0]["name"] == "Mira Talberg"


def test_the_first_publication_keeps_its_hour(tmp_path: Path) -> None:
    run(tmp_path, LINE)

    assert Article.objects.get().first_published_at.isoformat() == "2024-05-31T16:05:00+00:00"


def test_log_state_and_history_are_as_after_a_publish(tmp_path: Path) -> None:
    run(tmp_path, LINE, LINE | {"id": "a2", "slug": "zweite"})

    assert list(LogEntry.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2]
    assert FeedHead.objects.get().n == 2
    assert FeedState.objects.count() == Revision.objects.count() == 2


def test_an_imported_story_is_found_by_its_words(tmp_path: Path) -> None:
    run(tmp_path, LINE)

    assert [e.headline for e in filter_by_terms(Edition.objects.public(at=NOON), parse_terms("Fähren"))] == [
        "Fähre fährt wieder"
    ]


def test_running_twice_changes_nothing(tmp_path: Path) -> None:
    run(tmp_path, LINE)

    said = run(tmp_path, LINE)

    assert "0 imported, 1 already here" in said
    assert Article.objects.count() == 1


def test_a_file_cut_short_is_completed_by_the_next_run(tmp_path: Path) -> None:
    run(tmp_path, LINE)

    said = run(tmp_path, LINE, LINE | {"id": "a2", "slug": "zweite"})

    assert "1 imported, 1 already here" in said


def test_the_same_slug_under_another_id_gets_a_slug_of_its_own(tmp_path: Path) -> None:
    run(tmp_path, LINE, LINE | {"id": "a2"})

    assert set(Article.objects.values_list("slug", flat=True)) == {
        "faehre-faehrt-wieder",
        "faehre-faehrt-wieder-a2",
    }


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{kein json", "not JSON"),
        ("[]", "not a JSON object"),
        (LINE | {"headline": ""}, "Missing: headline"),
        (LINE | {"id": "b1", "section": "garten"}, "no section “garten”"),
        (LINE | {"id": "b1", "persons": ["niemand"]}, "no person “niemand”"),
        (LINE | {"published": "gestern"}, "published"),
        (LINE | {"published": "2199-01-01T00:00:00Z"}, "future"),
        (LINE | {"paragraphs": "Text"}, "paragraphs"),
        (LINE | {"headlin": "x"}, "Unknown: headlin"),
        (LINE | {"headline": "x" * 300}, "300 characters"),
    ],
)
def test_a_bad_line_is_set_aside_with_number_and_reason(tmp_path: Path, line: Any, why: str) -> None:
    said = run(tmp_path, LINE, line)

    assert "1 imported, 0 already here, 1 set aside" in said
    assert "line 2: " in said
    assert why in said
    assert why in WireItem.objects.get(status="quarantined").reason


def test_a_bad_line_is_kept_once_however_often_it_comes(tmp_path: Path) -> None:
    run(tmp_path, "{kein json")

    run(tmp_path, "{kein json")

    assert WireItem.objects.count() == 1


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_archive", str(tmp_path / "fehlt.jsonl"))


@pytest.mark.django_db(transaction=True)
def test_two_writers_side_by_side_import_every_story_once(tmp_path: Path) -> None:
    file = invented_archive.write(tmp_path, 1200, persons=50)

    call_command(
        "import_archive",
        str(file),
        sections=tmp_path / "sections.jsonl",
        persons=tmp_path / "persons.jsonl",
        workers=2,
        stdout=StringIO(),
    )

    assert Article.objects.count() == 1200
    assert sorted(LogEntry.objects.values_list("seq", flat=True)) == list(range(1, 1201))


@pytest.mark.django_db(transaction=True)
def test_a_chunk_written_again_names_agencies_that_outlived_its_first_try(
    tmp_path: Path, monkeypatch
) -> None:
    tries: list[str] = []

    def copy_failing_once(table: str, *rest: Any) -> None:
        tries.append(table)
        if len(tries) == 1:
            raise IntegrityError("another writer took the slug")
        copy(table, *rest)

    copy = import_stories._copy_rows
    monkeypatch.setattr(import_stories, "_copy_rows", copy_failing_once)

    assert run(tmp_path, LINE).splitlines()[-1] == "1 imported, 0 already here, 0 set aside"
    assert set(Agency.objects.filter(articles__slug=LINE["slug"]).values_list("code", flat=True)) == {"afp"}
