"""A field map is suggested, edited, tried and saved on one page; then quarantined files are read again."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.intake.receive.sources import save_source
from articles.models import AuditEntry, WireFile, WireItem, WireSource
from tests.articles.admin.forms import filled
from tests.factories import NOON

pytestmark = pytest.mark.django_db(transaction=True)

SAMPLE = """<?xml version="1.0" encoding="ISO-8859-1"?>
<export><meldung id="nf-7" status="gesperrt"><titel>Kran in Nordhaven fällt</titel>
<datum>02.03.2026 14:30</datum><text><absatz>Der Kran im Hafen steht still.</absatz>
<absatz>Er ist 40 Meter hoch.</absatz></text></meldung></export>"""
FIELDS = {
    "map-items": "/export/meldung", "map-format": "xml", "paths-guid": "@id", "paths-headline": "titel",
    "paths-body": "text", "paths-pubstatus": "@status", "values-pubstatus": "gesperrt = withheld",
    "paths-versioncreated": "datum", "formats-versioncreated": "%d.%m.%Y %H:%M",
}  # fmt: skip


@pytest.fixture
def source() -> WireSource:
    facts = {"code": "nf", "name": "Nordfunk", "transport": "folder"}
    return save_source(facts, by=None, at=NOON)


def page_of(source: WireSource) -> str:
    return reverse("admin:articles_wiresource_field_map", args=[source.pk])


def press(browser: Client, source: WireSource, button: str, **facts: Any) -> Any:
    return browser.post(page_of(source), {"_act": button, **facts}, follow=True)


def set_aside(source: WireSource, raw: str = SAMPLE) -> WireFile:
    result = ingest_file(raw.encode("iso-8859-1"), source=source, name="kran.xml", at=NOON)
    assert result.file.status == WireFile.Status.QUARANTINED
    return result.file


def test_a_pasted_sample_shows_its_paths_and_a_suggestion(desk: Client, source: WireSource):
    page = press(desk, source, "show", sample=SAMPLE)

    paths = [one.relative for one in page.context["paths"]]
    rows = page.context["view"].edited.form.rows
    assert {"@id", "titel", "text/absatz"} <= set(paths)
    assert (page.context["view"].edited.form.items, rows["headline"].paths) == ("meldung", "titel")
    assert "Kran in Nordhaven fällt" in page.content.decode()


def test_an_uploaded_sample_is_decoded_and_shown(desk: Client, source: WireSource):
    upload = SimpleUploadedFile("kran.xml", SAMPLE.encode("iso-8859-1"), "application/xml")

    page = press(desk, source, "show", upload=upload)

    assert "fällt" in page.context["view"].sample.text


def test_a_json_sample_gives_json_paths(desk: Client, source: WireSource):
    sample = json.dumps(
        {"stories": [{"id": "1", "title": "Kran", "body": "Text."}, {"id": "2", "title": "Werft"}]}
    )

    page = press(desk, source, "suggest", sample=sample)

    form = page.context["view"].edited.form
    assert (form.format, form.rows["headline"].paths.endswith("title")) == ("json", True)


@pytest.mark.parametrize(
    "sample", ["", "   ", "Nur ein Text.", "<offen", "{", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"]
)
def test_a_sample_without_paths_says_why(desk: Client, source: WireSource, sample: str):
    page = press(desk, source, "suggest", sample=sample)

    assert page.status_code == 200
    assert page.context["view"].problem
    assert page.context["paths"] == []


def test_trying_shows_the_item_as_it_would_be_read(desk: Client, source: WireSource):
    page = press(desk, source, "try", sample=SAMPLE, **FIELDS)

    item = page.context["view"].reading.items[0]
    assert (item.guid, item.headline, item.pubstatus) == ("nf-7", "Kran in Nordhaven fällt", "withheld")
    assert [block.text for block in item.body] == ["Der Kran im Hafen steht still.", "Er ist 40 Meter hoch."]
    assert item.versioncreated.isoformat() == "2026-03-02T14:30:00+01:00"
    text = page.content.decode()
    assert 'id="map-result"' in text and "nf-7" in text
    source.refresh_from_db()
    assert source.field_map is None


def test_a_faulty_path_is_named_at_its_field_with_its_column(desk: Client, source: WireSource):
    fields = FIELDS | {"paths-headline": "titel[", "paths-body": "text//["}

    page = press(desk, source, "try", sample=SAMPLE, **fields)

    faults = {fault.field: fault.column for fault in page.context["view"].edited.faults}
    assert set(faults) == {"headline", "body"} and all(faults.values())
    assert page.context["view"].reading is None
    assert page.content.decode().count("titel[") >= 2


def test_a_map_that_finds_nothing_says_so(desk: Client, source: WireSource):
    page = press(desk, source, "try", sample=SAMPLE, **FIELDS | {"map-items": "/export/artikel"})

    assert "/export/artikel" in page.context["view"].problem


def test_values_without_an_equals_sign_and_times_without_a_day_are_refused(desk: Client, source: WireSource):
    page = press(
        desk, source, "save", **FIELDS | {"formats-versioncreated": "%H:%M", "values-pubstatus": "gesperrt"}
    )

    source.refresh_from_db()
    assert source.field_map is None
    assert page.context["view"].edited.faults


def test_a_saved_map_reads_the_quarantined_files(desk: Client, source: WireSource):
    file = set_aside(source)

    saved = press(desk, source, "save", **FIELDS)
    offered = saved.context["waiting"]
    again = press(desk, source, "again")

    file.refresh_from_db()
    item = WireItem.objects.get()
    assert (offered, again.context["waiting"], file.status) == (1, 0, "read")
    assert (item.headline, item.pubstatus) == ("Kran in Nordhaven fällt", "withheld")
    assert AuditEntry.objects.filter(verb="read wire file again").exists()
    assert AuditEntry.objects.filter(verb="save wire source", detail__has_key="field_map").exists()


def test_a_file_that_still_cannot_be_read_is_set_aside_again(desk: Client, source: WireSource):
    file = set_aside(source)
    press(desk, source, "save", **FIELDS | {"map-items": "/export/artikel"})

    page = press(desk, source, "again")

    file.refresh_from_db()
    assert (file.status, bool(file.reason), page.context["waiting"]) == ("quarantined", True, 1)


def test_a_quarantined_file_is_a_sample(desk: Client, source: WireSource):
    file = set_aside(source)

    page = desk.get(page_of(source), {"file": file.pk})

    assert page.context["view"].sample.file == file
    assert page.context["view"].edited.form.rows["headline"].paths == "titel"
    tried = press(desk, source, "try", file=file.pk, **FIELDS)
    assert tried.context["view"].reading.items[0].headline == "Kran in Nordhaven fällt"


def test_a_file_of_another_source_is_no_sample(desk: Client, source: WireSource):
    other = save_source({"code": "other", "name": "Andere", "transport": "folder"}, by=None, at=NOON)
    file = set_aside(other)

    page = desk.get(page_of(source), {"file": file.pk})

    assert (page.context["view"].sample.file, page.context["view"].sample.text) == (None, "")


def test_experts_write_the_map_as_json(desk: Client, source: WireSource):
    data = {
        "items": "/export/meldung",
        "fields": {"headline": {"join": ["titel", "@id"], "separator": " · "}},
    }

    page = press(desk, source, "json", sample=SAMPLE, raw=json.dumps(data))
    form = filled(desk, page_of(source), "map-form") | {
        "map-items": "/export/meldung", "options-headline": page.context["view"].edited.form.rows["headline"].options,
    }  # fmt: skip
    tried = press(desk, source, "try", **form | {"sample": SAMPLE})

    assert tried.context["view"].reading.items[0].headline == "Kran in Nordhaven fällt · nf-7"


@pytest.mark.parametrize(
    "raw", ["", "{", "[1]", '{"fields": {"headlin": "a"}}', '{"fields": {"headline": "a["}}']
)
def test_json_that_is_no_map_says_why_and_is_left_as_typed(desk: Client, source: WireSource, raw: str):
    page = press(desk, source, "json", raw=raw)

    assert page.context["view"].problem
    assert page.context["raw_json"] == raw


def test_a_map_is_removed(desk: Client, source: WireSource):
    press(desk, source, "save", **FIELDS)

    press(desk, source, "remove")

    source.refresh_from_db()
    assert source.field_map is None


def test_a_format_with_a_reader_is_named(desk: Client, source: WireSource):
    sample = "<rss version='2.0'><channel><item><title>Kran</title></item></channel></rss>"

    page = press(desk, source, "show", sample=sample)

    assert page.context["view"].sample.reader


def test_a_saved_map_is_shown_in_its_fields(desk: Client, source: WireSource):
    press(desk, source, "save", **FIELDS)

    data = filled(desk, page_of(source), "map-form")

    assert {
        name: data[name].replace("\r\n", "\n") if isinstance(data[name], str) else data[name][0]
        for name in FIELDS
    } == FIELDS


@pytest.mark.parametrize("button", ["save", "again", "remove", "try"])
def test_only_who_may_change_sources_opens_the_page(member: Any, source: WireSource, button: str):
    browser = member("editor")

    codes = (
        browser.get(page_of(source)).status_code,
        browser.post(page_of(source), {"_act": button}).status_code,
    )

    assert codes == (403, 403)
