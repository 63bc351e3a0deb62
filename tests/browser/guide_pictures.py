"""Pictures of the editor's guide, taken from a running demo in both languages.

    uv run python -m tests.browser.guide_pictures --site http://localhost:8000

Writes newsroom/static/newsroom/guide/LANGUAGE/NAME.webp. The demo is changed (a talk, a story from copy), so start a
new one with `up --demo` for it.
"""

import argparse
import io
from collections.abc import Callable, Iterator
from typing import Any

from PIL import Image

from tests.browser.conftest import CHROMIUM
from tests.paths import ROOT

FOLDER = ROOT / "newsroom/static/newsroom/guide"
SIZE = {"width": 1280, "height": 800}
LOCALES = {"de": "de-DE", "en": "en-GB"}
SETTLED = 1500
"""Milliseconds until scripts and pictures of a page are there."""
COPY = {
    "de": "Hafenrat berät über neue Schleuse\n\nNordhafen (afp) - Der Hafenrat von Nordhafen hat am Dienstag über den Bau "
    "einer zweiten Schleuse beraten. Bürgermeisterin Ilka Sandvoß sagte, die Kosten seien vertretbar. Eine Entscheidung "
    "soll im Frühjahr fallen.\n\nBürgermeisterin Ilka Sandvoß (l.) und Hafenmeister Jonte Brandt am Dienstag in Nordhafen. "
    "Foto: Marten Kolk/AFP\n\n(afp/dl)",
    "en": "Harbour council debates second lock\n\nNorthport (AFP) - The harbour council of Northport debated the building of "
    "a second lock on Tuesday. Mayor Ilka Sandvoss said the costs were reasonable. A decision is due in spring.\n\n"
    "Mayor Ilka Sandvoss (l) and harbour master Jonte Brandt in Northport on Tuesday. Photo: Marten Kolk/AFP\n\n(afp/dl)",
}  # fmt: skip
TALK = {
    "de": "@nora Stimmt die Zahl im zweiten Absatz? Bitte noch einmal nachfragen.",
    "en": "@nora Is the figure in the second paragraph right? Please ask once more.",
}

type Take = Callable[[Any, str], None]


def show_review(page: Any, language: str) -> None:
    page.goto("/admin/articles/article/from-copy/")
    page.wait_for_timeout(SETTLED)
    page.fill("#copy", COPY[language])
    page.press("#copy", "Control+Enter")
    page.wait_for_selector("[name=headline]")


def show_stories(page: Any, _language: str) -> None:
    page.goto("/admin/articles/article/")


def show_story(page: Any, _language: str) -> None:
    page.goto(find_story(page))


def show_wire(page: Any, _language: str) -> None:
    page.goto("/admin/articles/wireitem/")


def show_photo(page: Any, _language: str) -> None:
    page.goto("/admin/articles/photo/?q=Ruhnau")
    page.goto(page.locator("#result_list tbody th a").first.get_attribute("href"))


def show_talk(page: Any, language: str) -> None:
    page.goto(find_story(page))
    page.wait_for_timeout(SETTLED)
    page.locator("[data-talk]").first.click()
    page.fill("#talk-text", TALK[language])
    page.locator("[data-write] button").first.click()


def show_plan(page: Any, _language: str) -> None:
    page.goto("/admin/articles/article/plan/")


def show_publish(page: Any, _language: str) -> None:
    page.goto(find_story(page).replace("/change/", "/publish/"))


PICTURES: dict[str, Take] = {
    "review": show_review, "stories": show_stories, "story": show_story, "wire": show_wire, "photo": show_photo,
    "talk": show_talk, "plan": show_plan, "publish": show_publish,
}  # fmt: skip


def find_story(page: Any) -> str:
    """Return the address of the form of a story that is not published and has a picture."""
    page.goto("/admin/articles/article/?state__exact=ready")
    return str(page.locator("#result_list tbody tr:has(img) th a").first.get_attribute("href")).partition(
        "?"
    )[0]


def take_pictures(site: str, names: list[str]) -> Iterator[str]:
    from playwright.sync_api import sync_playwright  # only this command needs it

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for language, locale in LOCALES.items():
            page = browser.new_context(base_url=site, locale=locale, viewport=SIZE).new_page()
            sign_in(page)
            for name in names:
                PICTURES[name](page, language)
                page.wait_for_timeout(SETTLED)
                yield save_picture(page.screenshot(), language, name)


def sign_in(page: Any) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", "daniela")
    page.fill("[name=password]", "demo")
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/admin/")


def save_picture(png: bytes, language: str, name: str) -> str:
    file = FOLDER / language / f"{name}.webp"
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.open(io.BytesIO(png)).convert("RGB").save(file, quality=60, method=6)
    return f"{file.relative_to(ROOT)}  {file.stat().st_size / 1024:.0f} KB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", default="http://localhost:8000")
    parser.add_argument("--only", nargs="*", choices=sorted(PICTURES), default=list(PICTURES))
    options = parser.parse_args()
    for line in take_pictures(options.site, options.only):
        print(line)


if __name__ == "__main__":
    main()
