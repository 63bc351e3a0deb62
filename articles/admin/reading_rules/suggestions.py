"""Rules that an edited copy suggests, as fragments of the review and story pages."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.intake.effects.create_story import proposed_change
from articles.actions.intake.effects.item_copy import get_copy, get_joined_copy, read_item
from articles.actions.reading_rules.decisions import PERMISSIONS, find_rules
from articles.admin.base import DeskView, page
from articles.admin.intake.forms import CopyForm
from articles.admin.intake.labels import PART_LABELS
from articles.models import Article, ReadingRule, WireItem
from articles.models.story_text import AI_FIELDS, STORY_TEXT
from articles.parsing.corrections.proposals import propose_rules
from articles.parsing.corrections.types import (
    EditedCopy,
    EditedCredit,
    EditedPart,
    EditedPerson,
    EditedToken,
    ProposedRule,
    RuleKind,
)
from articles.parsing.errors import CopyError
from articles.parsing.lexicon import Lexicon
from articles.parsing.story.types import Copy
from articles.selectors.desk_lexicon import desk_lexicon
from articles.selectors.wire_takes import find_takes
from articles.text.paragraphs import plain_paragraphs
from people.models import Person

SENTENCES: dict[str, Any] = {
    RuleKind.HOUSE: gettext_lazy("“%(text)s” in a credit is a media house or photo agency."),
    RuleKind.BODY: gettext_lazy("“%(text)s” in a credit is an organisation that supplied the picture."),
    RuleKind.SPELLING: gettext_lazy("“%(text)s” means the agency %(meaning)s."),
    RuleKind.ALIAS: gettext_lazy("“%(text)s” is %(meaning)s of the directory."),
    RuleKind.OFFICE: gettext_lazy("“%(text)s” is an office."),
    RuleKind.INITIALS: gettext_lazy("“%(text)s” are the initials of %(meaning)s."),
    RuleKind.LINE: gettext_lazy("The line “%(text)s” is left out, whatever numbers it has."),
}
FIELD_LABELS: dict[str, Any] = {
    "headline": gettext_lazy("headline"), "kicker": gettext_lazy("kicker"), "dek": gettext_lazy("dek"),
    "byline": gettext_lazy("byline"), "dateline": gettext_lazy("dateline"), "agency": gettext_lazy("agency"),
    "caption": gettext_lazy("caption"), "place": gettext_lazy("place"), "date": gettext_lazy("date"),
    "in_picture": gettext_lazy("In the picture"), "tag.agency": gettext_lazy("agency in the tag"),
    "tag.editor": gettext_lazy("initials in the tag"), "tag.unknown": gettext_lazy("unknown in the tag"),
    "person": gettext_lazy("person"), "office": gettext_lazy("office"), "person_link": gettext_lazy("in the directory"),
    "text": gettext_lazy("text"), "note": gettext_lazy("internal notes"), "left_out": gettext_lazy("left out"),
    **{f"credit.{kind}": label for kind, label in PART_LABELS.items()},
}  # fmt: skip


def rule_sentence(rule: ReadingRule) -> str:
    """Return the meaning of a rule as a sentence."""
    meaning = rule.agency.name if rule.agency else rule.person.name if rule.person else rule.name
    return str(SENTENCES[rule.kind] % {"text": rule.text, "meaning": meaning})


def proposal_sentence(proposed: ProposedRule, lexicon: Lexicon) -> str:
    """Return the meaning of a proposal that is not stored."""
    meaning = proposed.meaning
    if proposed.kind is RuleKind.SPELLING:
        meaning = lexicon.agency_name(meaning)
    elif proposed.kind is RuleKind.ALIAS:
        meaning = Person.objects.values_list("name", flat=True).get(pk=int(meaning))
    return str(SENTENCES[proposed.kind] % {"text": proposed.text, "meaning": meaning})


def label_facts(facts: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Return label and value of facts that a rule removes or adds."""
    return [(str(FIELD_LABELS.get(field, field)), value) for field, value in facts]


def describe_source(rule: ReadingRule) -> str:
    """Return the headline of the copy that a rule comes from; empty without one."""
    if rule.item is None:
        return ""
    return rule.item.headline or _("received copy #%(number)d") % {"number": rule.item.pk}


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


SALT = "articles.reading-rule"
PANEL = "admin/articles/readingrule/panel.html"
MAX_SUGGESTIONS = 8
Status = ReadingRule.Status


@dataclass(frozen=True, slots=True)
class RuleSuggestion:
    """A proposal with its sentence and signed data, or the open rule that it repeats."""

    sentence: str
    signed: str
    known: ReadingRule | None = None
    may_accept: bool = True


def sign_proposal(proposed: ProposedRule, item_id: int) -> str:
    return signing.dumps({**asdict(proposed), "item": item_id}, salt=SALT, compress=True)


def load_proposal(signed: str) -> tuple[ProposedRule, int]:
    """Return a proposal and the id of its item; raise BadSignature for anything else."""
    facts: dict[str, Any] = signing.loads(signed, salt=SALT)
    item_id = int(facts.pop("item"))
    return ProposedRule(**{**facts, "kind": RuleKind(facts["kind"])}), item_id


def list_suggestions(copy: Copy, edited: EditedCopy, item_id: int, user: Any) -> list[RuleSuggestion]:
    """Return the rules that explain corrections, without those decided on."""
    lexicon = desk_lexicon()
    proposals = propose_rules(copy, edited, lexicon)[:MAX_SUGGESTIONS]
    suggestions = []
    for proposed, rule in zip(proposals, find_rules(proposals), strict=True):
        if rule is None or rule.status == Status.PROPOSED:
            permission = ".".join(PERMISSIONS[proposed.kind.value])
            suggestions.append(
                RuleSuggestion(
                    proposal_sentence(proposed, lexicon), sign_proposal(proposed, item_id), rule,
                    may_accept=user.has_perm(permission),
                )
            )  # fmt: skip
    return suggestions


def _list_stored(item_id: int, listed: set[int], user: Any) -> list[RuleSuggestion]:
    rules = ReadingRule.objects.filter(item=item_id, status=Status.PROPOSED).exclude(pk__in=listed)
    return [
        RuleSuggestion(
            rule_sentence(rule), "", rule, may_accept=user.has_perm(".".join(PERMISSIONS[rule.kind]))
        )
        for rule in rules.select_related("agency", "person").order_by("pk")
    ]


class SuggestionsView(DeskView):
    """Base of the views that return a fragment; an empty one if nothing is suggested."""

    permission_required = "articles.add_article"

    def render_fragment(
        self,
        request: HttpRequest,
        copy: Copy,
        edited: EditedCopy,
        item_id: int,
        *,
        keep_stored: bool = False,
    ) -> HttpResponse:
        """Return the suggestions, with `keep_stored` also open proposals of the copy."""
        suggestions = list_suggestions(copy, edited, item_id, request.user)
        if keep_stored:
            listed = {one.known.pk for one in suggestions if one.known is not None}
            suggestions += _list_stored(item_id, listed, request.user)
        return TemplateResponse(request, PANEL, {"suggestions": suggestions})


@page(ReadingRule, "of-copy/<int:pk>/")
class ReviewSuggestionsView(SuggestionsView):
    """Rules that the corrections in the posted review form suggest."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        item = get_object_or_404(WireItem, pk=pk)
        try:
            takes = find_takes(item) if request.GET.get("takes") == "1" else []
            copy = get_joined_copy(takes) if takes else get_copy(item)
        except CopyError:
            return HttpResponse()
        return self.render_fragment(request, copy, read_form(CopyForm(request.POST, copy=copy)), pk)


@page(ReadingRule, "of-story/<int:pk>/")
class StorySuggestionsView(SuggestionsView):
    """Rules that the saved story suggests, as long as its copy is known."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        story = get_object_or_404(Article, pk=pk)
        items = list(WireItem.objects.filter(article=story).select_related("source").order_by("-pk")[:2])
        if len(items) != 1:  # a story of several takes or versions mixes their lines
            return HttpResponse()
        try:
            copy = read_item(items[0], desk_lexicon())
        except CopyError:
            return HttpResponse()
        return self.render_fragment(request, copy, read_story(story, copy), items[0].pk, keep_stored=True)
