"""How one story is filed anew: what is taken and given on the working copy, and on what is published.

Each kind answers with what really changed, so that undo can take exactly that back and nothing else.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from articles.models import Article, Edition, Topic

type Change = dict[str, Any]
"""`out` and `in`: what went and what came; empty when the story was right already."""


class Filing(Protocol):
    """One kind of change, prepared for many stories."""

    def copy(self, article: Article) -> Change: ...

    def copy_back(self, article: Article, change: Change) -> None: ...

    def edition(self, edition: Edition) -> tuple[Change, dict[str, Any]]:
        """What changes, and the columns of the next version."""
        ...

    def edition_back(self, edition: Edition, change: Change) -> dict[str, Any]: ...


@dataclass(slots=True)
class TopicFiling:
    takes: int | None
    gives: int | None
    slugs: dict[int, str] = field(init=False)

    def __post_init__(self) -> None:
        numbers = [number for number in (self.takes, self.gives) if number is not None]
        self.slugs = dict(Topic.objects.filter(pk__in=numbers).values_list("pk", "slug"))

    def copy(self, article: Article) -> Change:
        has = {topic.pk for topic in article.topics.all()}
        return self._move(article, *_find_moves(has, self.takes, self.gives))

    def copy_back(self, article: Article, change: Change) -> None:
        has = {topic.pk for topic in article.topics.all()}
        self._move(article, [n for n in change["in"] if n in has], [n for n in change["out"] if n not in has])

    def _move(self, article: Article, out: list[int], come: list[int]) -> Change:
        article.topics.remove(*out)
        article.topics.add(*come)
        return _change(out, come)

    def edition(self, edition: Edition) -> tuple[Change, dict[str, Any]]:
        takes, gives = self.slugs.get(self.takes or 0), self.slugs.get(self.gives or 0)
        change = _change(*_find_moves(set(edition.topic_slugs), takes, gives))
        return change, _topic_columns(edition, change["out"], change["in"]) if change else {}

    def edition_back(self, edition: Edition, change: Change) -> dict[str, Any]:
        return _topic_columns(edition, change["in"], change["out"])


@dataclass(frozen=True, slots=True)
class SectionFiling:
    takes: int | None
    gives: int | None

    def copy(self, article: Article) -> Change:
        if not self._fits(article.section_id):
            return {}
        change = _change([article.section_id], [self.gives])
        article.section_id = self.gives
        article.save(update_fields=["section"])
        return change

    def copy_back(self, article: Article, change: Change) -> None:
        if [article.section_id] == change["in"] and not (change["out"] == [None] and article.version):
            (article.section_id,) = change["out"]
            article.save(update_fields=["section"])

    def edition(self, edition: Edition) -> tuple[Change, dict[str, Any]]:
        if not self._fits(edition.section_id):
            return {}, {}
        return _change([edition.section_id], [self.gives]), {"section_id": self.gives}

    def edition_back(self, edition: Edition, change: Change) -> dict[str, Any]:
        return {"section_id": change["out"][0]} if [edition.section_id] == change["in"] else {}

    def _fits(self, section: int | None) -> bool:
        return section != self.gives and (self.takes is None or section == self.takes)


def _find_moves[K: (int, str)](has: set[K], takes: K | None, gives: K | None) -> tuple[list[K], list[K]]:
    """What goes and what comes; a replacement touches only stories that have what is replaced."""
    if takes is not None and takes not in has:
        return [], []
    come = [gives] if gives is not None and gives not in has else []
    return ([takes] if takes is not None else []), come


def _change(out: Sequence[Any], come: Sequence[Any]) -> Change:
    return {"out": list(out), "in": list(come)} if out or come else {}


def _topic_columns(edition: Edition, out: Collection[str], come: Collection[str]) -> dict[str, Any]:
    kept = [slug for slug in edition.topic_slugs if slug not in out]
    slugs = [*kept, *(slug for slug in come if slug not in kept)]
    return {"topic_slugs": slugs} if slugs != edition.topic_slugs else {}
