"""Recall and precision of the search over the texts of the demo and over words in stories of their own.

Run with `-s` to read which stories each search missed or found in vain.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pytest

from articles.actions.search.vocabulary import update_words
from articles.models import Edition
from articles.parsing.story.parse import read_copy
from articles.parsing.story.types import Copy
from articles.search.expansion import ComposedSearchQuery, expand_search
from articles.search.query import parse_terms
from tests.factories import NOON, make_published
from tests.paths import ROOT

pytestmark = pytest.mark.django_db

JUDGED = Path(__file__).with_name("judged_searches.txt")
DEMO = ROOT / "articles/demo/data/stories"
WORD = re.compile(r"[^\W\d_]+")
LEAST_RECALL = LEAST_PRECISION = 0.9


@dataclass(frozen=True)
class JudgedSearch:
    typed: str
    wanted: frozenset[str]
    others: frozenset[str]


def read_judged() -> Iterator[JudgedSearch]:
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            typed, _, words = line.partition(": ")
            wanted, _, others = words.partition(" / ")
            yield JudgedSearch(typed, frozenset(wanted.split()), frozenset(others.split()))


def read_demo() -> Iterator[Copy]:
    """Yield the stories of the demo as the parser reads them."""
    for file in sorted(set(DEMO.glob("*.txt")) - set(DEMO.glob("*embargo*"))):
        yield read_copy(file.read_text(encoding="utf-8").partition("\n---\n")[2])


def publish_corpus(searches: list[JudgedSearch]) -> dict[str, frozenset[str]]:
    """Publish the stories and return the words of each by headline."""
    words: dict[str, frozenset[str]] = {}
    for number, copy in enumerate(read_demo()):
        texts = [str(paragraph) for paragraph in copy.paragraphs]
        body = "".join(f"<p>{escape(text)}</p>" for text in texts)
        make_published(
            f"Demo {number}", body=body, dateline=str(copy.dateline_place), language=str(copy.language)
        )
        words[f"Demo {number}"] = frozenset(WORD.findall(" ".join(texts)))
    for number, word in enumerate(sorted({word for one in searches for word in one.wanted | one.others})):
        make_published(f"Nummer {number}", body=f"<p>In der Sache ging es um {word} und um anderes.</p>")
        words[f"Nummer {number}"] = frozenset({word})
    update_words()
    return words


def find_headlines(typed: str) -> frozenset[str]:
    query = ComposedSearchQuery(expand_search(parse_terms(typed)))
    return frozenset(
        Edition.objects.public(at=NOON).filter(document=query).values_list("headline", flat=True)
    )


def test_searches_find_nearly_all_that_is_meant_and_little_else():
    searches = list(read_judged())
    corpus = publish_corpus(searches)
    report, recalls, precisions = [], [], []
    for search in searches:
        wanted = {headline for headline, words in corpus.items() if words & search.wanted}
        found = find_headlines(search.typed)
        recalls.append(len(found & wanted) / len(wanted))
        precisions.append(len(found & wanted) / max(len(found), 1))
        for kind, headlines in (("missed", wanted - found), ("in vain", found - wanted)):
            if headlines:
                names = sorted(" ".join(corpus[name]) if name[0] == "N" else name for name in headlines)
                report.append(f"{search.typed}, {kind}: {', '.join(names)}")
    recall, precision = (sum(values) / len(values) for values in (recalls, precisions))
    report.append(f"{len(searches)} searches: recall {recall:.3f}, precision {precision:.3f}")
    print("\n".join(report))

    assert len(searches) >= 60
    assert (recall >= LEAST_RECALL, precision >= LEAST_PRECISION) == (True, True), "\n".join(report)
