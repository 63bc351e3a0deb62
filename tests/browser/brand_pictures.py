"""Pictures of every kind of page in three brands, each made without code, for looking at.

    NEWSROOM_DATA_DIR=… uv run python -m tests.browser.brand_pictures --site http://localhost:8000 --folder FOLDER

Sets the brands of a running demo one after the other, by the action that the desk uses, and takes each page at four
widths in both schemes. At the end the demo has the built-in look again.
"""

import argparse
import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

from newsroom.launcher import postgres

WIDTHS = (360, 768, 1280, 1680)
SCHEMES = ("light", "dark")
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 90"><path fill="{ink}" d="M10 80V10h14l34 46V10h14v70H59L24 33v47z"/>'
    '<circle cx="120" cy="45" r="33" fill="none" stroke="{ink}" stroke-width="13"/><path fill="{ink}" d="M175 10h30a22 22 0 0 1 8 42l16 28h-17l-14-26h-9v26h-14zm14 12v20h14a10 10 0 0 0 0-20z"/>'
    '<path fill="{mark}" d="M245 10h26a35 35 0 0 1 0 70h-26zm14 13v44h11a22 22 0 0 0 0-44z"/><path fill="{ink}" d="M330 62q40-34 80 0v16q-40-34-80 0z"/></svg>'
)


def list_brands() -> Iterator[tuple[str, dict[str, Any]]]:
    light, dark = (
        LOGO.format(ink=ink, mark=mark).encode()
        for ink, mark in (("#0b2239", "#0a7f5a"), ("#f2f0ea", "#4fd1a5"))
    )
    yield "green", {
        "accent": "#0a7f5a", "pairing": "newspaper", "density": "airy", "files": {"logo": light, "logo_dark": dark},
    }  # fmt: skip
    yield (
        "yellow",
        {"accent": "#ffcc00", "pairing": "slab", "density": "compact", "files": {"icon": draw_icon()}},
    )
    yield "blue", {"accent": "#0057b8", "pairing": "modern", "density": "normal"}


def draw_icon() -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (512, 512), "#ffcc00").save(buffer, "PNG")
    return buffer.getvalue()


def list_pages() -> Iterator[tuple[str, str]]:
    """A page of each kind, with the newest story that has a photo and the newest without."""
    from django.utils import timezone

    from articles.models import Edition, StaffInitials
    from articles.url_paths import author_path, person_path, story_path
    from people.models import Person

    public = Edition.objects.public(at=timezone.now()).newest_first().select_related("section")
    yield "front", "/"
    for kind, found in (
        ("story", public.exclude(placements=[])),
        ("plain-story", public.filter(placements=[])),
    ):
        for edition in found[:1]:
            yield kind, story_path(edition.section.slug, edition.slug, edition.article_id)
    newest = public[0]
    yield "section", f"/{newest.section.slug}/"
    named = public.exclude(person_ids=[]).first()
    person = Person.objects.get(pk=named.person_ids[0])
    yield "person", person_path(person.slug, person.pk)
    author = StaffInitials.objects.exclude(slug="").first()
    yield "author", author_path(author.slug)
    topic = public.exclude(topic_slugs=[]).first()
    yield "topic", f"/thema/{topic.topic_slugs[0]}/"
    yield "search", "/suche/?q=Hafen"
    yield "no-result", "/suche/?q=Quastenflosser"
    yield "corrections", "/korrekturen/"
    yield "archive", "/archiv/"
    yield "month", f"/archiv/{newest.first_published_at:%Y/%m}/"
    yield "day", f"/archiv/{newest.first_published_at:%Y/%m/%d}/"
    yield "static", "/grundsaetze/"
    yield "not-found", "/nowhere/"


def take_pictures(
    site: str, folder: Path, brand: str, pages: list[tuple[str, str]], widths: list[int]
) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for scheme in SCHEMES:
            for width in widths:
                context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
                page = context.new_page()
                for name, path in pages:
                    page.goto(site + path)
                    page.wait_for_load_state("networkidle")
                    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                    if overflow > 0:
                        print(f"{brand} {name} {width} {scheme}: {overflow} pixels too wide")
                    page.screenshot(path=folder / f"{brand}-{name}-{width}-{scheme}.png")
                context.close()
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--site", default="http://localhost:8000")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--pages", nargs="*", default=[])
    parser.add_argument("--widths", nargs="*", type=int, default=list(WIDTHS))
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    if not os.environ.keys() & {"DATABASE_URL", "NEWSROOM_DATA_DIR"}:
        parser.error("Set NEWSROOM_DATA_DIR to the folder of the running demo, or DATABASE_URL.")
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = postgres.ensure_running(
            Path(os.environ["NEWSROOM_DATA_DIR"]) / "postgres"
        )
    django.setup()

    from django.db import connection
    from django.utils import timezone

    from articles.actions.desk.brand import BrandDraft, save_brand
    from articles.models import BrandFile

    options.folder.mkdir(parents=True, exist_ok=True)
    pages = [(name, path) for name, path in list_pages() if not options.pages or name in options.pages]
    nothing = frozenset(BrandFile.Kind)
    for name, values in list_brands():
        removed = nothing - values.get("files", {}).keys()
        save_brand(BrandDraft(**values, removed=removed), by=None, at=timezone.now())
        connection.close()
        take_pictures(options.site, options.folder, name, pages, options.widths)
    save_brand(BrandDraft(removed=nothing), by=None, at=timezone.now())


if __name__ == "__main__":
    main()
