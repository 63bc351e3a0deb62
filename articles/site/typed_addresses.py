"""Corrections of addresses that people type.

Examples are upper case, no slash at the end, the full stop of a sentence, `/feed` and `/archiv/2026/3/2`. Only an
address without a page is corrected, so that no page can be hidden by a correction.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve
from django.utils.encoding import escape_uri_path

from articles.url_paths import ENGLISH_INDEX_WORDS, ENGLISH_WORDS, site_path

FEED_NAMES = frozenset(
    {"feed", "rss", "atom", "feed.xml", "rss.xml", "atom.xml", "index.xml", "index.rdf", "feed.rss"}
)
OWN_NAMES = frozenset(
    {"admin", "api", "healthz", "id", "intake", "media", "metrics", "plan", "preview", "readyz", "static"}
)
"""First steps below which nothing is corrected: files, tokens, identifiers, and the addresses of the desk."""
INDEXES = {
    "person": ["archive", "people"],
    "topic": ["archive", "topics"],
    "author": ["archive", "authors"],
    "source": ["archive", "sources"],
    "sitemap": ["sitemap.xml"],
}
"""First steps of addresses of single names → the index of all."""
YEAR, SHORT_NUMBER = re.compile(r"[1-9][0-9]{3}"), re.compile(r"[0-9]")
MAX_LENGTH = 300
SENTENCE_SIGNS = ".,:;!?)]>\"'"
"""Signs after an address in a text, which programs take for a part of it."""


def redirect_typed_addresses(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Redirect an address without a page to the one that was probably meant."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        address = correct_path(request.path_info)
        if not address or not _has_page(address):
            return response
        path, query = escape_uri_path(address), request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)

    return middleware


def _has_page(path: str) -> bool:
    """Return whether a page of the site could have the address."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def correct_path(path: str) -> str:
    """Return the path that was probably meant; empty if nothing is wrong with it."""
    steps = [step for step in path.rstrip(SENTENCE_SIGNS).split("/") if step]
    if (
        not steps
        or len(path) > MAX_LENGTH
        or not path.isascii()
        or "%" in path
        or steps[0].lower() in OWN_NAMES
    ):
        return ""
    steps = _correct_steps([step.lower() for step in steps])
    corrected = site_path(f"/{'/'.join(steps)}" + ("" if "." in steps[-1] else "/"))
    return "" if corrected == path else corrected


def _correct_steps(steps: list[str]) -> list[str]:
    """Return the steps in English, as `site_path` takes them."""
    steps = [ENGLISH_WORDS.get(steps[0], steps[0]), *steps[1:]]
    if steps[0] == "archive":
        steps[1:2] = [ENGLISH_INDEX_WORDS.get(step, step) for step in steps[1:2]]
    if steps[-1] in FEED_NAMES:
        return [*steps[:-1], "feed.atom"]
    if len(steps) == 1 and steps[0] in INDEXES:
        return INDEXES[steps[0]]
    if steps[0] == "archive" and len(steps) > 1 and YEAR.fullmatch(steps[1]):
        return ["archive", *map(_pad_number, steps[1:])]
    if YEAR.fullmatch(steps[0]):
        return ["archive", *map(_pad_number, steps)]
    return steps


def _pad_number(step: str) -> str:
    return f"0{step}" if SHORT_NUMBER.fullmatch(step) else step
