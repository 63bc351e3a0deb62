import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.actions.intake.receive.sources import ensure_agency_source
from articles.models import AgencyChange, WireItem
from tests.articles.actions.intake.versions.test_agency_changes import copy_of
from tests.articles.wire.g2_files import build_g2
from tests.factories import NOON, make_story

pytestmark = pytest.mark.django_db


def receive(*files: Path) -> str:
    said = StringIO()
    call_command("receive_wire", *map(str, files), stdout=said, stderr=said)
    return said.getvalue()


def written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_copy_on_a_new_matter_waits_among_the_received(tmp_path: Path):
    said = receive(written(tmp_path, "eins.txt", copy_of()))

    assert said.endswith(f"received copy #{WireItem.objects.get().pk}\n")
    assert WireItem.objects.get().status == "read"


def test_a_kill_that_comes_as_a_file_is_put_before_the_editors(tmp_path: Path):
    story = make_story(agency_item_id="dpa:260302-99-123456")

    said = receive(written(tmp_path, "kill.txt", copy_of(2, mark="KILL: Bitte nicht verwenden")))

    assert f"kill of #{story.pk}" in said
    assert AgencyChange.objects.get().settled_at is None


def test_a_file_sent_twice_is_told_and_counted(tmp_path: Path):
    said = receive(written(tmp_path, "a.txt", copy_of()), written(tmp_path, "b.txt", copy_of(2)))

    assert "sent again unchanged" in said


def test_what_cannot_be_read_is_kept_named_and_fails_the_command(tmp_path: Path):
    good = written(tmp_path, "gut.txt", copy_of())
    bad = tmp_path / "bild.jpg"
    bad.write_bytes(b"\x00\x01\x02PNG" * 40)

    with pytest.raises(CommandError, match=r"1 of 3.*missing|2 of 3"):
        receive(good, bad, tmp_path / "missing.txt")

    assert sorted(WireItem.objects.values_list("status", flat=True)) == ["quarantined", "read"]


def test_an_older_version_that_comes_late_is_said_to_be_older(tmp_path: Path):
    said = receive(
        written(tmp_path, "neu.txt", copy_of(2, extra="Neu.")), written(tmp_path, "alt.txt", copy_of(1))
    )

    newer = WireItem.objects.get(agency_version=2)
    assert f"older than received copy #{newer.pk}" in said


def test_a_file_of_an_agency_format_is_kept_named_and_never_read_as_prose(tmp_path: Path):
    file = written(
        tmp_path,
        "meldung.txt",
        '<?xml version="1.0"?>\n<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"/>',
    )

    with pytest.raises(CommandError):
        receive(file)

    item = WireItem.objects.get()
    assert (item.status, item.reading) == ("quarantined", None)
    assert item.reason.startswith("This format is not supported yet: NewsML-G2.")


def test_files_of_a_known_agency_need_no_source_that_was_set_up(tmp_path: Path):
    file = tmp_path / "kran.xml"
    file.write_bytes(build_g2())
    said = StringIO()

    call_command(
        "receive_wire", "--source", "dpa", "--jsonl", str(file), str(file), stdout=said, stderr=StringIO()
    )

    answers = [json.loads(line) for line in said.getvalue().splitlines()]
    assert [answer["outcome"] for answer in answers] == ["new", "repeat"]
    assert answers[0]["items"][0]["guid"] == WireItem.objects.get().guid


def test_what_cannot_be_read_is_told_as_a_line_of_its_own(tmp_path: Path):
    bad, good = tmp_path / "schlecht.xml", tmp_path / "gut.xml"
    bad.write_bytes(b"<meldung><titel>Kran</titel></meldung>")
    good.write_bytes(build_g2())
    said = StringIO()

    call_command(
        "receive_wire", "--source", "dpa", "--jsonl", str(bad), str(tmp_path / "fehlt.xml"), str(good), stdout=said,
        stderr=StringIO(),
    )  # fmt: skip

    answers = [json.loads(line) for line in said.getvalue().splitlines()]
    assert [answer["outcome"] for answer in answers] == ["quarantined", "quarantined", "new"]
    assert "meldung" in answers[0]["reason"]


def test_an_unknown_source_is_refused_with_the_known_ones(tmp_path: Path):
    file = written(tmp_path, "eins.txt", copy_of())
    ensure_agency_source("dpa", at=NOON)

    with pytest.raises(CommandError, match="Sources: dpa"):
        call_command("receive_wire", "--source", "unbekannt", str(file))
