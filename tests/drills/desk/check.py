"""What the database holds of the promises, asked in plain SQL beside the code that is being tried."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import dict_row

from tests.drills.desk.journal import Kept, Promises, Saved, holds
from tests.drills.desk.reader import Sentences, sentences

REVISIONS = """
SELECT r.number, u.username AS editor, r.snapshot, r.sha256 FROM articles_revision r
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
class Held:
    """All the desk has of the story."""

    story: Row
    revisions: Sequence[Row]
    drafts: Sequence[Row]
    log: Row
    editions: Sequence[Row]
    """The newest last."""
    publications: Mapping[int, int]
    """How often the log tells each version."""


def held(url: str, story: int) -> Held:
    with psycopg.connect(url, row_factory=dict_row) as connection:
        return Held(
            story=connection.execute(STORY, [story]).fetchall()[0],
            revisions=connection.execute(REVISIONS, [story]).fetchall(),
            drafts=connection.execute(DRAFTS, [story]).fetchall(),
            log=connection.execute(LOG).fetchall()[0],
            editions=connection.execute(EDITIONS, [story]).fetchall(),
            publications={
                row["version"]: row["times"] for row in connection.execute(PUBLICATIONS, [story]).fetchall()
            },
        )


def losses(held: Held, editors: Iterable[Promises]) -> list[str]:
    """One sentence for each promise that is not kept; none when all is there."""
    found = []
    for told in editors:
        found += told.broken
        found += [lost for one in told.saved if (lost := _saved(held, one))]
        found += [lost for revision in told.published if (lost := _published(held, told.editor, revision))]
        found += [
            lost for window, one in told.kept.items() if (lost := _kept(held, told.editor, window, one))
        ]
    return found


def _saved(held: Held, told: Saved) -> str:
    """In the next revision, or already in the one it began from: an answer was lost, and the same was sent again."""
    mine = [row for row in held.revisions if row["editor"] == told.editor]
    numbers = [row["number"] for row in mine if holds(row["snapshot"], told.texts)]
    if not numbers:
        return f"{told.editor}: told saved, in no revision: {told.texts}"
    if not told.texts or {told.based_on, told.based_on + 1} & {*numbers}:
        return ""
    return (
        f"{told.editor}: saved from revision {told.based_on} as {numbers[0]}, over what stood "
        f"between: {told.texts}"
    )


def _published(held: Held, editor: str, revision: int) -> str:
    """In an edition with the words of that revision."""
    public = {
        name: text
        for row in held.revisions
        if row["number"] == revision
        for name, text in row["snapshot"].items()
        if name in {"headline", "dek", "body"}
    }
    if public and any(holds(edition, public) for edition in held.editions):
        return ""
    return f"{editor}: told that revision {revision} is published, in no edition"


def repeated(held: Held, at_mirror: Sequence[str]) -> list[str]:
    """A version that the log tells twice, and a change that the partner got twice."""
    found = [f"version {v} stands {n} times in the log" for v, n in held.publications.items() if n > 1]
    return found + [f"the mirror got {change} again" for change in at_mirror]


def half_published(
    held: Held, seen: Iterable[Sentences], page: Sentences | None, at_mirror: Sentences
) -> list[str]:
    """Pages that were parts of two editions, versions that are not everywhere, and outlets that are behind."""
    whole = {_shown(edition) for edition in held.editions}
    newest = _shown(held.editions[-1])
    found = [f"a page with {sorted(shown)} was no edition" for shown in seen if shown not in whole]
    found += [
        f"version {e['version']} is not in the log"
        for e in held.editions
        if e["version"] not in held.publications
    ]
    if page != newest:
        found.append(f"the public page shows {sorted(page or ())}, the newest edition is {sorted(newest)}")
    if at_mirror != newest:
        found.append(f"the mirror holds {sorted(at_mirror)}, the newest edition is {sorted(newest)}")
    return found


def _shown(edition: Row) -> Sentences:
    return sentences(" ".join(edition[name] for name in ("headline", "dek", "body")))


def _kept(held: Held, editor: str, window: str, told: Kept) -> str:
    """In the draft of that window, or in a revision; or what the same window sent later is."""
    drafts = [dict(row["form"]) for row in held.drafts if (row["editor"], row["window"]) == (editor, window)]
    revisions = [row["snapshot"] for row in held.revisions if row["editor"] == editor]
    if any(holds(place, texts) for texts in (told.texts, *told.since) for place in (*drafts, *revisions)):
        return ""
    return f"{editor}: told kept, in no draft and no revision: {told.texts}"


def disorders(held: Held) -> list[str]:
    """What would be wrong with the story's memory even if every text were there."""
    numbers = [row["number"] for row in held.revisions]
    newest = held.revisions[-1]["snapshot"]
    told = {
        "revisions are not numbered one by one": numbers != list(range(1, len(numbers) + 1)),
        "the story is not at its newest revision": held.story["revision"] != numbers[-1],
        "the working copy is not what the newest revision says": any(
            held.story[name] != newest[name] for name in ("headline", "dek", "notes", "body")
        ),
        "a version has no edition": [held.story["version"]]
        != [edition["version"] for edition in held.editions[-1:]],
        "the publication log has a gap": held.log["entries"] != held.log["head"],
    }
    return [what for what, wrong in told.items() if wrong]
