"""Related rows of a story: sources, topics, placements and mentions.

Each is written only where it differs. The rows read for the comparison stay prefetched as long as they are current.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from articles.actions.desk.agencies import agency_for
from articles.actions.errors import ActionRefused
from articles.actions.stories.drafts import PLACED, MentionDraft, PlacementDraft
from articles.actions.stories.load_story import prefetched_relations
from articles.actions.stories.prefetch import SOURCES
from articles.models import Article, ArticleSource, Mention, Photo, Placement, PlacementPerson
from articles.parsing.format import format_tag
from articles.parsing.tags.parse import read_tag
from articles.selectors.desk_lexicon import desk_lexicon
from people.models import Person


def set_sourcing(article: Article) -> None:
    """Parse `tag_raw` into the canonical tag, the agencies and the desk initials."""
    raw = article.tag_raw.strip()
    raw = raw if not raw or raw.startswith("(") else f"({raw})"
    tag = read_tag(raw, desk_lexicon())
    read = tag.trailing
    canonical, initials = (format_tag(tag), list(tag.editors)) if read else ("", [])
    article.tag, article.initials = canonical, initials
    codes = list(tag.agencies) if read else []
    prefetch_related_objects([article], SOURCES)
    if codes != [source.agency.code for source in article.sources.all()]:
        article.sources.all().delete()
        prefetched_relations(article).pop("sources", None)
        ArticleSource.objects.bulk_create(
            ArticleSource(article=article, agency=agency_for(code), position=place)
            for place, code in enumerate(codes)
        )


def set_topics(article: Article, topic_ids: Collection[int]) -> None:
    prefetch_related_objects([article], "topics")
    if {topic.pk for topic in article.topics.all()} != set(topic_ids):
        article.topics.set(topic_ids)


def set_placements(article: Article, drafts: Sequence[PlacementDraft]) -> None:
    """Make the placements equal to the drafts; `people=None` keeps a caption's people."""
    prefetch_related_objects([article], "placements__people")
    before = {p.photo_id: p for p in article.placements.all()}
    _check_drafts(drafts, frozenset(before))
    values = [_draft_values(place, draft) for place, draft in enumerate(drafts)]
    if [_stored_values(p) for p in before.values()] == values and not any(
        _has_other_people(before[draft.photo_id], draft) for draft in drafts
    ):
        return
    prefetched_relations(article).pop("placements", None)
    if before.keys() - {d.photo_id for d in drafts}:
        article.placements.exclude(photo__in=[d.photo_id for d in drafts]).delete()
    if _lead_photo_ids(before.values()) != _lead_photo_ids(drafts):
        article.placements.update(
            role=Placement.PhotoRole.INLINE
        )  # frees the one lead before the new one is named
    for draft, wanted in zip(drafts, values, strict=True):
        placement = before.get(draft.photo_id) or Placement(article=article)
        if placement._state.adding or _stored_values(placement) != wanted:
            for name, value in wanted.items():
                setattr(placement, name, value)
            placement.save()
        if _has_other_people(placement, draft):
            _set_people(placement, draft)


def _draft_values(place: int, draft: PlacementDraft) -> dict[str, Any]:
    texts = {"caption": draft.caption.strip(), "alt_text": draft.alt_text.strip()}
    return {name: getattr(draft, name) for name in PLACED} | texts | {"position": place}


def _stored_values(placement: Placement) -> dict[str, Any]:
    return {name: getattr(placement, name) for name in (*PLACED, "position")}


def _has_other_people(placement: Placement, draft: PlacementDraft) -> bool:
    if draft.people is None:
        return False
    stored, wanted = (
        [(p.name, p.office, p.picture_position, p.person_id) for p in people]
        for people in (placement.people.all(), draft.people)
    )
    return stored != wanted


def _lead_photo_ids(placed: Iterable[Placement | PlacementDraft]) -> list[int]:
    return [p.photo_id for p in placed if p.role == Placement.PhotoRole.LEAD]


def _check_drafts(drafts: Sequence[PlacementDraft], before: frozenset[int]) -> None:
    photos = [d.photo_id for d in drafts]
    if len(set(photos)) < len(photos):
        raise ActionRefused(_("The story contains the same photo twice."), "placements")
    if sum(d.role == Placement.PhotoRole.LEAD for d in drafts) > 1:
        raise ActionRefused(_("A story has one lead photo; make the others inline."), "placements")
    new = set(photos) - before
    if new and Photo.objects.filter(pk__in=new).count() < len(new):
        raise ActionRefused(_("One of the photos is no longer in the library."), "placements")


def _set_people(placement: Placement, draft: PlacementDraft) -> None:
    placement.people.all().delete()
    survivors = _find_survivors(p.person_id for p in draft.people or ())
    PlacementPerson.objects.bulk_create(
        PlacementPerson(
            placement=placement, position=place,
            **asdict(p) | {"person_id": survivors.get(p.person_id, p.person_id)},
        )
        for place, p in enumerate(draft.people or ())
    )  # fmt: skip


def _find_survivors(person_ids: Iterable[int | None]) -> dict[int | None, int | None]:
    """Map people merged while the story was open to the surviving records."""
    known = {pk for pk in person_ids if pk is not None}
    return dict(
        Person.objects.only_merged().filter(pk__in=known).values_list("pk", "merged_into") if known else ()
    )


def set_mentions(article: Article, drafts: Sequence[MentionDraft]) -> None:
    """Make the mentions equal to the drafts; write nothing if they are already."""
    before = list(article.mentions.all())
    survivors = _find_survivors({d.person_id for d in drafts} - {m.person_id for m in before})
    drafts = _drop_duplicates(replace(d, person_id=survivors.get(d.person_id, d.person_id)) for d in drafts)
    rows = [_mention(article, place, draft) for place, draft in enumerate(drafts)]
    if [_row_values(row) for row in rows] != [_row_values(row) for row in before]:
        article.mentions.all().delete()
        prefetched_relations(article).pop("mentions", None)
        Mention.objects.bulk_create(rows)


def _mention(article: Article, place: int, draft: MentionDraft) -> Mention:
    offices, spans = [office[:200] for office in draft.offices], [list(span) for span in draft.spans]
    values = asdict(draft) | {"name": draft.name[:200], "offices": offices, "spans": spans}
    return Mention(article=article, position=place, **values)


def _row_values(row: Mention) -> list[Any]:
    """Return the values that a save compares, all but `rule`."""
    columns = (column.attname for column in Mention._meta.concrete_fields)
    return [getattr(row, name) for name in columns if name not in {"id", "rule"}]


def _drop_duplicates(drafts: Iterable[MentionDraft]) -> list[MentionDraft]:
    """Drop drafts of the same name and person, which occur after a merge."""
    unique: dict[tuple[str, int | None], MentionDraft] = {}
    for draft in drafts:
        unique.setdefault((draft.name[:200], draft.person_id), draft)
    return list(unique.values())
