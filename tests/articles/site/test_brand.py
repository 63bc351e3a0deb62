"""The site shows the brand from the next request, by one style sheet, and without slower pages."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.desk.brand import BrandDraft, save_brand
from articles.brand.type_pairings import PAIRINGS
from articles.site.brand import BrandSummary, build_sheet
from tests.articles.site.conftest import forget_pages
from tests.articles.site.test_page_dependencies import WebProcess
from tests.factories import NOON, make_published
from tests.paths import ROOT

SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')


def sheets_of(reader, path: str = "/") -> list[str]:
    return SHEET.findall(reader.get(path).content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize("has_story", [True, False])
def test_a_brand_has_one_sheet_with_all_rules(reader, has_story: bool) -> None:
    if has_story:
        make_published()
    before = sheets_of(reader)
    save_brand(BrandDraft(accent="#ffcc00", density="airy", pairing="modern"), by=None, at=NOON)

    [sheet] = sheets_of(reader)

    answer = reader.get(sheet)
    css = answer.content.decode()
    assert len(before) == 1
    assert sheet != before[0]
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert all(
        part in css
        for part in (
            ".card-headline",
            "--accent-set: #ffcc00",
            "--space: 1.4",
            '--headline: "Libre Franklin"',
        )
    )


@pytest.mark.django_db
def test_the_sheet_of_an_earlier_brand_is_answered_with_the_current_one(reader) -> None:
    save_brand(BrandDraft(accent="#0a5c36"), by=None, at=NOON)
    [earlier] = sheets_of(reader)
    save_brand(BrandDraft(accent="#123456"), by=None, at=NOON)
    forget_pages()

    answer = reader.get(earlier)

    assert "--accent-set: #123456" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.django_db(transaction=True)
def test_every_page_shows_a_new_brand_at_the_next_request_and_is_warm_after() -> None:
    make_published()
    process = WebProcess()
    try:
        first = process.get("/")[1]
        save_brand(BrandDraft(density="compact"), by=None, at=NOON)
        second = process.get("/")[1]

        assert b"/theme/" not in first
        assert b"/theme/" in second
        with CaptureQueriesContext(connection) as queries:
            assert process.answers_from_memory("/")
        assert len(queries) == 0
    finally:
        process.close()


@pytest.mark.parametrize("pairing", PAIRINGS)
def test_every_font_is_there_small_and_licensed(pairing: str) -> None:
    folder = ROOT / "articles" / "static"
    sheet, _digest = build_sheet(BrandSummary(pairing=pairing))

    for typeface in PAIRINGS[pairing].list_typefaces():
        licence = folder / f"articles/site/fonts/LICENSE-{typeface.family.lower().replace(' ', '-')}.txt"
        assert "SIL Open Font License" in licence.read_text()
        for file in typeface.files:
            assert (folder / file.path).stat().st_size <= 40_000
            assert f'/static/{file.path}") format("woff2")' in sheet
    assert sheet.count("font-display: optional") == sheet.count("@font-face")
