"""Makes the icon fonts of the desk: the packages' fonts without the icons that nothing uses.

`uv run --with fonttools --with brotli python -m tests.icon_fonts` writes them beside a list of their icons, which a test
compares with what the desk shows. Their names are those of the packages, so that they are served in their place.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from importlib import util
from pathlib import Path
from typing import Any

from tests.paths import ROOT

STATIC = ROOT / "newsroom/static"
SYMBOLS = "unfold/fonts/material-symbols/Material-Symbols-Outlined.woff2"
EDITOR_ICONS = "django_prose_editor/material-icons.woff2"
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_ "
WORD = re.compile(r"[a-z][a-z0-9_]+")
PAIRED = ("keyboard_command_key", "keyboard_control_key", "keyboard_return")
"""Icons that the package shows two at a time, without a space between their names."""
SHOWN = (
    re.compile(r"material-symbols-outlined[^>]*>\s*([a-z0-9_]+)\s*<"),
    re.compile(r"icon=\"([a-z0-9_]+)\""),
    re.compile(r"\"icon\": \"([a-z0-9_]+)\""),
    re.compile(r"(?:page|list)_item\([^\n]*?\), \"([a-z0-9_]+)\""),
)


def package_folder(name: str) -> Path:
    found = util.find_spec(name)
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent


def read_sources(*folders: Path) -> Iterator[str]:
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix in {".html", ".py", ".js"}:
                yield path.read_text(encoding="utf-8", errors="replace")


def list_sources() -> list[Path]:
    return [ROOT / name for name in ("templates", "articles", "newsroom", "people")] + [
        package_folder("unfold") / "templates"
    ]


def find_shown_icons() -> set[str]:
    """Return the names of icons that templates, scripts and the menu show."""
    return {name for text in read_sources(*list_sources()) for shown in SHOWN for name in shown.findall(text)}


def read_icon_list(font: str) -> set[str]:
    return set((STATIC / font).with_suffix(".txt").read_text(encoding="utf-8").split("\n\n")[1].split())


def main() -> None:
    editor = package_folder("django_prose_editor") / "static"
    _write_font(package_folder("unfold") / "static" / SYMBOLS, SYMBOLS, list_sources())
    _write_font(editor / EDITOR_ICONS, EDITOR_ICONS, [editor, ROOT / "newsroom", ROOT / "articles"])


def _write_font(whole: Path, name: str, folders: Iterable[Path]) -> None:
    """Write the part of a font with each icon whose name is a word of the sources."""
    words = {word for text in read_sources(*folders) for word in WORD.findall(text)}
    icons = {icon: glyph for icon, glyph in _list_icons(whole) if icon in words or icon in PAIRED}
    target = STATIC / name
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as glyphs:
        glyphs.write("\n".join(icons.values()))
        glyphs.flush()
        command = [
            sys.executable, "-m", "fontTools.subset", str(whole), f"--glyphs-file={glyphs.name}", f"--text={LETTERS}",
            "--no-layout-closure", "--layout-features=*", "--flavor=woff2", f"--output-file={target}",
        ]  # fmt: skip
        subprocess.run(command, check=True)
    origin = f"Icons of {target.name}, by python -m tests.icon_fonts. Apache License 2.0, Google."
    target.with_suffix(".txt").write_text(f"{origin}\n\n{' '.join(sorted(icons))}\n", encoding="utf-8")
    sys.stdout.write(f"{name}: {len(icons)} icons, {target.stat().st_size} bytes\n")


def _list_icons(font: Path) -> Iterator[tuple[str, str]]:
    """Yield name and glyph of each icon, which is a ligature of its letters."""
    from fontTools.ttLib import TTFont  # type: ignore[import-not-found]  # no dependency of the tests

    loaded: Any = TTFont(font)
    letters = {glyph: chr(code) for code, glyph in loaded.getBestCmap().items()}
    for lookup in loaded["GSUB"].table.LookupList.Lookup:
        for table in (getattr(one, "ExtSubTable", one) for one in lookup.SubTable):
            for first, ligatures in getattr(table, "ligatures", {}).items():
                for one in ligatures:
                    name = "".join(letters.get(letter, "?") for letter in (first, *one.Component))
                    yield name.lower(), one.LigGlyph


if __name__ == "__main__":
    main()
