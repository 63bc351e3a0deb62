"""A keyboard that counts its keys, and the ways in which the parts of a text are made with it."""

from dataclasses import dataclass
from typing import Any

from tests.browser.desk import focused, wait_for_selection

MOST_TABS = 12
"""Tabs from where the hands are to the next thing that a story needs."""


@dataclass(slots=True)
class Keyboard:
    page: Any
    letters: int = 0
    """Characters typed into fields and text."""
    keys: int = 0
    """Keys that move, open, choose and save."""

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.keys += len(keys)

    def type(self, *lines: str) -> None:
        """Type lines with Enter between them."""
        for number, line in enumerate(lines):
            if number:
                self.press("Enter")
            self.page.keyboard.type(line)
            self.letters += len(line)

    def tab_to(self, selector: str, *, key: str = "Tab") -> None:
        wanted = self.page.locator(selector)
        for _step in range(MOST_TABS + 1):
            if wanted.evaluate_all("all => all.includes(document.activeElement)"):
                return
            self.press(key)
        focus = self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        raise AssertionError(f"{selector} is more than {MOST_TABS} × {key} away; the focus is on {focus}")

    def fill(self, **values: str) -> None:
        """Fill fields in the order in which Tab comes to them; of a select, type the option."""
        for name, value in values.items():
            self.tab_to(f"[name={name}]")
            self.type(value)

    def select(self, words: str) -> None:
        """Select the words before the cursor, word by word."""
        self.press(*["Control+Shift+ArrowLeft"] * len(words.split()))
        wait_for_selection(self.page, words)


def type_bold(keys: Keyboard, words: str) -> None:
    keys.press("Control+b")
    keys.type(words)
    keys.press("Control+b")


def make_list(keys: Keyboard, sign: str, *points: str) -> None:
    """The first sign makes the list, and a second Enter ends it."""
    keys.type(sign + points[0], *points[1:])
    keys.press("Enter", "Enter")


def make_table(keys: Keyboard, caption: str, *rows: tuple[str, ...]) -> None:
    """Size and caption in the dialog, then Tab from cell to cell, and an arrow out of the table."""
    keys.press("Alt+Shift+T")
    focused(keys.page, "dialog [name=rows]")
    for name, value in (("rows", str(len(rows))), ("cols", str(len(rows[0])))):
        keys.tab_to(f"dialog [name={name}]")
        keys.press("Control+a")
        keys.type(value)
    keys.tab_to("dialog [name=caption]")
    keys.type(caption)
    keys.press("Enter")
    focused(keys.page, ".tiptap")
    cells = [cell for row in rows for cell in row]
    for number, cell in enumerate(cells):
        if number:
            keys.press("Tab")
        keys.type(cell)
    keys.press("ArrowDown")
