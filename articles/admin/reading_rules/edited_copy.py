"""Copy as an editor left it: in the review form, and in the story made from it."""

from collections.abc import Iterator, Sequence

from articles.actions.intake.effects.create_story import proposed_change
from articles.admin.intake.forms import CopyForm
from articles.models import Article
from articles.models.story_text import AI_FIELDS, STORY_TEXT
from articles.parsing.corrections.types import (
    EditedCopy,
    EditedCredit,
    EditedPart,
    EditedPerson,
    EditedToken,
    RuleKind,
)
from articles.parsing.story.types import Copy
from articles.text.paragraphs import plain_paragraphs
from people.models import Person

TEXT_FIELDS = tuple(
    name
    for name in (*STORY_TEXT, "notes", "tag_raw", "agency_item_id")
    if name not in {"language", "urgency", "related_ids", *AI_FIELDS}
)


def read_form(form: CopyForm) -> EditedCopy:
    """Return the copy as the editor has corrected it on the review page, valid or not."""
    form.is_valid()
    made = form.cleaned_data
    return EditedCopy(
        credits=[
            EditedCredit(str(made.get(f"caption{index}-credit") or ""), dict(_list_parts(form, index)))
            for index in range(len(form.copy.captions))
        ],
        tag=made.get("tag_raw"),
        tokens=[
            EditedToken(token, form.get_token_agency(token), form.get_token_value(token, "name"))
            for token in form.tokens
        ],
        people=_list_people(form),
        offered=_join_texts(_offered_texts(form.copy)),
        text=_join_texts(_list_typed(form)),
    )


def _list_typed(form: CopyForm) -> list[str]:
    """Return all texts of the form.

    Those of refused fields are as typed, for they are not deleted.
    """
    refused = {name: form[name].value() for name in form.errors if name in form.fields}
    typed = {**refused, **form.cleaned_data}
    return [_plain(name, value) for name, value in typed.items() if isinstance(value, str)]


def _list_parts(form: CopyForm, index: int) -> Iterator[tuple[int, EditedPart]]:
    for number in form.part_numbers(index):
        kind, _colon, agency = str(form.cleaned_data.get(f"caption{index}-part{number}") or "").partition(":")
        if kind:
            yield number, EditedPart(RuleKind(kind), agency)


def _list_people(form: CopyForm) -> list[EditedPerson]:
    chosen = [form.chosen_person_id(index) for index in range(len(form.links))]
    known = _list_known_names({pk for pk in chosen if pk is not None})
    return [
        EditedPerson(link.found.name, pk, known.get(pk or 0, ()), form.edited_offices(index))
        for index, (link, pk) in enumerate(zip(form.links, chosen, strict=True))
    ]


def read_story(story: Article, copy: Copy) -> EditedCopy:
    """Return the copy as the story made from it has it now."""
    placements = list(story.placements.select_related("photo").order_by("position", "pk"))
    mentions = list(story.mentions.all())
    known = _list_known_names({m.person_id for m in mentions if m.person_id is not None})
    shown = [_plain(name, getattr(story, name)) for name in TEXT_FIELDS]
    shown += [f"{placement.caption}\n{placement.photo.credit_raw}" for placement in placements]
    return EditedCopy(
        credits=[EditedCredit(placement.photo.credit_raw) for placement in placements]
        if len(placements) == len(copy.captions)
        else [],
        tag=story.tag_raw if copy.tag is not None and copy.tag.trailing else None,
        people=[
            EditedPerson(m.name, m.person_id, known.get(m.person_id or 0, ()), tuple(m.offices))
            for m in mentions
        ],
        offered=_join_texts(_offered_texts(copy)),
        text=_join_texts(shown),
    )


def _offered_texts(copy: Copy) -> list[str]:
    """Return the texts that a story made from the copy has at first."""
    fields = proposed_change(copy, ()).fields
    texts = [_plain(name, fields[name]) for name in TEXT_FIELDS if name in fields]
    for found in copy.captions:
        credit = found.caption.credit_raw
        texts.append(f"{found.caption.text}\n{credit.value if credit else ''}")
    return texts


def _plain(name: str, value: object) -> str:
    return "\n".join(plain_paragraphs(str(value or ""))) if name == "body" else str(value or "")


def _join_texts(texts: Sequence[str]) -> str:
    return "\n".join(texts)


def _list_known_names(person_ids: set[int]) -> dict[int, tuple[str, ...]]:
    people = Person.objects.filter(pk__in=person_ids).prefetch_related("aliases")
    return {p.pk: (p.name, *(alias.name for alias in p.aliases.all())) for p in people}
