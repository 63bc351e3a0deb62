"""The site shows the brand from the next request, by one style sheet, and without slower pages."""

import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from articles.actions.desk.brand import BrandDraft, save_brand
from articles.brand.type_pairings import PAIRINGS
from articles.site.brand import BrandSummary, build_sheet
from tests.articles.site.conftest import forget_pages
from tests.articles.site.web_process import WebProcess
from tests.factories import NOON, make_published
from tests.paths import ROOT

SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">')


def sheets_of(reader, path: str = "/korrekturen/") -> list[str]:
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


LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40"><path d="M0 0h9v9z"/></svg>'
FONT = (ROOT / "articles/static/articles/site/fonts/bitter-700.woff2").read_bytes()


def icon() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (600, 600), "#0a5c36").save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.django_db
def test_logos_of_both_schemes_replace_the_name_and_keep_it_as_their_text(reader) -> None:
    make_published()
    save_brand(BrandDraft(files={"logo": LOGO, "logo_dark": LOGO.replace(b"h9", b"h8")}), by=None, at=NOON)

    html = reader.get("/").content.decode()

    [plate] = re.findall(r'<p class="nameplate.*?</p>', html)
    assert 'alt="Nordhavener Zeitung" width="1000" height="200"' in plate
    assert 'media="(prefers-color-scheme: dark)"' in plate
    for path in re.findall(r'src(?:set)?="([^"]+)"', plate):
        answer = reader.get(path)
        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert sheets_of(reader) == ["/static/articles/site/site.css"]


@pytest.mark.django_db
def test_one_file_is_favicon_and_touch_icon_and_icons_of_the_manifest(reader) -> None:
    make_published()
    save_brand(BrandDraft(files={"icon": icon()}), by=None, at=NOON)
    html = reader.get("/").content.decode()
    links = dict(re.findall(r'<link rel="(icon|apple-touch-icon|manifest)" href="([^"]+)"', html))
    manifest = reader.get(links["manifest"]).json()
    paths = [links["icon"], links["apple-touch-icon"], *(entry["src"] for entry in manifest["icons"])]

    sizes = [Image.open(io.BytesIO(reader.get(path).content)).width for path in paths]

    assert sizes == [32, 180, 192, 512]
    assert reader.get("/favicon.ico").headers["Location"] == links["icon"]


@pytest.mark.django_db
def test_own_fonts_are_served_and_used(reader) -> None:
    make_published()
    save_brand(BrandDraft(pairing="own", files={"headline_font": FONT}), by=None, at=NOON)
    html = reader.get("/").content.decode()
    [font] = re.findall(r'<link rel="preload" as="font" type="font/woff2" crossorigin href="([^"]+)">', html)

    css = reader.get(sheets_of(reader)[0]).content.decode()

    assert reader.get(font).content == FONT
    assert f'src: url("{font}")' in css
    assert '--headline: "Own headline"' in css


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["logo.svg", "icon-32.png", "icon-33.png", "logo-32.svg", "secret.txt", "logo.png"]
)
def test_a_file_that_is_not_there_is_not_found(reader, path: str) -> None:
    assert reader.get(f"/theme/0123/{path}").status_code == 404
    assert reader.get("/site.webmanifest").status_code == 404
