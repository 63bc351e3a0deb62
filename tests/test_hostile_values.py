"""No value that somebody can send breaks an address: each answer is a page, a redirect or a refusal, never a 500.

The default run gives every address a few of the values, another few for each; `pytest -m exhaustive` gives every address
every value in every role.
"""

import ast
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import orjson
import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from articles.actions.accounts.staff import ensure_groups
from articles.feed.related_records import RECORDS
from articles.feed.rendered_items import ITEMS
from articles.feed.response_cache import RESPONSES
from articles.models import Article
from tests.articles.admin.test_pages import fill_desk
from tests.articles.site.conftest import forget_pages
from tests.factories import make_chief, make_key, make_partner, make_photo, make_user
from tests.paths import ROOT

pytestmark = pytest.mark.django_db

VALUES: list[str] = [
    "", " ", "0", "-0", "-1", "+1", "1.5", "1e400", "-1e400", "1e5", "NaN", "Infinity", "-inf", "0x10", "1_000",
    "2147483648", "9223372036854775807", "9223372036854775808", "9" * 19, "9" * 5000, "-" + "9" * 5000, "0" * 5000 + "1",
    "²", "٣", "１２", "Ⅻ", "½", "१", "1\u200b", "\u202e1", "1 OR 1=1", "1;2", "1,2", ",", "1,,2", "[]", "{}", "null",
    "true", "\x00", "1\x00", "\x00\x00\x00", "\x1f\x7f\x85", "\ud800", "\udfff1", "\ufffe\uffff", "😀" * 100, "a\u0301" * 200,
    "0000-00-00", "0001-01-01", "9999-12-31", "99999-01-01", "2026-02-30", "2026-03-02T25:61:61", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00", "-9999-01-01", "24:00", "x" * 10_000, "%", "%s%d{0}{method}", "../../../etc/passwd",
    "<script>alert(1)</script>", "'\"`\\", "\r\nX: y",
]  # fmt: skip
HOLE = re.compile(r"<(?:\w+:)?(\w+)>")
FINE = set(range(200, 500))
ROLES = ("anonymous", "reporter", "editor", "chief", "superuser")
ELSEWHERE = {"logout", "jsi18n"}


def routes(place: Any, before: str = "") -> Iterator[str]:
    for entry in place.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        elif (
            isinstance(entry, URLPattern)
            and entry.name not in ELSEWHERE
            and "(?P" not in route
            and "^" not in route
        ):
            yield route


def all_routes() -> list[str]:
    return sorted(set(routes(get_resolver("newsroom.urls"))))


def names_read_from_requests() -> list[str]:
    """Every name that the code takes from an address or a form."""
    admin.autodiscover()
    files = [
        *(ROOT / "articles").rglob("*.py"),
        *(ROOT / "newsroom").rglob("*.py"),
        *(ROOT / "people").rglob("*.py"),
    ]
    found = {name for file in files for name in names_in(ast.parse(file.read_text(encoding="utf-8")))}
    models = {field.name for model in admin.site._registry for field in model._meta.get_fields()}
    filters = {
        f"{name}__{ending}"
        for name in ("id", "state", "section__id", "topics__id")
        for ending in ("exact", "in")
    }
    usual = {
        "q",
        "p",
        "o",
        "all",
        "e",
        "_popup",
        "_to_field",
        "_changelist_filters",
        "action",
        "_selected_action",
        "next",
    }
    return sorted(found | models | usual | filters)


ASKED = re.compile(r"(GET|POST|params|query_params|asked|data|given|form)$")


def names_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        called = (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"get", "getlist"}
        )
        if called and node.args and ASKED.search(ast.unparse(node.func.value)):
            yield from text_of(node.args[0])
        elif isinstance(node, ast.Subscript) and ASKED.search(ast.unparse(node.value)):
            yield from text_of(node.slice)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "public_view":
            yield from (text for argument in node.args for text in text_of(argument))


def text_of(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def shown(value: str) -> str:
    """The value as bytes that a client can put on the wire; a lone surrogate in the three bytes of CESU-8."""
    return quote(value.encode("utf-8", "surrogatepass"), safe="")


def with_hostile_holes(route: str, value: str) -> str:
    return "/" + HOLE.sub(lambda _: shown(value) or "-", route)


def with_real_holes(route: str) -> str:
    """The address of something that exists, where there is something."""
    parts = route.split("/")
    known = {(m._meta.app_label, m._meta.model_name): m for m in admin.site._registry}
    model = known.get((parts[1], parts[2])) if len(parts) > 3 else None
    first = (model or Article)._default_manager.order_by("pk").values_list("pk", flat=True).first()
    return "/" + HOLE.sub(str(first or 1), route)


class Walk:
    """Sends requests, each undone after it is answered, and keeps those that broke."""

    def __init__(self, client: Client, names: list[str]) -> None:
        client.raise_request_exception = False
        self.client, self.names = client, names
        self.asked = 0
        self.broken: list[str] = []

    def ask(self, said: str, send: Callable[[], Any]) -> None:
        forget_pages()
        RESPONSES.clear()
        ITEMS.clear()
        RECORDS.clear()
        undone = transaction.atomic()
        undone._from_testcase = True  # type: ignore[attr-defined]  # acts that must be outermost may begin in it
        with undone:
            status = send().status_code
            transaction.set_rollback(True)
        self.asked += 1
        if status not in FINE:
            self.broken.append(f"{status} {said}")

    def in_path(self, route: str, value: str) -> None:
        path = with_hostile_holes(route, value)
        for method in ("get", "post"):
            self.ask(
                f"{method} {route} path {value[:30]!a}",
                lambda method=method: getattr(self.client, method)(path),
            )

    def in_query(self, path: str, route: str, value: str) -> None:
        query = "&".join(f"{name}={shown(value)}" for name in self.names)
        short = "&".join(
            f"{name}[]={shown(value)}&{name}={shown(value)}&{name}={shown(value)}" for name in self.names[:40]
        )
        for kind, text in (("query", query), ("lists", short)):
            self.ask(
                f"get {route} {kind} {value[:30]!a}",
                lambda text=text: self.client.get(path, QUERY_STRING=text),
            )

    def in_form(self, path: str, route: str, value: str) -> None:
        body = "&".join(f"{quote(name)}={shown(value)}" for name in self.names)
        kind = "application/x-www-form-urlencoded"
        self.ask(f"post {route} form {value[:30]!a}", lambda: self.client.post(path, body, content_type=kind))

    def in_each_field(self, path: str, route: str, value: str) -> None:
        for name in self.names:
            text = f"{quote(name)}={shown(value)}"
            said = f"{route} {name} {value[:30]!a}"
            self.ask(f"get {said}", lambda text=text: self.client.get(path, QUERY_STRING=text))

    def in_json(self, path: str, route: str, value: str) -> None:
        text = value.encode("utf-8", "replace").decode()
        bodies = [
            orjson.dumps(text),
            orjson.dumps({"url": text, "types": [text], "label": text, "active": text}),
        ]
        bodies += [
            orjson.dumps({"receipts": [{"uri": text, "version": text}], text: text}),
            value.encode("utf-8", "surrogatepass"),
        ]
        for body in bodies:
            for method in ("post", "patch"):
                self.ask(
                    f"{method} {route} body {body[:40]!r}",
                    lambda body=body, method=method: getattr(self.client, method)(path, body, content_type="application/json"),
                )  # fmt: skip


@pytest.fixture(autouse=True)
def _without_logging() -> Iterator[None]:
    """Drop log records: kept for a failing test, a whole walk's records and their requests fill the memory."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def _free_of_limits(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.FEED_PER_MINUTE = settings.FEED_PER_DAY = 10_000_000


def client_of(role: str) -> Client:
    """A browser in that role; for `partner` one that sends a key of every scope."""
    if role == "partner":
        scopes = ["text:read", "pictures:read", "embargo:read", "webhooks:write", "usage:read"]
        return Client(
            headers={"Authorization": f"Bearer {make_key(make_partner('Hafenfunk'), scopes=scopes)}"}
        )
    client = Client()
    if role == "superuser":
        client.force_login(make_chief(), backend="django.contrib.auth.backends.ModelBackend")
    elif role != "anonymous":
        ensure_groups()
        user = make_user(f"a-{role}")
        user.groups.add(next(g for g in Group.objects.all() if role in g.name.lower()))
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def asked_by(role: str) -> list[str]:
    """Addresses that concern a role: the feed is the partner's, the desk its members', the site anybody's."""
    of_feed = [route for route in all_routes() if route.startswith("api/")]
    return of_feed if role == "partner" else [route for route in all_routes() if route not in of_feed]


def visit(walk: Walk, route: str, value: str) -> None:
    """Send the value to the address in every place where one fits."""
    if HOLE.search(route):
        walk.in_path(route, value)
    path = with_real_holes(route)
    walk.in_query(path, route, value)
    if route.startswith("admin/"):
        walk.in_form(path, route, value)
    if route.startswith("api/"):
        walk.in_json(path, route, value)


def walked(role: str, values_of: Callable[[int], list[str]]) -> Walk:
    """`values_of` tells which values the address of that number is sent."""
    fill_desk()
    make_photo()
    walk = Walk(client_of(role), names_read_from_requests())
    for number, route in enumerate(asked_by(role)):
        for value in values_of(number):
            visit(walk, route, value)
    return walk


EVERY = {"superuser": 1, "partner": 1, "anonymous": 2, "chief": 4, "editor": 4, "reporter": 4}
"""Which share of the addresses a role asks in the default run, each with one value."""


@pytest.mark.parametrize("role", EVERY)
def test_a_few_hostile_values_break_no_address(role: str, record_property: Any) -> None:
    place, share = list(EVERY).index(role), EVERY[role]

    def chosen(number: int) -> list[str]:
        return [VALUES[(number * 7 + place * 11) % len(VALUES)]] if number % share == place % share else []

    walk = walked(role, chosen)

    record_property("requests", walk.asked)
    assert walk.broken == [], "\n".join(walk.broken)


@pytest.mark.exhaustive
@pytest.mark.parametrize("role", [*ROLES, "partner"])
def test_no_hostile_value_breaks_any_address(role: str, record_property: Any) -> None:
    walk = walked(role, lambda _: VALUES)

    record_property("requests", walk.asked)
    print(f"{role}: {walk.asked} requests with {len(VALUES)} values, {len(walk.broken)} broken")
    assert walk.broken == [], "\n".join(walk.broken)


def test_there_are_sixty_values_and_every_kind_of_address() -> None:
    assert len(VALUES) == len(set(VALUES)) >= 60
    assert {route.partition("/")[0] for route in all_routes()} >= {
        "admin",
        "api",
        "person",
        "search",
        "topic",
        "id",
    }
    assert len(names_read_from_requests()) > 100
    assert len(names_read_from_requests()) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
