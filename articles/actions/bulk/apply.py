"""Bulk changes of sections and topics, applied to one story and to its edition.

Each method returns what actually changed, so that undo reverts exactly that.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from articles.models import Article, Edition, Topic

type Change = dict[str, Any]
"""`out` and `in`: the keys removed and added; empty if nothing changed."""


class Filing(Protocol):
    """One kind of bulk change, prepared for many stories."""

    def change_article(self, article: Article) -> Change: ...

    def undo_article(self, article: Article, change: Change) -> None: ...

    def change_edition(self, edition: Edition) -> tuple[Change, dict[str, Any]]:
        """Return the change and the columns of the next version."""
        ...

    def undo_edition(self, edition: Edition, change: Change) -> dict[str, Any]: ...


@dataclass(slots=True)
class TopicFiling:
    takes: int | None
    gives: int | None
    slugs: dict[int, str] = field(init=False)

    def __post_init__(self) -> None:
        numbers = [number for number in (self.takes, self.gives) if number is not None]
        self.slugs = dict(Topic.objects.filter(pk__in=numbers).values_list("pk", "slug"))

    def change_article(self, article: Article) -> Change:
        has = {topic.pk for topic in article.topics.all()}
        return self._move(article, *_find_moves(has, self.takes, self.gives))

    def undo_article(self, article: Article, change: Change) -> None:
        has = {topic.pk for topic in article.topics.all()}
        self._move(article, [n for n in change["in"] if n in has], [n for n in change["out"] if n not in has])

    def _move(self, article: Article, out: list[int], come: list[int]) -> Change:
        article.topics.remove(*out)
        article.topics.add(*come)
        return _change(out, come)

    def change_edition(self, edition: Edition) -> tuple[Change, dict[str, Any]]:
        takes, gives = self.slugs.get(self.takes or 0), self.slugs.get(self.gives or 0)
        change = _change(*_find_moves(set(edition.topic_slugs), takes, gives))
        return change, _topic_columns(edition, change["out"], change["in"]) if change else {}

    def undo_edition(self, edition: Edition, change: Change) -> dict[str, Any]:
        return _topic_columns(edition, change["in"], change["out"])


@dataclass(frozen=True, slots=True)
class SectionFiling:
    takes: int | None
    gives: int | None

    def change_article(self, article: Article) -> Change:
        if not self._fits(article.section_id):
            return {}
        change = _change([article.section_id], [self.gives])
        article.section_id = self.gives
        article.save(update_fields=["section"])
        return change

    def undo_article(self, article: Article, change: Change) -> None:
        if [article.section_id] == change["in"] and not (change["out"] == [None] and article.version):
            (article.section_id,) = change["out"]
            article.save(update_fields=["section"])

    def change_edition(self, edition: Edition) -> tuple[Change, dict[str, Any]]:
        if not self._fits(edition.section_id):
            return {}, {}
        return _change([edition.section_id], [self.gives]), {"section_id": self.gives}

    def undo_edition(self, edition: Edition, change: Change) -> dict[str, Any]:
        return {"section_id": change["out"][0]} if [edition.section_id] == change["in"] else {}

    def _fits(self, section: int | None) -> bool:
        return section != self.gives and (self.takes is None or section == self.takes)


def _find_moves[K: (int, str)](has: set[K], takes: K | None, gives: K | None) -> tuple[list[K], list[K]]:
    """Return the keys to remove and to add.

    A replacement applies only to stories that have the key to be replaced.
    """
    if takes is not None and takes not in has:
        return [], []
    come = [gives] if gives is not None and gives not in has else []
    return ([takes] if takes is not None else []), come


def _change(out: Sequence[Any], come: Sequence[Any]) -> Change:
    return {"out": list(out), "in": list(come)} if out or come else {}


def _topic_columns(edition: Edition, out: Collection[str], come: Collection[str]) -> dict[str, Any]:
    remaining = [slug for slug in edition.topic_slugs if slug not in out]
    slugs = [*remaining, *(slug for slug in come if slug not in remaining)]
    return {"topic_slugs": slugs} if slugs != edition.topic_slugs else {}
