"""Theme folder: templates, styles and files that replace built-in ones.

`templates/` and `static/` replace files of the same name, `fonts/` is served as `/static/fonts/`, and `theme.css`
follows the style sheet of the site. A template with a fault is left out, so that the built-in one is used.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import checks
from django.template import Engine, Origin, Template, TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.template.loaders.filesystem import Loader
from django.templatetags.static import StaticNode

from articles.brand.file_faults import InvalidBrandFile
from articles.brand.web_fonts import check_font
from newsroom.env import STATIC_PATH

log = structlog.get_logger(__name__)
SHEET = "theme.css"
ADDRESS = re.compile(r"url\(\s*[\"']?([^\"')]+)|@import\s+[\"']([^\"']+)")
CHECK_ID = "newsroom.W001"


@dataclass(frozen=True, slots=True)
class ThemeFault:
    """A fault in a file of the theme; line 0 is the whole file."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return (
            f"{self.path}, line {self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"
        )


class ThemeLoader(Loader):
    """Loader that leaves out templates with a fault."""

    def get_contents(self, origin: Origin) -> str:
        path = Path(origin.name)
        if path.is_file() and (faults := list(_check_template(path, str(origin.template_name), self.engine))):
            log.warning("a template of the theme is left out", faults=list(map(str, faults)))
            raise TemplateDoesNotExist(origin)
        return str(super().get_contents(origin))


def _describe_syntax_error(path: Path, error: TemplateSyntaxError) -> ThemeFault:
    token = getattr(error, "token", None)
    message = re.sub(r"^Template: .+?, ", "", str(error))
    return ThemeFault(path, token.lineno if token is not None else 0, message)


def _find_missing(path: Path, template: Any, engine: Any) -> Iterator[ThemeFault]:
    """Yield the templates and static files that the template needs and lacks."""
    for node in template.nodelist.get_nodes_by_type((ExtendsNode, IncludeNode, StaticNode)):
        name = _read_name(node)
        exists = finders.find(name) if isinstance(node, StaticNode) else _has_template(engine, name)
        if name and not exists:
            kind = "static file" if isinstance(node, StaticNode) else "template"
            yield ThemeFault(path, node.token.lineno if node.token else 0, f"there is no {kind} {name}")


def _read_name(node: Any) -> str:
    """Return the name in quotes in the tag; empty for a variable."""
    of_tag = {ExtendsNode: "parent_name", IncludeNode: "template", StaticNode: "path"}
    expression = getattr(node, next(name for kind, name in of_tag.items() if isinstance(node, kind)))
    constant = getattr(expression, "var", expression)
    return constant.partition("#")[0] if isinstance(constant, str) else ""


def _has_template(engine: Any, name: str) -> bool:
    """Return whether a loader has the file, without compiling it."""
    loaders = [inner for loader in engine.template_loaders for inner in getattr(loader, "loaders", [loader])]
    return any(
        Path(origin.name).is_file() for loader in loaders for origin in loader.get_template_sources(name)
    )


@lru_cache(maxsize=1)
def read_theme_sheet(folder: Path | None) -> str:
    """Return the theme's style sheet, empty without one."""
    sheet = folder / SHEET if folder else None
    return sheet.read_text(encoding="utf-8", errors="replace") if sheet and sheet.is_file() else ""


def find_faults(folder: Path) -> Iterator[ThemeFault]:
    """Yield all faults of the theme, with the line where there is one."""
    if not folder.is_dir():
        yield ThemeFault(folder, 0, "is no folder")
        return
    for path in sorted((folder / "templates").rglob("*.html")):
        name = path.relative_to(folder / "templates").as_posix()
        yield from _check_template(path, name, Engine.get_default())
    for path in [folder / SHEET, *sorted((folder / "static").rglob("*.css"))]:
        if path.is_file():
            yield from _check_sheet(path, is_bundled=path == folder / SHEET)
    for path in sorted((folder / "fonts").glob("*")):
        yield from _check_font_file(path)


def _check_template(path: Path, name: str, engine: Any) -> Iterator[ThemeFault]:
    try:
        template = Template(path.read_text(encoding="utf-8"), Origin(str(path), name), name, engine)
    except TemplateSyntaxError as error:
        yield _describe_syntax_error(path, error)
    except UnicodeDecodeError:
        yield ThemeFault(path, 0, "is no text in UTF-8")
    else:
        yield from _find_missing(path, template, engine)


def _check_sheet(path: Path, *, is_bundled: bool) -> Iterator[ThemeFault]:
    text = path.read_text(encoding="utf-8", errors="replace")
    for line, content in enumerate(text.splitlines(), start=1):
        for match in ADDRESS.finditer(content):
            if message := _judge_address((match[1] or match[2]).strip(), path, is_bundled=is_bundled):
                yield ThemeFault(path, line, message)


def _judge_address(address: str, sheet: Path, *, is_bundled: bool) -> str:
    """Return the fault of an address in a style sheet, empty without one."""
    if address.startswith(("data:", "#")):
        return ""
    if re.match(r"([a-z]+:)?//", address):
        return f"{address} is on another server, which browsers refuse; put the file into the theme"
    if address.startswith(STATIC_PATH):
        return "" if finders.find(address.removeprefix(STATIC_PATH)) else f"there is no file {address}"
    if is_bundled or address.startswith("/"):
        return f"{address} must begin with {STATIC_PATH}"
    return "" if (sheet.parent / address.partition("?")[0]).is_file() else f"there is no file {address}"


def _check_font_file(path: Path) -> Iterator[ThemeFault]:
    if path.suffix == ".woff2":
        try:
            check_font(path.read_bytes())
        except InvalidBrandFile as invalid:
            yield ThemeFault(path, 0, f"is refused as a font ({invalid.fault})")


def check_theme(**_options: Any) -> list[checks.CheckMessage]:
    """Report the faults as warnings: the site works without the files concerned."""
    if settings.THEME_DIR is None:
        return []
    hint = "The built-in file is used until this is mended."
    return [checks.Warning(str(fault), hint=hint, id=CHECK_ID) for fault in find_faults(settings.THEME_DIR)]
