"""Pages of reading rules: the list, and a rule with its replay and decisions."""

import json
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.reading_rules.corrected_readings import list_corrected_readings
from articles.actions.reading_rules.decisions import (
    PERMISSIONS,
    accept_rule,
    decline_rule,
    propose_rule,
    switch_rule,
    undo_rule,
)
from articles.actions.reading_rules.replay import replay_rule, restart_replay
from articles.admin.base import DeskView, PageAdmin, page, show_refusal
from articles.admin.reading_rules.suggestions import (
    describe_source,
    label_facts,
    load_proposal,
    rule_sentence,
)
from articles.models import ReadingRule
from newsroom.admin.base import current_user, now
from newsroom.strict_values import parse_integer

VIEW_PERMISSION = "articles.view_readingrule"
Status = ReadingRule.Status
TABS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "active": (gettext_lazy("Active"), (Status.ACTIVE,)),
    "proposed": (gettext_lazy("Proposed"), (Status.PROPOSED,)),
    "off": (gettext_lazy("Switched off"), (Status.OFF,)),
    "closed": (gettext_lazy("Declined and undone"), (Status.DECLINED, Status.UNDONE)),
}
TONES = {
    Status.PROPOSED: "in-review", Status.ACTIVE: "published", Status.OFF: "withheld", Status.DECLINED: "grey",
    Status.UNDONE: "grey",
}  # fmt: skip
BUTTONS: dict[str, tuple[str, ...]] = {
    Status.PROPOSED: ("accept", "decline"), Status.ACTIVE: ("off", "undo"), Status.OFF: ("on", "undo"),
    Status.DECLINED: (), Status.UNDONE: (),
}  # fmt: skip
PAGE_SIZE = 50


ACTIONS: dict[str, tuple[Callable[..., ReadingRule], Any]] = {
    "accept": (
        accept_rule,
        gettext_lazy(
            "The rule applies from now on. Copy on the desk is read again when somebody looks at it."
        ),
    ),
    "decline": (decline_rule, gettext_lazy("The rule is declined and will not be proposed again.")),
    "on": (partial(switch_rule, active=True), gettext_lazy("The rule applies again.")),
    "off": (partial(switch_rule, active=False), gettext_lazy("The rule is switched off.")),
    "undo": (undo_rule, gettext_lazy("The rule is undone; copy is read as before.")),
}


def list_rules() -> Any:
    return ReadingRule.objects.select_related("agency", "person", "item", "proposed_by", "decided_by").defer(
        "item__raw", "item__parsed", "item__content", "item__reading"
    )


@page(ReadingRule)
class ReadingRuleListView(DeskView):
    """All rules by state, the newest first."""

    template_name = "admin/articles/readingrule/list.html"
    title = gettext_lazy("Reading rules")
    permission_required = VIEW_PERMISSION

    def page_context(self) -> dict[str, Any]:
        counts = {status: ReadingRule.objects.filter(status=status).count() for status in Status.values}
        tab = self.request.GET.get("state", "")
        if tab not in TABS:
            tab = "proposed" if counts[Status.PROPOSED] and not counts[Status.ACTIVE] else "active"
        rules = list_rules().filter(status__in=TABS[tab][1]).defer("replay")
        page = Paginator(rules, PAGE_SIZE).get_page(parse_integer(self.request.GET.get("page", "")) or 1)
        return {
            "tab": tab,
            "tabs": [
                (name, label, sum(counts[status] for status in states))
                for name, (label, states) in TABS.items()
            ],
            "page": page,
            "rules": [
                (rule, rule_sentence(rule), describe_source(rule), TONES[rule.status]) for rule in page
            ],
        }


@page(ReadingRule, "export/")
class CorrectedReadingsView(DeskView):
    """Download of what the rules read otherwise, as labelled cases."""

    permission_required = VIEW_PERMISSION

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        archive = BytesIO()
        with ZipFile(archive, "w", ZIP_DEFLATED) as files:
            for name, cases in list_corrected_readings().items():
                lines = (json.dumps(case, ensure_ascii=False) + "\n" for case in cases)
                files.writestr(f"{name}.jsonl", "".join(lines))
        headers = {"Content-Disposition": 'attachment; filename="corrected-readings.zip"'}
        return HttpResponse(archive.getvalue(), content_type="application/zip", headers=headers)


@page(ReadingRule, "<path:pk>/change/")
class ReadingRuleView(DeskView):
    """A rule with its origin, its replay and the decisions on it."""

    template_name = "admin/articles/readingrule/rule.html"
    title = gettext_lazy("Reading rule")
    permission_required = VIEW_PERMISSION

    def page_context(self) -> dict[str, Any]:
        rule = get_object_or_404(list_rules(), pk=parse_integer(str(self.kwargs["pk"])))
        may_decide = self.request.user.has_perm(".".join(PERMISSIONS[rule.kind]))
        return {
            "rule": rule,
            "sentence": rule_sentence(rule),
            "source": describe_source(rule),
            "tone": TONES[rule.status],
            "may_decide": may_decide,
            "buttons": BUTTONS[rule.status],
            "replay": rule.replay,
            "replay_groups": _list_groups(rule),
            "replayed_at": parse_datetime(rule.replay["at"]) if rule.replay else None,
            "percent": _replay_percent(rule),
        }

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        pk = parse_integer(str(self.kwargs["pk"])) or 0
        get_object_or_404(ReadingRule, pk=pk)
        name = request.POST.get("_act", "")
        if name not in ACTIONS:
            raise Http404
        run, message = ACTIONS[name]
        with show_refusal(request):
            run(pk, by=current_user(request), at=now())
            messages.success(request, message)
        return HttpResponseRedirect(_rule_url(pk))


def _list_groups(rule: ReadingRule) -> list[dict[str, Any]]:
    """Return the changed pieces in two groups, those that change otherwise first."""
    state = rule.replay
    if not state:
        return []
    groups = []
    for is_same, label in (
        (False, _("Would change differently: check these")), (True, _("Would change as you did")),
    ):  # fmt: skip
        rows = [
            {
                **row,
                "received": parse_datetime(row["at"]),
                "removed": label_facts(row["removed"]),
                "added": label_facts(row["added"]),
            }
            for row in state["rows"]
            if row["is_same"] == is_same
        ]
        count = state["same"] if is_same else state["changed"] - state["same"]
        if count:
            groups.append(
                {"label": label, "is_same": is_same, "rows": rows, "count": count, "more": count - len(rows)}
            )
    return groups


def _replay_percent(rule: ReadingRule) -> int:
    state = rule.replay
    return 100 * state["read"] // state["total"] if state and state["total"] else 0


def _rule_url(pk: int) -> str:
    return reverse("admin:articles_readingrule_change", args=[pk])


@page(ReadingRule, "<int:pk>/replay/")
class ReplayRuleView(DeskView):
    """Continues the replay by one chunk, as JSON or with a redirect to the rule."""

    http_method_names = ("post",)
    permission_required = VIEW_PERMISSION

    def post(self, request: HttpRequest, pk: int, **_kwargs: Any) -> HttpResponse:
        get_object_or_404(ReadingRule, pk=pk)
        facts: dict[str, Any] = {"by": current_user(request), "at": now()}
        restarts = request.POST.get("_act") == "restart"
        rule = restart_replay(pk, **facts) if restarts else replay_rule(pk, **facts)
        if request.headers.get("Accept") == "application/json":
            state = rule.replay
            return JsonResponse({
                "read": state.get("read", 0), "total": state.get("total", 0), "percent": _replay_percent(rule),
                "is_done": state.get("is_done", True),
            })  # fmt: skip
        return HttpResponseRedirect(f"{_rule_url(pk)}#replay")


@page(ReadingRule, "propose/")
class ProposeRuleView(DeskView):
    """Stores a suggested rule as a proposal and begins its replay."""

    http_method_names = ("post",)
    permission_required = "articles.add_article"

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        try:
            proposed, item_id = load_proposal(request.POST.get("rule", ""))
        except BadSignature as error:
            raise Http404 from error
        facts: dict[str, Any] = {"by": current_user(request), "at": now()}
        url = reverse("admin:articles_readingrule_changelist")
        with show_refusal(request):
            rule = propose_rule(proposed, item_id=item_id, **facts)
            url = _rule_url(rule.pk)
            if request.user.has_perm(VIEW_PERMISSION):
                replay_rule(rule.pk, **facts)  # the first chunk; of a small desk's copy it is all
        return HttpResponseRedirect(url)


admin.site.register(ReadingRule, PageAdmin, search_fields=("text",))
