"""Bulk changes of people: added to, removed from or replaced in many stories."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from articles.actions.bulk.apply import Change
from articles.models import Article, Edition, Mention, PlacementPerson
from articles.text.person_links import mark_people, renumber_person_marks
from people.models import Person

type Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PersonFiling:
    takes: int | None
    gives: int | None

    def change_article(self, article: Article) -> Change:
        if self.takes is None:
            return self._add_mention(article)
        theirs = article.mentions.filter(person=self.takes).exclude(status=Mention.Status.REJECTED)
        shown = PlacementPerson.objects.filter(placement__article=article, person=self.takes)
        pictures = [list(row) for row in shown.values_list("placement__photo", "name")]
        taken = {m.name for m in article.mentions.filter(person=self.gives)} if self.gives else set()
        rows = [[m.name, m.status, bool(self.gives) and m.name not in taken] for m in theirs]
        if not rows and not pictures:
            return {}
        moved = [name for name, _status, goes in rows if goes]
        theirs.exclude(name__in=moved).update(status=Mention.Status.REJECTED)
        theirs.filter(name__in=moved).update(person=self.gives, status=Mention.Status.CONFIRMED)
        shown.update(person=self.gives)
        return {"out": [self.takes], "mentions": rows, "pictures": pictures}

    def undo_article(self, article: Article, change: Change) -> None:
        if "named" in change:
            # A mention that the text has since come to contain (count > 0) stays.
            article.mentions.filter(person=self.gives, name=change["named"], count=0).delete()
            return
        for name, status, moved in change["mentions"]:
            rejected = article.mentions.filter(person=self.takes, status=Mention.Status.REJECTED)
            now = article.mentions.filter(person=self.gives) if moved else rejected
            now.filter(name=name).update(person=self.takes, status=status)
        for photo, name in change["pictures"]:
            here = PlacementPerson.objects.filter(placement__article=article, placement__photo=photo)
            here.filter(name=name, person=self.gives).update(person=self.takes)

    def change_edition(self, edition: Edition) -> tuple[Change, dict[str, Any]]:
        named = set(edition.person_ids) | {e["person_id"] for p in edition.placements for e in p["people"]}
        if self.takes is None:
            if self.gives in named:
                return {}, {}
            given = {"person_id": self.gives, "name": self._name(), "office": "", "in_caption": False}
            return {"version": edition.version}, _add_people(edition, [given])
        if self.takes not in named:
            return {}, {}
        gone = [entry for entry in edition.people if entry["person_id"] == self.takes]
        return {"version": edition.version, "out": gone}, _replace_person(edition, self.takes, self.gives)

    def undo_edition(self, edition: Edition, change: Change) -> dict[str, Any]:
        """Return the columns of the version before the change.

        If another version was published since, the change is inverted instead.
        """
        if edition.version == change["version"] + 1:
            before = Edition.objects.get(article=edition.article_id, version=change["version"])
            return {name: getattr(before, name) for name in COLUMNS}
        if self.takes is None:
            return _replace_person(edition, self.gives, None)
        if self.gives is not None:
            return _replace_person(edition, self.gives, self.takes)
        return {} if self.takes in edition.person_ids else _add_people(edition, change["out"])

    def _add_mention(self, article: Article) -> Change:
        theirs = article.mentions.filter(person=self.gives)
        if theirs.exclude(status=Mention.Status.REJECTED).exists():
            return {}
        name = self._name()
        theirs.filter(name=name).delete()  # rejected earlier, now added by hand
        Mention.objects.create(
            article=article,
            person_id=self.gives,
            name=name,
            status=Mention.Status.CONFIRMED,
            rule="editor.bulk",
            position=article.mentions.count(),
        )
        return {"named": name}

    def _name(self) -> str:
        return str(Person.objects.filter(pk=self.gives or 0).values_list("name", flat=True).get())


COLUMNS = ("people", "placements", "person_ids", "body", "names")
"""Columns of an edition that name the people of the story."""


def _add_people(edition: Edition, entries: Sequence[Entry]) -> dict[str, Any]:
    people = [*edition.people, *entries]
    names = [(entry["name"], entry["person_id"]) for entry in entries]
    return {
        "people": people,
        "person_ids": _person_ids(people),
        "body": mark_people(edition.body, names),
        "names": " ".join([edition.names, *(name for name, _ in names)]),
    }


def _replace_person(edition: Edition, takes: int | None, gives: int | None) -> dict[str, Any]:
    """Return the columns with `gives` in place of `takes`.

    If `gives` is None, the name stays in the text without a link.
    """
    people: dict[int, Entry] = {}
    for entry in edition.people:
        person_id = gives if entry["person_id"] == takes else entry["person_id"]
        if person_id is not None:
            people.setdefault(person_id, {**entry, "person_id": person_id})
    placements = [
        {
            **p,
            "people": [{**e, "person_id": gives} if e["person_id"] == takes else e for e in p["people"]],
        }
        for p in edition.placements
    ]
    return {
        "people": list(people.values()),
        "person_ids": _person_ids(people.values()),
        "placements": placements,
        "body": renumber_person_marks(edition.body, lambda pk, _name: gives if pk == takes else pk),
    }


def _person_ids(people: Any) -> list[int]:
    return sorted({entry["person_id"] for entry in people})
