"""Empties the page cache, where there is one, at each publication."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings


class NewsConfig(AppConfig):
    name = "news"

    def ready(self) -> None:
        if settings.PAGE_CACHE:
            from wagtail.signals import page_published, page_unpublished

            page_published.connect(empty_page_cache)
            page_unpublished.connect(empty_page_cache)


def empty_page_cache(**_facts: Any) -> None:
    from django.core.cache import cache
    from django.db import transaction

    transaction.on_commit(cache.clear)
