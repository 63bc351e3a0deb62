"""The publish panel: what the gate says, what goes where, and the one key that makes the story public.

A page of its own, so that it works without scripts. It is about the story as saved: the form saves before it
comes here, and whoever saves in between is shown before anything goes out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.errors import ActionRefused, CheckResult, ChecksFailed, EditConflict
from articles.actions.stories.publish import correct, fix_typo, publish, update
from articles.admin.revision_diff import FieldDiff, compare_snapshots
from articles.admin.stories.checks import run_story_checks
from articles.admin.stories.pending_changes import (
    NextVersion,
    find_repeats,
    list_deliveries,
    load_next_version,
)
from articles.admin.stories.publish_targets import find_publish_targets
from articles.models import Article, Correction, Revision
from articles.text.correction_notes import draft_notes
from articles.workflow import MOVES, UNPUBLISHED, State
from newsroom.admin.base import current_user, now, refusal_messages, require_permission
from newsroom.strict_values import parse_integer

DEFAULT_REASONS = {
    "headline-long": gettext_lazy("long on purpose"),
    "people-unconfirmed": gettext_lazy("entered later"),
    "file-missing": gettext_lazy("the file follows"),
    "alt-missing": gettext_lazy("follows at once"),
    "agency-unchanged": gettext_lazy("taken over on purpose"),
    "old-date": gettext_lazy("checked, still right"),
    "duplicate": gettext_lazy("looked at, a story of its own"),
    "embargo-moved": gettext_lazy("agreed with the agency"),
    "body.contact": gettext_lazy("meant for readers"),
    "credit-nameless": gettext_lazy("The agency names no photographer"),
    "agency-unknown": gettext_lazy("no agency"),
    "fact-changed": gettext_lazy("only misspelt, never wrong"),
}
"""What stands in the field already, so that one key overrules; anybody may write better."""
KIND_LABELS = {
    "correct": (
        gettext_lazy("Correction"),
        gettext_lazy("Something was wrong. Readers and partners are told."),
    ),
    "update": (gettext_lazy("Update"), gettext_lazy("Something is new. Shown as updated.")),
    "typo": (gettext_lazy("Typing error"), gettext_lazy("A slip without meaning. Nobody is told.")),
}
KIND_MOVES = {"publish": "publish", "correct": "correct", "update": "update", "typo": "update"}
SUCCESS_MESSAGES = {
    "publish": gettext_lazy("Published."),
    "update": gettext_lazy("Published as an update."),
    "typo": gettext_lazy("The typing error is fixed in public."),
    "correct": gettext_lazy("The correction is published."),
}


@dataclass(frozen=True, slots=True)
class CheckLine:
    """What the gate says under one code, and what was answered to it."""

    severity: str
    code: str
    messages: tuple[str, ...]
    address: str
    reason: str = ""
    ticked: bool = False


@dataclass(slots=True)
class PublishAnswers:
    """What was sent, or what the panel opens with."""

    kind: str
    based_on: int
    desk_note: str = ""
    public_note: str = ""
    place: str = Correction.Position.END
    overrides: Mapping[str, str] = field(default_factory=dict)
    mistakes: dict[str, str] = field(default_factory=dict)
    standing: tuple[CheckResult, ...] = ()
    meanwhile: list[FieldDiff] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PublishView:
    model_admin: Any

    def urls(self) -> tuple[Any, ...]:
        return (("<int:number>/publish/", "articles_article_publish", self.view),)

    def view(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        article = get_object_or_404(Article.objects.select_related("section"), pk=number)
        kinds = available_kinds(article, request.user)
        if not kinds:
            return self._refused(request, article)
        told = load_next_version(article) if article.version else NextVersion({}, {}, (), ())
        answers = (
            read_answers(request, kinds)
            if request.method == "POST"
            else initial_answers(article, kinds, told)
        )
        if request.method == "POST" and self._done(request, article, answers):
            return HttpResponseRedirect(story_url(article))
        article.refresh_from_db()
        return self._shown(request, article, kinds, told, answers)

    def _refused(self, request: HttpRequest, article: Article) -> HttpResponse:
        require_permission(request, f"articles.{MOVES['publish'].needs}")
        messages.error(
            request,
            _("A story that is “%(state)s” cannot be published or corrected.")
            % {"state": article.get_state_display()},
        )
        return HttpResponseRedirect(story_url(article))

    def _done(self, request: HttpRequest, article: Article, answers: PublishAnswers) -> bool:
        try:
            ACTIONS[answers.kind](article.pk, answers, by=current_user(request))
        except EditConflict as conflict:
            answers.mistakes[""] = conflict.message
            answers.meanwhile = diff_since(article, answers.based_on, conflict.current_revision)
            answers.based_on = conflict.current_revision
        except ChecksFailed as closed:
            answers.standing = closed.results
        except ActionRefused as refusal:
            answers.mistakes |= dict(refusal_messages(refusal))
        else:
            messages.success(request, SUCCESS_MESSAGES[answers.kind])
            return True
        return False

    def _shown(
        self,
        request: HttpRequest,
        article: Article,
        kinds: list[str],
        told: NextVersion,
        answers: PublishAnswers,
    ) -> HttpResponse:
        at = now()
        found = run_story_checks(article, at)
        lines = check_lines(
            article, [*found, *additional_results(found, answers.standing)], answers.overrides
        )
        context = {
            **self.model_admin.admin_site.each_context(request),
            "opts": self.model_admin.opts,
            "title": _("Publish"),
            "story": article,
            "answers": answers,
            "kinds": [(kind, *KIND_LABELS[kind]) for kind in kinds if kind in KIND_LABELS],
            "lines": lines,
            "blocked": any(line.severity == "blocks" for line in lines),
            "reachable": find_publish_targets(article, at),
            "told": told,
            "places": Correction.Position.choices,
            "holders": list_deliveries(article) if article.version else [],
            "repeats": find_repeats(article, told, at) if told.changes else [],
            "back": story_url(article),
        }
        return TemplateResponse(
            request, "admin/articles/article/publish.html", context, status=409 if answers.meanwhile else 200
        )


def story_url(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def available_kinds(article: Article, user: Any) -> list[str]:
    """How this user may make the story as it stands public; empty where nothing is to be published."""
    if article.state in UNPUBLISHED:
        offered = ["publish"]
    elif article.state == State.PUBLISHED:
        offered = ["correct", "update", "typo"]
    else:
        return []
    return [kind for kind in offered if user.has_perm(f"articles.{MOVES[KIND_MOVES[kind]].needs}")]


def initial_answers(article: Article, kinds: list[str], told: NextVersion) -> PublishAnswers:
    desk, public = draft_notes(told.changes, article.language)
    headline = any(change.field == "headline" for change in told.changes)
    return PublishAnswers(
        kind=kinds[0] if kinds == ["publish"] else "",
        based_on=article.revision,
        desk_note=desk,
        public_note=public,
        place=Correction.Position.TEASER if headline else Correction.Position.END,
    )


def read_answers(request: HttpRequest, kinds: list[str]) -> PublishAnswers:
    data = request.POST
    kind = data.get("kind", "")
    return PublishAnswers(
        kind=kind if kind in kinds else "",
        based_on=parse_integer(data.get("based_on", "")) or 0,
        desk_note=data.get("desk_note", ""),
        public_note=data.get("public_note", ""),
        place=data.get("place", Correction.Position.END),
        overrides=read_overrides(data),
    )


def read_overrides(data: Mapping[str, str]) -> dict[str, str]:
    """A warning counts as overridden where it is ticked; the action asks that its reason is not empty."""
    codes = [name.removeprefix("go-") for name in data if name.startswith("go-")]
    return {code: data.get(f"why-{code}", "").strip() for code in codes}


def _refuse_missing_kind(_number: int, _answers: PublishAnswers, **_who: Any) -> None:
    raise ActionRefused(_("Choose what kind of change this is."), "kind")


def _publish(number: int, answers: PublishAnswers, *, by: Any) -> None:
    publish(number, by=by, at=now(), based_on=answers.based_on, overrides=answers.overrides)


def _update(number: int, answers: PublishAnswers, *, by: Any) -> None:
    update(number, by=by, at=now(), based_on=answers.based_on, overrides=answers.overrides)


def _typo(number: int, answers: PublishAnswers, *, by: Any) -> None:
    fix_typo(number, by=by, at=now(), based_on=answers.based_on, overrides=answers.overrides)


def _correct(number: int, answers: PublishAnswers, *, by: Any) -> None:
    correct(
        number, desk_note=answers.desk_note, public_note=answers.public_note, place=answers.place, by=by, at=now(),
        based_on=answers.based_on, overrides=answers.overrides,
    )  # fmt: skip


ACTIONS: dict[str, Callable[..., None]] = {
    "": _refuse_missing_kind, "publish": _publish, "update": _update, "typo": _typo, "correct": _correct,
}  # fmt: skip


def diff_since(article: Article, based_on: int, now_at: int) -> list[FieldDiff]:
    """What somebody else has saved since the panel was opened, which would go out too."""
    held = dict(
        Revision.objects.filter(article=article, number__in=(based_on, now_at)).values_list(
            "number", "snapshot"
        )
    )
    return compare_snapshots(held.get(based_on, {}), held.get(now_at, {}))


def additional_results(found: list[CheckResult], standing: tuple[CheckResult, ...]) -> list[CheckResult]:
    """What only the act itself found, such as a fact changed under the name of a typing error."""
    known = {obstacle.code for obstacle in found}
    return [obstacle for obstacle in standing if obstacle.code not in known]


def check_lines(article: Article, found: list[CheckResult], overrides: Mapping[str, str]) -> list[CheckLine]:
    """One line a code, what blocks first."""
    by_code: dict[str, list[CheckResult]] = {}
    for obstacle in found:
        by_code.setdefault(obstacle.code, []).append(obstacle)
    lines = [_check_line(article, code, same, overrides) for code, same in by_code.items()]
    order = ("blocks", "warns", "notes")
    return sorted(lines, key=lambda line: order.index(line.severity))


def _check_line(
    article: Article, code: str, same: list[CheckResult], overrides: Mapping[str, str]
) -> CheckLine:
    first = same[0]
    return CheckLine(
        severity=first.severity,
        code=code,
        messages=tuple(dict.fromkeys(one.message for one in same)),
        address=_fix_url(article, first),
        reason=overrides.get(code) or str(DEFAULT_REASONS.get(code, "")),
        ticked=bool(overrides.get(code)),
    )


def _fix_url(article: Article, obstacle: CheckResult) -> str:
    """Where it is put right: the field in the story's form, the hour's own page, or the other story."""
    if obstacle.story:
        return reverse("admin:articles_article_change", args=[obstacle.story])
    if obstacle.field == "embargo_until":
        return reverse("admin:articles_article_hour", args=[article.pk])
    name = obstacle.field.partition(".")[0]
    return f"{story_url(article)}#id_{name}" if name else story_url(article)
