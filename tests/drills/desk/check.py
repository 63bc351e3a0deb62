"""Comparison of confirmed saves with the database, in plain SQL."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import dict_row

from tests.drills.desk.journal import ConfirmedDraft, ConfirmedSave, EditorJournal, contains_texts
from tests.drills.desk.reader import Sentences, find_sentences

REVISIONS = """
SELECT r.number, u.username AS editor, r."window", r.snapshot, r.sha256 FROM articles_revision r
LEFT JOIN auth_user u ON u.id = r.by_id WHERE r.article_id = %s ORDER BY r.number
"""
DRAFTS = """
SELECT d.window, u.username AS editor, d.form FROM articles_unsaveddraft d
JOIN auth_user u ON u.id = d.user_id WHERE d.article_id = %s
"""
STORY = "SELECT revision, version, headline, dek, notes, body FROM articles_article WHERE id = %s"
LOG = "SELECT count(*) AS entries, (SELECT n FROM feed_head) AS head FROM feed_log"
EDITIONS = (
    "SELECT version, live, headline, dek, body FROM articles_edition WHERE article_id = %s ORDER BY version"
)
PUBLICATIONS = """
SELECT version, count(*) AS times FROM feed_log
WHERE article_id = %s AND op = 'put' AND kind IN ('new', 'update', 'correction')
GROUP BY version
"""

type Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StoryState:
    """Everything that the desk has stored about the story."""

    story: Row
    revisions: Sequence[Row]
    drafts: Sequence[Row]
    log: Row
    editions: Sequence[Row]
    """Editions, the newest last."""
    publications: Mapping[int, int]
    """Version → rows in the publication log."""


def read_story_state(url: str, story: int) -> StoryState:
    with psycopg.connect(url, row_factory=dict_row) as connection:
        return StoryState(
            story=connection.execute(STORY, [story]).fetchall()[0],
            revisions=connection.execute(REVISIONS, [story]).fetchall(),
            drafts=connection.execute(DRAFTS, [story]).fetchall(),
            log=connection.execute(LOG).fetchall()[0],
            editions=connection.execute(EDITIONS, [story]).fetchall(),
            publications={
                row["version"]: row["times"] for row in connection.execute(PUBLICATIONS, [story]).fetchall()
            },
        )


def find_losses(held: StoryState, editors: Iterable[EditorJournal]) -> list[str]:
    """Return a sentence for each confirmed text that is missing."""
    found = []
    for journal in editors:
        found += journal.broken
        found += [lost for one in journal.saved if (lost := _find_lost_save(held, one))]
        found += [
            lost
            for revision in journal.published
            if (lost := _find_lost_publication(held, journal.editor, revision))
        ]
        found += [
            lost
            for window, one in journal.drafts.items()
            if (lost := _find_lost_draft(held, journal.editor, window, one))
        ]
    return found


def _find_lost_save(held: StoryState, save: ConfirmedSave) -> str:
    """Return a complaint unless the next revision has the texts, or the base revision.

    The latter happens when a response was lost and the same form was sent again. If the editor wrote on before that,
    only revisions of the same window stand in between.
    """
    mine = [row for row in held.revisions if row["editor"] == save.editor]
    numbers = [row["number"] for row in mine if contains_texts(row["snapshot"], save.texts)]
    if not numbers:
        return f"{save.editor}: confirmed as saved, in no revision: {save.texts}"
    own = {save.based_on, *(row["number"] for row in mine if row["window"] == save.window)}
    later = [number for number in numbers if number >= save.based_on]
    if not save.texts or any(own.issuperset(range(save.based_on, number)) for number in later):
        return ""
    return (
        f"{save.editor}: saved from revision {save.based_on} as {numbers[0]}, overwriting what was "
        f"between: {save.texts}"
    )


def _find_lost_publication(held: StoryState, editor: str, revision: int) -> str:
    """Return a complaint unless an edition has the revision's texts."""
    public = {
        name: text
        for row in held.revisions
        if row["number"] == revision
        for name, text in row["snapshot"].items()
        if name in {"headline", "dek", "body"}
    }
    if public and any(contains_texts(edition, public) for edition in held.editions):
        return ""
    return f"{editor}: revision {revision} confirmed as published, in no edition"


def find_repeats(held: StoryState, at_mirror: Sequence[str]) -> list[str]:
    """Return versions that the log has twice and changes that the partner got twice."""
    found = [f"version {v} is {n} times in the log" for v, n in held.publications.items() if n > 1]
    return found + [f"the mirror got {change} again" for change in at_mirror]


def find_partial_publications(
    held: StoryState, seen: Iterable[Sentences], page: Sentences | None, at_mirror: Sentences
) -> list[str]:
    """Return mixed pages, versions missing in the log and outdated outlets."""
    whole = {_edition_sentences(edition) for edition in held.editions}
    newest = _edition_sentences(held.editions[-1])
    found = [f"a page with {sorted(shown)} was no edition" for shown in seen if shown not in whole]
    found += [
        f"version {e['version']} is not in the log"
        for e in held.editions
        if e["version"] not in held.publications
    ]
    if page != newest:
        found.append(f"the public page shows {sorted(page or ())}, the newest edition is {sorted(newest)}")
    if at_mirror != newest:
        found.append(f"the mirror contains_texts {sorted(at_mirror)}, the newest edition is {sorted(newest)}")
    return found


def _edition_sentences(edition: Row) -> Sentences:
    return find_sentences(" ".join(edition[name] for name in ("headline", "dek", "body")))


def _find_lost_draft(held: StoryState, editor: str, window: str, draft: ConfirmedDraft) -> str:
    """Return a complaint unless the draft, or a later one of its window, is stored."""
    drafts = [dict(row["form"]) for row in held.drafts if (row["editor"], row["window"]) == (editor, window)]
    revisions = [row["snapshot"] for row in held.revisions if row["editor"] == editor]
    if any(
        contains_texts(place, texts)
        for texts in (draft.texts, *draft.since)
        for place in (*drafts, *revisions)
    ):
        return ""
    return f"{editor}: confirmed as a draft, in no draft and no revision: {draft.texts}"


def find_inconsistencies(held: StoryState) -> list[str]:
    """Return inconsistencies of the stored story, apart from lost texts."""
    numbers = [row["number"] for row in held.revisions]
    newest = held.revisions[-1]["snapshot"]
    problems = {
        "revisions are not numbered one by one": numbers != list(range(1, len(numbers) + 1)),
        "the story is not at its newest revision": held.story["revision"] != numbers[-1],
        "the working copy is not what the newest revision says": any(
            held.story[name] != newest[name] for name in ("headline", "dek", "notes", "body")
        ),
        "a version has no edition": [held.story["version"]]
        != [edition["version"] for edition in held.editions[-1:]],
        "the publication log has a gap": held.log["entries"] != held.log["head"],
    }
    return [what for what, wrong in problems.items() if wrong]
