"""A theme folder replaces templates, styles and files; what is broken in it is reported and left out."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command

from articles.site import brand, render
from articles.site.brand import BrandSummary, build_sheet
from articles.site.theme import check_theme, find_faults, read_theme_sheet
from tests.factories import make_published
from tests.paths import ROOT

FONT = (ROOT / "articles/static/articles/site/fonts/bitter-700.woff2").read_bytes()


@pytest.fixture
def theme(settings, tmp_path) -> Path:
    """An installation with a theme, as the settings make it of THEME_DIR."""
    folder = tmp_path / "theme"
    for name in ("templates/includes", "static", "fonts"):
        (folder / name).mkdir(parents=True)
    loaders = [
        ("articles.site.theme.ThemeLoader", [folder / "templates"]),
        "django.template.loaders.filesystem.Loader",
        "django.template.loaders.app_directories.Loader",
    ]
    [engine] = django_settings.TEMPLATES
    cached = [("django.template.loaders.cached.Loader", loaders)]
    settings.TEMPLATES = [engine | {"OPTIONS": engine["OPTIONS"] | {"loaders": cached}}]
    settings.STATICFILES_DIRS = [folder / "static", ("fonts", folder / "fonts")]
    settings.THEME_DIR = folder
    forget_parts()
    yield folder
    forget_parts()


def forget_parts() -> None:
    """Forget what a process renders once."""
    read_theme_sheet.cache_clear()
    brand._build_sheet.cache_clear()
    for cached in (render._cached_masthead, render._cached_footer, render._cached_links):
        cached.cache_clear()


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def faults_of(folder: Path) -> list[tuple[str, int, str]]:
    return [(fault.path.name, fault.line, fault.message) for fault in find_faults(folder)]


@pytest.mark.django_db
def test_a_template_of_the_theme_replaces_ours(reader, theme: Path) -> None:
    make_published()
    write(theme, "templates/includes/footer.html", "<footer>Verlag Nordhaven</footer>")

    assert "<footer>Verlag Nordhaven</footer>" in reader.get("/").content.decode()
    assert faults_of(theme) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "<footer>{% if %}</footer>",
        "{% nosuchtag %}",
        "{{ name|nosuchfilter }}",
        '{% include "includes/nowhere.html" %}',
        '{% extends "nowhere.html" %}',
        '{% load static %}<img src="{% static "nowhere.svg" %}">',
    ],
)
def test_the_site_stays_up_on_ours_if_a_template_is_broken(reader, theme: Path, text: str) -> None:
    make_published()
    write(theme, "templates/includes/footer.html", text)

    answer = reader.get("/")

    assert answer.status_code == 200
    assert 'class="foot"' in answer.content.decode()


def test_every_fault_is_named_with_its_line(theme: Path) -> None:
    write(theme, "templates/a.html", "one\n\n{% if %}\n")
    write(theme, "templates/b.html", 'one\n{% include "includes/nowhere.html" %}')
    write(theme, "templates/c.html", '{% load static %}\n\n<img src="{% static "logo.svg" %}">')
    write(theme, "static/d.css", 'a { color: red }\nb { background: url("paper.png") }')
    write(
        theme,
        "theme.css",
        '@import "https://cdn.example/a.css";\n\nb { src: url(fonts/a.woff2) }\nc { src: url(/static/fonts/a.woff2) }',
    )
    write(theme, "fonts/e.woff2", "no font")
    (theme / "templates/f.html").write_bytes(b"\xff\xfe")

    found = {(name, line) for name, line, _message in faults_of(theme)}

    assert found == {
        ("a.html", 3), ("b.html", 2), ("c.html", 3), ("d.css", 2), ("theme.css", 1), ("theme.css", 3), ("theme.css", 4),
        ("e.woff2", 0), ("f.html", 0),
    }  # fmt: skip
    assert [warning.id for warning in check_theme()] == ["newsroom.W001"] * 9


def test_a_theme_that_is_no_folder_is_reported(settings, tmp_path) -> None:
    settings.THEME_DIR = tmp_path / "nowhere"

    assert [warning.msg.endswith("is no folder") for warning in check_theme()] == [True]


@pytest.mark.django_db
def test_styles_of_the_theme_follow_ours_in_the_one_sheet(reader, theme: Path) -> None:
    make_published()
    (theme / "fonts/own.woff2").write_bytes(FONT)
    write(theme, "theme.css", '@font-face { font-family: Own; src: url("/static/fonts/own.woff2") }')

    html = reader.get("/").content.decode()
    sheet, digest = build_sheet(BrandSummary())

    assert faults_of(theme) == []
    assert html.count('rel="stylesheet"') == 1
    assert f'href="/theme/{digest}.css"' in html
    assert sheet.index("font-family: Own") > sheet.index(".card-headline")


def test_check_prints_the_faults_and_succeeds(theme: Path, capsys) -> None:
    write(theme, "templates/404.html", "one\n{% nosuchtag %}")

    call_command("check", tags=["templates"])

    printed = " ".join(capsys.readouterr().err.split())
    assert "404.html, line 2: Invalid block tag" in printed, printed
