"""A reader's browser, and a clock that stands at the hour at which tests happen."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from articles.site.cards import CACHED_CARDS
from articles.site.page_context import site_state
from articles.site.site_version import site_changes
from newsroom.caching.page_cache import PAGES
from tests.articles.site.web_process import WebProcess
from tests.factories import NOON

READING_TIME = NOON + timedelta(hours=2)


def forget_pages() -> None:
    """Pages, and what stands on all of them, as a new process has neither."""
    PAGES.clear()
    site_state.forget()
    site_changes.forget()
    CACHED_CARDS.clear()


@pytest.fixture(autouse=True)
def _no_page_kept_from_another_test() -> Iterator[None]:
    forget_pages()
    yield
    forget_pages()


@pytest.fixture(autouse=True)
def _afternoon() -> Iterator[None]:
    with time_machine.travel(READING_TIME, tick=False):
        yield


@pytest.fixture(autouse=True)
def _german(settings) -> None:
    settings.SITE_LANGUAGE = "de"
    settings.SITE_URL = "https://zeitung.example"
    settings.SITE_NAME = "Nordhavener Zeitung"


@pytest.fixture(autouse=True)
def _pictures_of_their_own(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def reader() -> Client:
    return Client()


@pytest.fixture
def process() -> Iterator[WebProcess]:
    opened = WebProcess()
    yield opened
    opened.close()
