"""Stories that are translations of each other: link, unlink, and draft one."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, lock_stories, require_permission
from articles.actions.publication.log import append_all
from articles.actions.stories.drafts import PLACED, MentionDraft, PersonInPicture, PlacementDraft, StoryChange
from articles.actions.stories.save import create_story
from articles.actions.stories.schedule import set_embargo
from articles.models import Article, Edition, Mention, Placement, StoryTranslation
from articles.models.audit import AuditVerb
from articles.models.publication import Kind, Operation
from articles.selectors.translations import find_groups
from articles.workflow import State
from newsroom.language_tags import name_language, primary_tag

COPIED = (
    "kicker", "headline", "dek", "dateline", "byline", "body", "urgency", "genre", "section_id", "notes", "tag_raw",
    "agency_item_id", "own_rewriting",
)  # fmt: skip
"""Fields with which a translation begins; the text keeps its structure and links."""


@transaction.atomic(durable=True)
def link_translation(article_id: int, other_id: int, *, by: Actor, at: datetime) -> None:
    """Make two stories, and the translations of each, translations of each other.

    Readers of each see the others at once, as far as they are public.
    """
    _link(article_id, other_id, by=by, at=at)


@transaction.atomic(durable=True)
def unlink_translation(article_id: int, *, by: Actor, at: datetime) -> list[int]:
    """Take the story out of its group; return the ids of the other stories."""
    stories, _groups = _lock_groups({article_id})
    _require_permission(stories, {article_id}, by)
    others = [story.pk for story in stories if story.pk != article_id]
    if not others:
        raise ActionRefused(_("The story has no translation."))
    left_alone = others if len(others) == 1 else []
    StoryTranslation.objects.filter(article__in=[article_id, *left_alone]).delete()
    story = next(story for story in stories if story.pk == article_id)
    audit(AuditVerb.UNLINK_TRANSLATION, story, by=by, at=at, others=others)
    _log_new_links(stories, {article_id}, by=by, at=at)
    return others


@transaction.atomic
def make_translation(article_id: int, language: str, *, by: Actor, at: datetime) -> Article:
    """Create a draft in the language from the story's working copy, and link it.

    Texts, photos and people are copied, to be overwritten one by one. An embargo is copied too.
    """
    require_permission(by, "add_article")
    stories, _groups = _lock_groups({article_id})
    story = next(story for story in stories if story.pk == article_id)
    if story.state in {State.WITHHELD, State.KILLED}:
        raise ActionRefused(_("A withdrawn story cannot be translated."))
    _check_language(stories, language)
    change = StoryChange(
        fields={**{name: getattr(story, name) for name in COPIED}, "language": language},
        topic_ids=tuple(story.topics.values_list("pk", flat=True)),
        placements=tuple(map(_copy_placement, story.placements.prefetch_related("people"))),
        mentions=tuple(map(_copy_mention, story.mentions.all())),
    )
    note = _("translation of #%(number)s") % {"number": article_id}
    draft = create_story(change, by=by, at=at, note=note)
    if story.embargo_until is not None and story.embargo_until > at:
        set_embargo(draft.pk, story.embargo_until, by=by, at=at, source=story.embargo_source)
    _link(article_id, draft.pk, by=by, at=at)
    return draft


def _link(article_id: int, other_id: int, *, by: Actor, at: datetime) -> None:
    stories, groups = _lock_groups({article_id, other_id})
    linked = {pk for pk, number in groups.items() if number == groups.get(article_id)} | {article_id}
    _require_permission(stories, linked, by)
    _check_pair(stories, article_id, other_id, groups)
    number = groups.get(article_id) or groups.get(other_id) or article_id
    StoryTranslation.objects.bulk_create(
        [StoryTranslation(article=story, group_number=number) for story in stories],
        update_conflicts=True, unique_fields=["article"], update_fields=["group_number"],
    )  # fmt: skip
    by_id = {story.pk: story for story in stories}
    audit(AuditVerb.LINK_TRANSLATION, by_id[article_id], by=by, at=at, other=other_id)
    audit(AuditVerb.LINK_TRANSLATION, by_id[other_id], by=by, at=at, other=article_id)
    _log_new_links(stories, linked, by=by, at=at)


def _copy_placement(placement: Placement) -> PlacementDraft:
    people = tuple(
        PersonInPicture(
            name=p.name, office=p.office, picture_position=p.picture_position, person_id=p.person_id
        )
        for p in placement.people.all()
    )
    return PlacementDraft(**{name: getattr(placement, name) for name in PLACED}, people=people)


def _copy_mention(mention: Mention) -> MentionDraft:
    """Return the mention without its places in the text, which a translation moves."""
    names = ("name", "person_id", "in_caption", "count", "status", "rule")
    return MentionDraft(**{name: getattr(mention, name) for name in names}, offices=tuple(mention.offices))


def _lock_groups(article_ids: set[int]) -> tuple[list[Article], dict[int, int]]:
    """Lock the stories and all of their groups; return them and their groups' numbers."""
    groups = _read_groups(article_ids)
    stories = lock_stories(article_ids | groups.keys())
    if _read_groups(article_ids) != groups:
        raise ActionRefused(
            _("Somebody else has changed the links of the story in the meantime. Please try again.")
        )
    return stories, groups


def _read_groups(article_ids: set[int]) -> dict[int, int]:
    """Return the number of the group by story, for all stories of these groups."""
    members = StoryTranslation.objects.filter(group_number__in=find_groups(article_ids).values())
    return dict(members.values_list("article_id", "group_number"))


def _require_permission(stories: Sequence[Article], side: set[int], by: Actor) -> None:
    """Refuse who may not publish if readers see the change.

    They do if stories of the side `side` and others are public.
    """
    public = {story.pk for story in stories if story.state == State.PUBLISHED}
    is_visible = bool(public & side and public - side)
    require_permission(by, "publish_article" if is_visible else "change_article")


def _check_pair(
    stories: Sequence[Article], article_id: int, other_id: int, groups: Mapping[int, int]
) -> None:
    if article_id == other_id or len(stories) < 2:
        raise ActionRefused(_("Choose another story."), "other")
    if groups.get(article_id) is not None and groups.get(article_id) == groups.get(other_id):
        raise ActionRefused(_("The stories are linked already."), "other")
    languages = [primary_tag(story.language) for story in stories]
    twice = next((tag for tag in languages if languages.count(tag) > 1), "")
    if twice:
        message = _("There would be two stories in %(language)s.") % {"language": name_language(twice)}
        raise ActionRefused(message, "other")


def _check_language(stories: Sequence[Article], language: str) -> None:
    taken = {primary_tag(story.language) for story in stories}
    if not language or primary_tag(language) in taken:
        raise ActionRefused(_("Choose a language in which the story does not exist yet."), "language")


def _log_new_links(stories: Sequence[Article], side: set[int], *, by: Actor, at: datetime) -> None:
    """Write log rows if stories of the side `side` and others are live."""
    live = list(Edition.objects.live().filter(article__in=[story.pk for story in stories]))
    ids = {edition.article_id for edition in live}
    if ids & side and ids - side:
        append_all(live, op=Operation.PUT, kind=Kind.METADATA, by=by, at=at)
