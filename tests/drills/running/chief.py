"""The agency's entries, and the corrections and kills of the chief.

`python -m tests.drills.running.chief STORY` runs in the desk's own process, reads a command a line and answers with JSON.
"""

import sys
from collections.abc import Callable
from typing import Any

import django
import orjson


def write(story: int, mark: str) -> dict[str, Any]:
    """Publish an entry with the agency's tag, made of a draft."""
    from django.utils import timezone  # after the settings

    from articles.actions.stories.publish import publish
    from articles.actions.stories.running_story import EntryDraft, write_entry

    draft = EntryDraft(body=f"<p>{mark} von der Agentur.</p>", headline=f"Lage {mark}", tag_raw="(afp)")
    entry = write_entry(story, draft, by=None, at=timezone.now())
    publish(entry.pk, by=None, at=timezone.now())
    return {"entry": entry.pk}


def correct(_story: int, number: str) -> dict[str, Any]:
    """Correct an entry; the old words carry an X that must not be seen again."""
    from django.utils import timezone

    from articles.actions.stories import publish
    from articles.actions.stories.drafts import StoryChange
    from articles.models import Article

    body = Article.objects.get(pk=int(number)).body
    publish.correct(
        int(number), StoryChange(fields={"body": body.replace("</p>", " Berichtigt.</p>", 1)}), by=None,
        at=timezone.now(), desk_note="Die Angabe zum Pegel war falsch.", public_note="Der Pegel war zu hoch angegeben.",
    )  # fmt: skip
    return {}


def kill(_story: int, number: str) -> dict[str, Any]:
    from django.utils import timezone

    from articles.actions.stories import withdraw

    withdraw.kill(int(number), reason="wrong", by=None, at=timezone.now())
    return {}


COMMANDS: dict[str, Callable[[int, str], dict[str, Any]]] = {"write": write, "correct": correct, "kill": kill}


def prepare(story: int) -> dict[str, Any]:
    """Let the story run and publish an ordinary one beside it."""
    from django.utils import timezone

    from articles.actions.desk.agencies import agency_for
    from articles.actions.desk.reference_data import GrantDraft, set_contract
    from articles.actions.stories.drafts import StoryChange
    from articles.actions.stories.publish import publish
    from articles.actions.stories.running_story import begin_running_story
    from articles.actions.stories.save import create_story
    from articles.models import Article
    from articles.url_paths import story_path

    at, running = timezone.now(), Article.objects.select_related("section").get(pk=story)
    contract = [GrantDraft(channel="site"), GrantDraft(channel="partner")]
    set_contract(agency_for("afp").pk, contract, by=None, at=at)
    begin_running_story(story, by=None, at=at)
    body = "".join(f"<p>Satz {n} über die Werft von Nordhaven und ihre Kräne.</p>" for n in range(30))
    fields = {"headline": "Die Werft von Nordhaven", "body": body, "section_id": running.section_id}
    other = publish(create_story(StoryChange(fields=fields), by=None, at=at).pk, by=None, at=at)
    assert running.section is not None
    return {"ordinary": story_path(running.section.slug, other.slug, other.pk)}


def main(story: int) -> None:
    """Obey until the input ends; an action that fails answers with its error."""
    from django.db import close_old_connections

    print(orjson.dumps(prepare(story)).decode(), flush=True)  # the drill reads it
    for line in sys.stdin:
        command, _space, argument = line.strip().partition(" ")
        try:
            answer = COMMANDS[command](story, argument)
        except Exception as trouble:  # noqa: BLE001  # the database is killed meanwhile; the drill repeats it
            answer = {"error": repr(trouble)[:300]}
            close_old_connections()
        print(orjson.dumps(answer).decode(), flush=True)


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
