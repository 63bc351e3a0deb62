"""Pages of wire rules: the list in order, the form with its trial, uses, deletion."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.errors import ActionRefused
from articles.actions.intake.effects.rule_trial import RuleTrial, try_rule, try_saved_rule
from articles.actions.intake.effects.wire_rules import delete_rule, move_rule, save_rule, set_rule_active
from articles.admin.base import DeskView, PageAdmin, add_refusal, page, show_refusal
from articles.admin.rules.forms import RuleForm, describe_conditions, describe_effects
from articles.models import WireRule, WireRuleUse
from newsroom.admin.base import current_user, now, require_permission
from newsroom.strict_values import parse_integer

CHANGE_PERMISSION = "articles.change_wirerule"
PERIODS = (
    ("week", gettext_lazy("of the last seven days")),
    ("day", gettext_lazy("of the last 24 hours")),
    ("yesterday", gettext_lazy("of yesterday")),
)
MAX_USES = 50
NEEDS_TRIAL = gettext_lazy(
    "This is what the rule would have published in the last seven days. Save again to switch it on."
)
GUARDS = (
    gettext_lazy("Only text that the agency calls usable, without an embargo."),
    gettext_lazy("Only items that were read without any warning, from files without one."),
    gettext_lazy("It begins with new copy: never with corrections, repeats, kills or advisories."),
    gettext_lazy(
        "At most ten versions of a story an hour; two matches, or a number of another agency, wait for an editor."
    ),
    gettext_lazy("The closing tag must name an agency whose contract allows publication."),
    gettext_lazy("Every publish check must pass; otherwise the draft waits for an editor."),
)
"""Conditions that hold for every publication by a rule, whatever the rule says."""


def get_period(name: str, at: datetime) -> tuple[datetime, datetime]:
    """Return the beginning and the end of a period of the trial."""
    if name == "yesterday":
        today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
        yesterday = (today - timedelta(hours=12)).replace(hour=0)  # a day may have 23 hours
        return yesterday, today
    return at - timedelta(days=7 if name == "week" else 1), at


@page(WireRule)
class RuleListView(DeskView):
    """All rules in their order; buttons move, switch and try them."""

    template_name = "admin/articles/wirerule/list.html"
    title = gettext_lazy("Wire rules")
    permission_required = "articles.view_wirerule"

    def page_context(self) -> dict[str, Any]:
        rules = WireRule.objects.select_related("source", "section").prefetch_related("topics")
        return {
            "rules": [(rule, describe_conditions(rule), describe_effects(rule)) for rule in rules],
        }

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        require_permission(request, CHANGE_PERMISSION)
        button, _colon, pk = request.POST.get("_act", "").partition(":")
        rule = get_object_or_404(WireRule, pk=parse_integer(pk))
        facts: dict[str, Any] = {"by": current_user(request), "at": now()}
        with show_refusal(request):
            if button in {"up", "down"}:
                move_rule(rule.pk, "up" if button == "up" else "down", **facts)
            elif button == "on" and rule.auto_publish:
                messages.warning(
                    request, _("See what the rule would have published, tick “active” and save.")
                )
                form = reverse("admin:articles_wirerule_change", args=[rule.pk])
                return HttpResponseRedirect(f"{form}?period=week#trial")
            elif button in {"on", "off"}:
                set_rule_active(rule.pk, active=button == "on", **facts)
            else:
                raise Http404
            messages.success(request, self._describe(button, rule))
        return HttpResponseRedirect(f"{reverse('admin:articles_wirerule_changelist')}#rule-{rule.pk}")

    def _describe(self, button: str, rule: WireRule) -> str:
        said = {
            "up": _("“%(rule)s” applies earlier."), "down": _("“%(rule)s” applies later."),
            "on": _("“%(rule)s” is active."), "off": _("“%(rule)s” is switched off."),
        }  # fmt: skip
        return said[button] % {"rule": rule}


class RuleFormView(DeskView):
    """The form of a rule; it can be tried before it is saved."""

    template_name = "admin/articles/wirerule/form.html"
    rule: WireRule | None = None
    form: RuleForm | None = None
    trial: RuleTrial | None = None
    period = "day"

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        self.period = request.GET.get("period", "")
        if self.rule is not None and self.period in dict(PERIODS):
            since, until = get_period(self.period, now())
            user = current_user(request)
            self.trial = try_saved_rule(self.rule.pk, since=since, until=until, by=user, at=now())
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        self.form = form = RuleForm(request.POST, rule=self.rule)
        self.period = request.POST.get("period", "day")
        if form.is_valid() and self._run(form, tries=request.POST.get("_act") == "try") and not self.trial:
            messages.success(
                request, _("The rule “%(rule)s” has been saved.") % {"rule": form.cleaned_data["name"]}
            )
            return HttpResponseRedirect(reverse("admin:articles_wirerule_changelist"))
        return self.render_to_response(self.get_context_data())

    def _run(self, form: RuleForm, *, tries: bool) -> bool:
        """Save the rule or try it; return False after a refusal."""
        facts: dict[str, Any] = {
            "topic_ids": form.get_topic_ids(), "by": current_user(self.request), "at": now(),
            "pk": self.rule.pk if self.rule is not None else None,
        }  # fmt: skip
        needs_trial = not tries and self._needs_trial(form)
        self.period = "week" if needs_trial else self.period
        try:
            if tries or needs_trial:
                since, until = get_period(self.period, facts["at"])
                self.trial = try_rule(form.get_facts(), since=since, until=until, **facts)
            else:
                save_rule(form.get_facts(), **facts)
        except ActionRefused as refusal:
            add_refusal(form, refusal)
            return False
        if needs_trial:
            messages.warning(self.request, NEEDS_TRIAL)
        return True

    def _needs_trial(self, form: RuleForm) -> bool:
        """Return whether a rule that publishes has to be tried before it is active."""
        facts = form.cleaned_data
        publishes = facts["active"] and facts["auto_publish"]
        return bool(publishes) and self.request.POST.get("_tried") != form.build_digest()

    def _get_initial(self) -> dict[str, Any]:
        """Return the source that the page of a source asks a new rule for."""
        return {"source": self.request.GET.get("source")} if self.rule is None else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = self.form or RuleForm(rule=self.rule, initial=self._get_initial())
        return super().get_context_data(
            form=form,
            tried=form.build_digest() if self.trial is not None and form.is_bound else "",
            rule=self.rule,
            guards=GUARDS,
            periods=PERIODS,
            period=self.period if self.period in dict(PERIODS) else "day",
            trial=self.trial,
            media=self.model_admin.media + form.media,
            **kwargs,
        )


@page(WireRule, "add/")
class AddRuleView(RuleFormView):
    title = gettext_lazy("New wire rule")
    permission_required = "articles.add_wirerule"


class SavedRuleMixin:
    """Mixin that loads the rule of the address."""

    kwargs: dict[str, Any]

    @cached_property
    def rule(self) -> WireRule:
        pk = parse_integer(str(self.kwargs["pk"]))
        return get_object_or_404(WireRule.objects.select_related("source", "section"), pk=pk)

    @property
    def title(self) -> str:
        return self.rule.name


@page(WireRule, "<path:pk>/change/")
class ChangeRuleView(SavedRuleMixin, RuleFormView):  # type: ignore[misc]  # the rule is loaded, never None
    permission_required = CHANGE_PERMISSION


@page(WireRule, "<path:pk>/delete/")
class DeleteRuleView(SavedRuleMixin, DeskView):
    """Asks before a rule is deleted."""

    template_name = "admin/articles/wirerule/delete.html"
    permission_required = "articles.delete_wirerule"

    def page_context(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "conditions": describe_conditions(self.rule),
            "effects": describe_effects(self.rule),
            "uses": self.rule.uses.count(),
        }

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        delete_rule(self.rule.pk, by=current_user(request), at=now())
        messages.success(request, _("The rule “%(rule)s” is deleted.") % {"rule": self.rule})
        return HttpResponseRedirect(reverse("admin:articles_wirerule_changelist"))


@page(WireRule, "<int:pk>/uses/")
class RuleUsesView(SavedRuleMixin, DeskView):
    """The last items that a rule applied to, with the stories made of them."""

    template_name = "admin/articles/wirerule/uses.html"
    permission_required = "articles.view_wirerule"

    def page_context(self) -> dict[str, Any]:
        uses = WireRuleUse.objects.filter(rules=self.rule).order_by("-at", "-pk")
        figures = {
            "items": uses.count(),
            "drafts": uses.filter(drafted=True).count(),
            "publications": uses.filter(published=True).count(),
        }
        items = uses.select_related("item__source", "item__article").defer("item__raw", "item__parsed")
        return {"rule": self.rule, "uses": items[:MAX_USES], "figures": figures}


admin.site.register(WireRule, PageAdmin, search_fields=("name",))
