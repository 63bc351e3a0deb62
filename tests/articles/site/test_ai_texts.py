"""What readers and machines learn about artificial intelligence in a text."""

import json
import re

import pytest

from tests.factories import make_published

pytestmark = pytest.mark.django_db

REVIEW = "Ida Brandt hat ihn am 2. März 2026 gelesen und geprüft."


def page(reader, article, view: str = "") -> str:
    return reader.get(f"/politik/{article.slug}-{article.pk}/{view}").content.decode()


@pytest.mark.parametrize("view", ["", "?view=text"])
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ai_use": "assisted"}, "Dieser Text entstand mit Hilfe von künstlicher Intelligenz.<"),
        ({"ai_use": "assisted", "ai_reviewer": "Ida Brandt"}, f"Dieser Text entstand mit Hilfe von künstlicher Intelligenz. {REVIEW}<"),
        ({"ai_use": "generated", "ai_reviewer": "Ida Brandt"}, f"Diesen Text hat eine künstliche Intelligenz geschrieben. {REVIEW}<"),
    ],
)  # fmt: skip
def test_readers_are_told_in_plain_words(reader, fields, sentence, view) -> None:
    assert sentence in page(reader, make_published(**fields), view)


def test_the_name_of_the_reviewer_is_text(reader) -> None:
    html = page(reader, make_published(ai_use="assisted", ai_reviewer="<script>alert(1)</script>"))

    assert "&lt;script&gt;alert(1)&lt;/script&gt; hat ihn" in html


@pytest.mark.parametrize("view", ["", "?view=text"])
def test_nothing_is_said_of_a_text_without_ai(reader, view) -> None:
    assert "ntelligenz" not in page(reader, make_published(), view)


@pytest.mark.parametrize(
    ("fields", "source"),
    [
        ({}, None),
        ({"ai_use": "assisted"}, "CompositeWithTrainedAlgorithmicMediaDigitalSource"),
        ({"ai_use": "generated", "ai_reviewer": "Ida Brandt"}, "TrainedAlgorithmicMediaDigitalSource"),
    ],
)
def test_machines_get_the_source_type(reader, fields, source) -> None:
    html = page(reader, make_published(**fields))
    documents = [
        json.loads(text)
        for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    ]
    flat = [
        one
        for found in documents
        for one in (found if isinstance(found, list) else found.get("@graph", [found]))
    ]

    article = next(one for one in flat if one["@type"] == "NewsArticle")
    assert article.get("digitalSourceType") == (f"https://schema.org/{source}" if source else None)
