"""Steps of the demo in order of time, each made by the action of the desk.

A step looks at the story first and does nothing if it was done before or if somebody changed the story's state. An
interrupted run is therefore completed by the next one, and a complete demo is left alone.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User

from articles.actions.intake.effects.create_story import create_from_item, proposed_change
from articles.actions.intake.effects.item_copy import parse_item
from articles.actions.intake.receive.ingest import receive_copy
from articles.actions.publish_checks import OVERRIDABLE
from articles.actions.stories import publish as publishing
from articles.actions.stories import save, translations
from articles.actions.stories import schedule as scheduling
from articles.actions.stories.drafts import PersonInPicture, PlacementDraft, StoryChange
from articles.actions.stories.withdraw import kill, withhold
from articles.demo.loader import Calendar, Story
from articles.demo.relative_dates import parse_duration
from articles.models import Article, AuditEntry, LogEntry, Photo, Revision, WireItem
from articles.models.audit import AuditVerb
from articles.models.publication import Operation
from articles.models.story_text import Genre
from articles.parsing.captions.parse import Caption
from articles.parsing.story.parse import Copy
from articles.text.figures import write_figure
from articles.workflow import State

MARK = ":demo-"
WRITING_TIME = timedelta(minutes=35)
LINKING_TIME = timedelta(minutes=9)
DUTY_EDITOR = "red"
CHIEF = "cs"
EDITED_FIELDS = ("kicker", "headline", "dek", "byline")
WITHDRAWN = frozenset({"withheld", "killed"})
OVERRIDE_WARNINGS = dict.fromkeys(OVERRIDABLE, "gesehen, bleibt so")
"""Overrides of all warnings, with the reason given."""


@dataclass(frozen=True)
class Desk:
    """Objects that the steps use, looked up once a run."""

    calendar: Calendar
    photos: dict[str, Photo]
    staff: dict[str, User]
    sections: dict[str, int]
    topics: dict[str, int]
    articles: dict[str, int]
    """Ids of the demo's existing stories by key."""

    def article(self, story: Story) -> Article | None:
        article_id = self.articles.get(story.key)
        return None if article_id is None else Article.objects.get(pk=article_id)

    def author(self, story: Story) -> User:
        return self.staff[story.header["by"]]

    def publisher(self, story: Story) -> User:
        """Return the author if allowed to publish, else the editor on duty."""
        author = self.author(story)
        return author if author.has_perm("articles.publish_article") else self.staff[DUTY_EDITOR]


def article_ids() -> dict[str, int]:
    """Return the ids of the demo's existing stories by key."""
    ours = Article.objects.filter(guid__contains=MARK).values_list("guid", "pk")
    return {guid.partition(MARK)[2]: pk for guid, pk in ours}


@dataclass(frozen=True)
class Step:
    at: datetime
    story: Story
    run: Callable[[Desk, Story, datetime], bool]
    """Function that makes the step and returns True if there was anything to do."""


def build_timeline(calendar: Calendar) -> list[Step]:
    """Return every step of the two months, the earliest first."""
    return sorted(
        (step for story in calendar.stories.values() for step in _steps_of(story, calendar)),
        key=lambda s: s.at,
    )


def _steps_of(story: Story, calendar: Calendar) -> Iterator[Step]:
    published_at = calendar.publication_time(story)
    is_public = story.target in {"published", "corrected", "withheld", "killed"}
    yield Step(published_at - WRITING_TIME if is_public else published_at, story, write_story)
    if is_public:
        yield Step(published_at, story, publish)
    if "translation" in story.header:
        yield Step(published_at + LINKING_TIME, story, link_translation)
    if story.target == "corrected":
        yield Step(published_at + parse_duration(story.header["correct.after"]), story, correct)
    if story.target in WITHDRAWN:
        yield Step(published_at + parse_duration(story.header["withdraw.after"]), story, withdraw)
    if step := {
        "in_review": submit,
        "ready": approve,
        "scheduled": schedule,
        "embargoed": approve_embargoed,
    }.get(story.target):
        yield Step(published_at + timedelta(minutes=12), story, step)


def write_story(desk: Desk, story: Story, at: datetime) -> bool:
    """Receive the raw copy, parse it, create the story with the editor's additions."""
    if story.key in desk.articles:
        return False
    by = desk.author(story)
    raw = desk.calendar.fill_copy(story).encode()
    item = _find_unfinished(raw) or receive_copy(raw, by=by, at=at)
    copy = parse_item(item.pk)
    guid = f"urn:newsml:demo.example:{at:%Y%m%d}{MARK}{story.key}"
    article = create_from_item(item.pk, _change(desk, story, copy), by=by, at=at, guid=guid)
    desk.articles[story.key] = article.pk
    return True


def _find_unfinished(raw: bytes) -> WireItem | None:
    """Return the same copy received by a run that was interrupted before the story."""
    return WireItem.objects.filter(sha256=hashlib.sha256(raw).hexdigest(), article=None).first()


def _change(desk: Desk, story: Story, copy: Copy) -> StoryChange:
    proposed = proposed_change(copy)
    set_by_editor = {
        name: story.header[f"set-{name}"] for name in EDITED_FIELDS if f"set-{name}" in story.header
    }
    fields: dict[str, Any] = {
        **proposed.fields,
        **set_by_editor,
        "body": _place_in_text(desk, story, proposed.fields["body"]),
        "language": story.language,
        "section_id": desk.sections.get(story.header.get("section", "")),
        "urgency": int(story.header.get("urgency", "4")),
        "genre": story.header.get("genre", Genre.REPORT.value),
    }
    return replace(
        proposed,
        fields=fields,
        topic_ids=tuple(desk.topics[name] for name in story.list_header("topics")),
        placements=tuple(
            _placements(desk, story, copy, {m.name: m.person_id for m in proposed.mentions or ()})
        ),
    )


def _place_in_text(desk: Desk, story: Story, body: str) -> str:
    """Return the body with the pictures of `in-text`.

    That line of the header begins with the number of the paragraph before them.
    """
    number, *keys = story.header.get("in-text", "0").split()
    if not keys:
        return body
    blocks = body.split("\n")
    blocks.insert(int(number), write_figure([desk.photos[key].pk for key in keys]))
    return "\n".join(blocks)


def _placements(
    desk: Desk, story: Story, copy: Copy, known: dict[str, int | None]
) -> Iterator[PlacementDraft]:
    """Yield placements of library photos with the captions in the copy."""
    for index, key in enumerate(story.list_header("picture")):
        photo = desk.photos[key]
        caption = copy.captions[index].caption
        yield PlacementDraft(
            photo_id=photo.pk,
            role="inline" if index else "lead",
            caption=caption.text or photo.caption,
            alt_text=photo.alt_text,
            people=_people_of(caption, known),
        )


def _people_of(caption: Caption, known: dict[str, int | None]) -> tuple[PersonInPicture, ...]:
    return tuple(
        PersonInPicture(
            name=person.name,
            office=person.role or "",
            picture_position="" if person.position is None else str(person.position),
            person_id=known.get(person.name),
        )
        for person in caption.people
    )


def publish(desk: Desk, story: Story, at: datetime) -> bool:
    article = desk.article(story)
    if article is None or article.version or not _is_untouched(article):
        return False
    publishing.publish(article.pk, by=desk.publisher(story), at=at, overrides=OVERRIDE_WARNINGS)
    return True


def link_translation(desk: Desk, story: Story, at: datetime) -> bool:
    """Link the story with the one in another language that its header names."""
    own, other = desk.articles.get(story.key), desk.articles.get(story.header["translation"])
    done = AuditEntry.objects.filter(verb=AuditVerb.LINK_TRANSLATION, model="article", object_id=own or 0)
    if own is None or other is None or done.exists():
        return False
    translations.link_translation(own, other, by=desk.publisher(story), at=at)
    return True


def correct(desk: Desk, story: Story, at: datetime) -> bool:
    article = desk.article(story)
    if article is None or article.state != State.PUBLISHED or article.version != 1:
        return False
    body = article.body.replace(story.header["correct.find"], story.header["correct.replace"])
    publishing.correct(
        article.pk,
        StoryChange(fields={"body": body}),
        desk_note=story.header["correct.desk"],
        public_note=story.header["correct.public"],
        by=desk.publisher(story),
        at=at,
        overrides=OVERRIDE_WARNINGS,
    )
    return True


def withdraw(desk: Desk, story: Story, at: datetime) -> bool:
    article = desk.article(story)
    if article is None or LogEntry.objects.filter(article=article).exclude(op=Operation.PUT).exists():
        return False
    action = kill if story.target == "killed" else withhold
    action(
        article.pk,
        reason=story.header["withdraw.reason"],
        note=story.header["withdraw.note"],
        notice=story.header["withdraw.notice"],
        by=desk.staff[CHIEF],
        at=at,
    )
    return True


def submit(desk: Desk, story: Story, at: datetime) -> bool:
    return _move_story(desk, story, lambda pk: save.submit(pk, by=desk.author(story), at=at))


def approve(desk: Desk, story: Story, at: datetime) -> bool:
    return _move_story(desk, story, lambda pk: save.approve(pk, by=desk.staff[DUTY_EDITOR], at=at))


def schedule(desk: Desk, story: Story, at: datetime) -> bool:
    """Schedule the story for the time in its header, not before its embargo."""
    publish_at = desk.calendar.header_time(story, "publish")
    embargo = desk.calendar.header_time(story, "embargo")
    if publish_at is None or publish_at <= at:
        return False
    return _move_story(
        desk,
        story,
        lambda pk: scheduling.schedule(
            pk,
            publish_at=publish_at,
            embargo_until=embargo,
            by=desk.publisher(story),
            at=at,
            overrides=OVERRIDE_WARNINGS,
        ),
    )


def approve_embargoed(desk: Desk, story: Story, at: datetime) -> bool:
    """Approve a story under embargo, or schedule it if its header has a time."""
    return (schedule if "publish" in story.header else approve)(desk, story, at)


def _move_story(desk: Desk, story: Story, action: Callable[[int], Article]) -> bool:
    article = desk.article(story)
    if article is None or not _is_untouched(article):
        return False
    action(article.pk)
    return True


def _is_untouched(article: Article) -> bool:
    """Return True for a draft that nobody has moved since it was written."""
    return (
        article.state == State.DRAFT
        and not Revision.objects.filter(article=article, kind=Revision.Kind.MOVED).exists()
    )


def count_stories() -> tuple[int, int]:
    """Return the numbers of other stories and of the demo's stories."""
    ours = Article.objects.filter(guid__contains=MARK)
    return Article.objects.exclude(guid__contains=MARK).count(), ours.count()
