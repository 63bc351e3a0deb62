"""Fragments of the review page and the story page with suggested rules."""

from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from articles.actions.intake.effects.item_copy import get_copy, get_joined_copy, read_item
from articles.actions.reading_rules.decisions import find_rules
from articles.actions.reading_rules.effects import PERMISSIONS
from articles.admin.base import DeskView, page
from articles.admin.intake.forms import CopyForm
from articles.admin.reading_rules.edited_copy import read_form, read_story
from articles.admin.reading_rules.labels import proposal_sentence, rule_sentence
from articles.models import Article, ReadingRule, WireItem
from articles.parsing.corrections.proposals import propose_rules
from articles.parsing.corrections.types import EditedCopy, ProposedRule, RuleKind
from articles.parsing.errors import CopyError
from articles.parsing.story.types import Copy
from articles.selectors.desk_lexicon import desk_lexicon
from articles.selectors.wire_takes import find_takes

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
