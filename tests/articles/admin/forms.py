"""Fills a page's form as a browser would: every field as it stands on the screen, then what a test changes."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client


class FormReader(HTMLParser):
    """The successful controls of the form with the given id."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id = form_id
        self.inside = False
        self.data: dict[str, Any] = {}
        self.area = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "form":
            self.inside = facts.get("id") == self.form_id
        name = facts.get("name") or ""
        if not self.inside or (not name and tag != "option"):
            return
        if tag == "input":
            self._input(name, facts)
        elif tag == "textarea":
            self.area = name
            self.data[name] = ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in facts:
            self.data.setdefault(self.select, []).append(facts.get("value") or "")

    def _input(self, name: str, facts: dict[str, str | None]) -> None:
        kind = facts.get("type", "text")
        if kind in {"submit", "file"} or (kind in {"checkbox", "radio"} and "checked" not in facts):
            return
        value = facts.get("value") or ("on" if kind == "checkbox" else "")
        if kind == "checkbox" and name in self.data:  # one of several of that name
            before = self.data[name]
            self.data[name] = [*before, value] if isinstance(before, list) else [before, value]
        else:
            self.data[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.data[self.area] += data


def filled(client: Client, url: str, form_id: str, **changes: Any) -> dict[str, Any]:
    reader = FormReader(form_id)
    reader.feed(client.get(url).content.decode())
    data = {name: value for name, value in reader.data.items() if "__prefix__" not in name}
    return {**data, **changes}


def through_panel(client: Client, number: int, **answers: Any) -> Any:
    """Open the publish panel and publish, overruling every warning with the reason that stands there."""
    url = f"/admin/articles/article/{number}/publish/"
    data = filled(client, url, "publish-form", **answers)
    data |= {f"go-{name.removeprefix('why-')}": "on" for name in data if name.startswith("why-")}
    return client.post(url, data, follow=True)
