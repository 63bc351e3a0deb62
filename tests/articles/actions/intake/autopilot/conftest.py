"""An agency with a rule that publishes by itself, and its items about an invented crane."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from articles.actions.intake.effects.wire_rules import save_rule
from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.intake.receive.sources import ensure_spelling
from articles.models import Agency, Article, Grant, WireItem, WireRule, WireSource
from tests.articles.wire.g2_files import build_g2
from tests.factories import NOON, make_section

TEXT = ("Nordhaven (xyz) - Der Kran im Hafen steht wieder.", "Er ist 40 Meter hoch.", "(xyz/dl)")
NEW_TEXT = ("Nordhaven (xyz) - Der Kran im Hafen steht wieder.", "Er ist 45 Meter hoch.", "(xyz/dl)")

type Deliver = Callable[..., WireItem]


def add_source(code: str = "xyz", **facts: Any) -> WireSource:
    agency = Agency.objects.create(code=code, name=code.title())
    ensure_spelling(agency)
    for channel in ("site", "archive", "partner"):
        Grant.objects.create(agency=agency, channel=channel, allow=True)
    return WireSource.objects.create(
        code=f"{code}-text", name=code.title(), transport="folder", agency=agency, created_at=NOON, **facts
    )


@pytest.fixture
def source() -> WireSource:
    return add_source()


@pytest.fixture
def rule(source: WireSource) -> WireRule:
    facts = {
        "name": "Hafen", "source_id": source.pk, "sluglines": "Hafen/*", "auto_draft": True, "auto_publish": True,
        "section_id": make_section().pk,
    }  # fmt: skip
    return save_rule(facts, topic_ids=[], by=None, at=NOON)


@pytest.fixture
def deliver(source: WireSource) -> Deliver:
    def deliver(
        version: int = 1, *, minutes: int | None = None, by: WireSource | None = None, **facts: Any
    ) -> WireItem:
        at = NOON + timedelta(minutes=version if minutes is None else minutes)
        raw = build_g2(version=version, **{"created": at.isoformat(), "paragraphs": TEXT, **facts})
        result = ingest_file(raw, source=by or source, at=at)
        return WireItem.objects.get(pk=result.items[0].item.pk)

    return deliver


@pytest.fixture
def story(rule: WireRule, deliver: Deliver) -> Article:
    """Return a story that a rule has published and that follows its item."""
    deliver(1)
    return Article.objects.get()


def after(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)
