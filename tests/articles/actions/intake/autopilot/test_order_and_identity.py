"""The table of order and identity in chapter 12 of the handbook: each of its cells is a test.

A cell tells the state of the story, the version that it shows, its number of pictures if it has any, and what is asked
of the desk; what the autopilot left with a reason is `left`.
"""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from articles.actions.intake.effects.wire_rules import save_rule
from articles.actions.intake.receive.ingest import ingest_file
from articles.actions.photos.save import add_photo, save_photo
from articles.actions.stories.publish import publish
from articles.admin.alarms import agency_kills
from articles.models import AgencyChange, Article, Edition, FollowedStory, Photo, WireRule, WireSource
from tests.articles.actions.intake.autopilot.conftest import add_source, after
from tests.articles.actions.intake.autopilot.entries import build_entry, build_picture
from tests.articles.photos.invented import scene
from tests.factories import NOON, make_section, make_story
from tests.paths import ROOT

pytestmark = pytest.mark.django_db(transaction=True)

COLUMNS = ("draft", "published by a person", "followed")
TABLE = """
A newer version               | draft 1, update asked          | published 1, update asked      | published 2
A version that comes late     | draft 2                        | published 2                    | published 2
The same version twice        | draft 1                        | published 1                    | published 1
Versions out of order         | draft 1, update asked          | published 1, update asked      | published 3
A kill                        | draft 1, kill asked            | published 1, kill asked        | withheld 1, kill asked
A version that is withheld    | draft 1, update asked          | published 1, update asked      | withheld 1, update left
A kill before its original    | none                           | published 1, kill asked        | none
A kill that is lifted         | draft 1, lift asked            | published 1, lift asked        | withheld 1, lift left
Another agency, same number   | draft 1, kill asked            | published 1, kill asked        | published 1, kill asked
A text and its picture        | draft 1, 1 picture             | published 1, 1 picture         | published 1, 1 picture
A killed text with a picture  | draft 1, 1 picture, kill asked | published 1, 1 picture, kill asked | withheld 1, 1 picture, kill asked
A killed picture              | draft 1, 1 picture, kill asked | published 1, 1 picture, kill asked | published 1, kill asked
A picture that looks like it  | draft 1, 1 picture, kill asked | published 1, 1 picture, kill asked | published 1, 1 picture, kill asked
A digest                      | draft 1                        | published 1                    | published 1
"""
CELLS = [
    (name.strip(), column, cell.strip())
    for name, *cells in (line.split("|") for line in TABLE.strip().splitlines())
    for column, cell in zip(COLUMNS, cells, strict=True)
]

type Send = Callable[..., None]


@pytest.fixture(autouse=True)
def store_files_apart(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def send() -> Send:
    source = add_source()
    minutes = iter(range(1, 100))

    def send(number: int = 1, version: int = 1, *, by: WireSource | None = None, **facts: object) -> None:
        raw = build_entry(number, version, **facts)
        ingest_file(raw, source=by or source, at=after(next(minutes)))

    return send


@pytest.fixture
def column(request: pytest.FixtureRequest, send: Send) -> str:
    """Let a rule make drafts, or publish; a person's story ends following."""
    name: str = request.param
    facts = {
        "name": "Hafen", "source_id": WireSource.objects.get().pk, "kinds": ["text"], "auto_draft": True,
        "auto_publish": name == "followed", "section_id": make_section().pk,
    }  # fmt: skip
    save_rule(facts, topic_ids=[], by=None, at=NOON)
    return name


def begin(send: Send, column: str, version: int = 1, **facts: object) -> None:
    """Send the first version, and publish it if a person does so."""
    send(1, version, **facts)
    if column == "published by a person":
        publish(Article.objects.get().pk, by=None, at=after(50))
    WireRule.objects.update(active=False)  # a second story would be another one


def send_newer(send: Send, column: str) -> None:
    begin(send, column)
    send(1, 2)


def send_late(send: Send, column: str) -> None:
    begin(send, column, 2)
    send(1, 1)


def send_twice(send: Send, column: str) -> None:
    begin(send, column)
    send(1, 1)
    send(1, 1, entry_id="another")


def send_out_of_order(send: Send, column: str) -> None:
    begin(send, column)
    send(1, 3)
    send(1, 2)


def send_kill(send: Send, column: str) -> None:
    begin(send, column)
    send(1, 2, pubstatus="canceled")


def send_withheld(send: Send, column: str) -> None:
    begin(send, column)
    send(1, 2, pubstatus="withheld")


def send_kill_first(send: Send, column: str) -> None:
    if column == "published by a person":
        number = "urn:newsml:agentur.example:20260302:text-1"
        story = make_story("Kran", body="<p>Er ist 41 Meter hoch.</p>", tag="(xyz)", agency_item_id=number)
        publish(story.pk, by=None, at=NOON)
        WireRule.objects.update(active=False)
    send(1, 2, pubstatus="canceled")
    send(1, 1)


def send_lift(send: Send, column: str) -> None:
    send_kill(send, column)
    send(1, 3)


def send_for_another(send: Send, column: str) -> None:
    begin(send, column)
    send(1, 2, pubstatus="canceled", by=add_source("abc", withholds_killed=True))


def send_text_and_picture(send: Send, column: str) -> None:
    send(5, pictures=[build_picture(1)], type=None, article_html=None)
    begin(send, column, pictures=[build_picture(1)])
    assert Photo.objects.count() == 1


def send_killed_text(send: Send, column: str) -> None:
    begin(send, column, pictures=[build_picture(1)])
    send(1, 2, pictures=[build_picture(1)], pubstatus="canceled")
    assert not Photo.objects.get().blocked


def send_killed_picture(send: Send, column: str) -> None:
    begin(send, column, pictures=[build_picture(1)])
    kill_picture(send, 1)
    assert Photo.objects.get().blocked == (column == "followed")


def send_picture_that_looks_like_it(send: Send, column: str) -> None:
    """Kill a picture of the library; the story shows the same one, saved again by hand."""
    begin(send, column, pictures=[build_picture(1)])
    save_photo(Photo.objects.get().pk, {"alt_text": "Kran"}, by=None, at=after(60), data=draw(quality=70))
    number = build_picture(2)["urn"]
    add_photo({"agency_item_id": number}, by=None, at=after(60), data=draw(quality=92), name="kran.jpg")
    kill_picture(send, 2)
    assert AgencyChange.objects.get(article__isnull=False).found == "looks"
    assert not Photo.objects.get(placements__isnull=False).blocked
    assert "sieht aus wie" in "".join(alarm.text for alarm in agency_kills(after(70)))


def send_digest(send: Send, column: str) -> None:
    begin(send, column)
    words = "Nordhaven (xyz) - Überblick: Der Kran 1 im Hafen steht wieder. Der Rat tagt."
    send(2, 1, headline="Zusammenfassung: Kran 1 steht wieder", text=words, genre_names=["Zusammenfassung"])


def kill_picture(send: Send, number: int) -> None:
    picture = build_picture(number, version=2)
    send(9, 2, pictures=[picture], type=None, article_html=None, pubstatus="canceled")


def draw(quality: int) -> bytes:
    file = io.BytesIO()
    picture: Image.Image = scene(4)
    picture.save(file, "JPEG", quality=quality)
    return file.getvalue()


ROWS = dict(
    zip(
        dict.fromkeys(name for name, _column, _cell in CELLS),
        (
            send_newer, send_late, send_twice, send_out_of_order, send_kill, send_withheld, send_kill_first, send_lift,
            send_for_another, send_text_and_picture, send_killed_text, send_killed_picture,
            send_picture_that_looks_like_it, send_digest,
        ),
        strict=True,
    )
)  # fmt: skip


@pytest.mark.parametrize(("name", "column", "cell"), CELLS, indirect=["column"])
def test_a_cell_of_the_table(name: str, column: str, cell: str, send: Send) -> None:
    ROWS[name](send, column)

    assert describe_story() == cell
    followed = FollowedStory.objects.filter(ended_at=None).exists()
    assert followed == (column == "followed" and cell != "none")


def describe_story() -> str:
    story = Article.objects.order_by("pk").first()
    return ", ".join(_list_facts(story)) if story is not None else "none"


def _list_facts(story: Article) -> Iterator[str]:
    edition = Edition.objects.live_of(story.pk).first()
    found = re.search(r"Er ist (\d+) Meter", edition.plain if edition is not None else story.body)
    yield f"{story.state} {int(found[1]) - 40 if found else '?'}"
    pictures = len(edition.placements) if edition is not None else story.placements.count()
    if pictures:
        yield f"{pictures} picture"
    for change in story.agency_changes.filter(settled_at=None).order_by("pk"):
        yield f"{change.kind} {'left' if change.reason else 'asked'}"


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_handbook_has_the_same_table(language: str) -> None:
    text = (ROOT / f"newsroom/handbook/{language}/12-wires.md").read_text()
    section = re.search(r"\n## (?:Order and identity|Reihenfolge und Identität)\n(.*?)\n## ", text, re.DOTALL)
    assert section is not None
    rows = [line.split("|")[1:-1] for line in section[1].splitlines() if line.startswith("|")][2:]

    assert [len(row) for row in rows] == [4] * len(ROWS)
    if language == "en":
        assert [row[0].strip() for row in rows] == list(ROWS)
