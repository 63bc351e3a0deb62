"""Formats for partners other than JSON: each is a module, named here. Pure."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from articles.feed.formats import newsml_g2
from articles.feed.formats.feed_item import FeedItem, FeedPicture


class OutputFormat(Protocol):
    """A module that writes stories, and pictures by themselves."""

    NAME: str
    """Value of `format`."""
    LABEL: str
    MEDIA_TYPE: str

    def render_message(self, items: Iterable[FeedItem], *, sender: str, sent: datetime) -> bytes: ...

    def render_picture_message(
        self, picture: FeedPicture, shown_in: FeedItem, *, sender: str, sent: datetime
    ) -> bytes: ...


OUTPUT_FORMATS: tuple[OutputFormat, ...] = (newsml_g2,)
