"""Leads of the front page, arranged in one line."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from articles.actions.desk.front_arrangement import FrontArrangement
from articles.actions.desk.front_page import arrange_front
from articles.actions.permissions import Actor


def arrange_front_page(article_ids: Sequence[int], *, by: Actor, at: datetime) -> None:
    """Place these stories in the lead of the front page; its blocks stay."""
    arrange_front(replace(FrontArrangement.read(), lead=tuple(article_ids)), by=by, at=at)
