"""The application as a server process has it, with its memory of pages."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from types import ModuleType
from typing import Any
from unittest.mock import patch

from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
from django.utils import timezone

from articles.site import page_context, public_view
from articles.site.page_context import CurrentState, is_page_current
from articles.site.site_version import SiteChanges, SiteVersionReader
from newsroom.caching import page_cache
from newsroom.caching.bounded_cache import BoundedCache
from newsroom.caching.wsgi_cache import WSGIPageCache

type Answer = tuple[str, bytes, list[tuple[str, str]]]


@cache
def load_django() -> WSGIHandler:
    return WSGIHandler()


class WebProcess:
    """The application as a server process has it, and how often it built a page."""

    def __init__(self) -> None:
        self.reader = SiteVersionReader(clock=timezone.now)
        self.cache = WSGIPageCache(load_django(), site_version=self.reader, is_current=is_page_current)
        self.built = 0

    def close(self) -> None:
        self.reader.close()

    def get(self, address: str) -> Answer:
        heads: list[tuple[str, list[tuple[str, str]]]] = []
        environ = RequestFactory().get(address, HTTP_HOST="localhost").environ
        with patch.object(page_cache, "build_page", self.count(page_cache.build_page)):
            body = b"".join(self.cache(environ, lambda status, headers, *_: heads.append((status, headers))))
        status, headers = heads[-1]
        return status[:3], body, sorted(pair for pair in headers if pair[0] != "X-Request-ID")

    def count(self, build_page):
        def count_call(*args, **named):
            self.built += 1
            return build_page(*args, **named)

        return count_call

    def answers_from_memory(self, address: str) -> bool:
        before = self.built
        self.get(address)
        return self.built == before


@contextmanager
def new_process() -> Iterator[WebProcess]:
    """A process that knows nothing, beside the one under test."""
    changes = SiteChanges()
    process = WebProcess()
    process.cache.site_version = lambda: None
    with ExitStack() as stack:
        stack.callback(process.close)
        stack.enter_context(patch.object(page_context, "site_changes", changes))
        stack.enter_context(patch.object(public_view, "site_changes", changes))
        stack.enter_context(patch.object(page_context, "site_state", CurrentState()))
        for module, name, cache in list(find_caches()):
            if isinstance(cache, BoundedCache):
                empty = BoundedCache[Any, Any](cache.max_size, cache.size_of)
                stack.enter_context(patch.object(module, name, empty))
            else:
                cache.cache_clear()
        yield process


def find_caches() -> Iterator[tuple[ModuleType, str, Any]]:
    """What the site's modules remember of pages and their parts: (module, name, cache)."""
    for module_name, module in list(sys.modules.items()):
        if module_name.startswith(("articles.site.", "newsroom.caching.")):
            for name, value in list(vars(module).items()):
                if isinstance(value, BoundedCache) or hasattr(value, "cache_clear"):
                    yield module, name, value
