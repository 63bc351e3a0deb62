"""Pages of partners: overview, deliveries, withdrawals, preview and webhooks."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import visibility
from articles.actions.errors import ActionRefused
from articles.actions.partners.contracts_and_keys import live_keys
from articles.actions.webhooks.endpoints import allow_host, switch_off
from articles.actions.webhooks.outbox import replay, send_test
from articles.admin.base import DeskView, page, show_refusal
from articles.admin.partners.health import format_duration, format_time_left, list_withdrawals, partner_health
from articles.admin.partners.reports import FORMATS, preview_for, preview_key, scope_labels, usage_report
from articles.models import Article, BlockedHost, Delivery, Edition, Partner, Webhook, WebhookMessage
from newsroom.admin.base import current_user, now, require_permission
from newsroom.strict_values import parse_integer

PAGE_SIZE = 50
MAX_SUGGESTIONS = 12


class PartnersView(DeskView):
    """A page about partners; `tab` names its template and its tab."""

    permission_required = "articles.view_partner"
    tab = ""

    def get_template_names(self) -> list[str]:
        return [f"admin/articles/partner/{self.tab}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        defaults = {"tab": self.tab, "subtitle": "", "requested_at": now()}
        return super().get_context_data(**defaults | kwargs)


class PartnerView(PartnersView):
    """A page of one partner, which subclasses fill by `page_context`."""

    @cached_property
    def partner(self) -> Partner:
        partners = Partner.objects.prefetch_related("keys", "sections", "agencies")
        return get_object_or_404(partners, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        partner = {"partner": self.partner, "subtitle": self.partner.name}
        return super().get_context_data(**kwargs | partner)


@page(Partner, "<int:pk>/overview/")
class OverviewView(PartnerView):
    tab = "overview"
    title = gettext_lazy("Overview")

    def page_context(self) -> dict[str, Any]:
        partner, at = self.partner, now()
        keys = live_keys(partner, at)
        expiries = [key.expires_at for key in keys if key.expires_at]
        health = partner_health([partner], at)[partner.pk]
        minutes = health.lag.minutes(at) if health.lag else 0
        return {
            "health": health,
            "lag": format_duration(timedelta(minutes=minutes)) if minutes else "",
            "contract_is_active": visibility.is_contract_active(partner, at),
            "contract_left": format_time_left(partner.contract_until, at) if partner.contract_until else "",
            "keys": keys,
            "key_left": format_time_left(max(expiries), at) if expiries else "",
            "usage": usage_report(partner, at),
            "hooks": Webhook.objects.filter(partner=partner),
        }


@page(Partner, "<int:pk>/deliveries/")
class PartnerDeliveriesView(PartnerView):
    """The stories a partner holds, filtered by id or by words of the headline."""

    tab = "deliveries"
    title = gettext_lazy("Stories held")

    def page_context(self) -> dict[str, Any]:
        query = self.request.GET.get("q", "").strip()
        deliveries = Delivery.objects.filter(partner=self.partner).select_related(
            "article", "article__feed_state"
        )
        if query:
            pk, words = parse_integer(query), query.replace("\0", "")
            by_pk = Q() if pk is None else Q(article=pk)
            deliveries = deliveries.filter(by_pk | Q(article__headline__icontains=words))
        pages = Paginator(deliveries.order_by("-at", "-pk"), PAGE_SIZE)
        return {"rows": pages.get_page(self.request.GET.get("page")), "query": query}


@page(Partner, "<int:pk>/recalls/")
class PartnerWithdrawalsView(PartnerView):
    tab = "withdrawals"
    title = gettext_lazy("Withdrawals")

    def page_context(self) -> dict[str, Any]:
        return {"rows": list_withdrawals(now(), self.partner)}


@page(Partner, "recalls/", "all_recalls")
class AllWithdrawalsView(PartnersView):
    tab = "withdrawals"
    title = gettext_lazy("Withdrawals at partners")

    def page_context(self) -> dict[str, Any]:
        return {"rows": list_withdrawals(now())}


@page(Partner, "story/<int:story>/", "holders")
class HoldersView(PartnersView):
    """All partners with the version of one story they hold, holders first."""

    tab = "holders"
    title = gettext_lazy("Partners holding the story")

    def page_context(self) -> dict[str, Any]:
        article = get_object_or_404(Article, pk=self.kwargs["story"])
        deliveries = {d.partner_id: d for d in Delivery.objects.filter(article=article)}
        partners = Partner.objects.prefetch_related("sections", "agencies").order_by("name")
        at = now()
        rows = [
            {
                "partner": partner,
                "delivery": deliveries.get(partner.pk),
                "is_covered": Edition.objects.for_partner(partner, at=at).filter(article=article).exists(),
            }
            for partner in partners
        ]
        rows.sort(key=lambda row: row["delivery"] is None)
        return {"story": article, "rows": rows}


@page(Partner, "<int:pk>/see/")
class PayloadPreviewView(PartnerView):
    """A story as the partner receives it; without a story, suggestions."""

    tab = "payload_preview"

    @property
    def title(self) -> str:
        return _("View as %(partner)s") % {"partner": self.partner}

    def page_context(self) -> dict[str, Any]:
        partner, at, query = self.partner, now(), self.request.GET
        words = query.get("story", "").strip().lstrip("#")
        chosen_format = query.get("format", "")
        chosen_format = chosen_format if chosen_format in FORMATS else "ninjs-3.1"
        key = preview_key(partner, at, query.get("key", ""))
        context = {
            "query": words, "format": chosen_format, "formats": FORMATS, "key": key,
            "keys": live_keys(partner, at), "scopes": scope_labels(key),
        }  # fmt: skip
        pk = parse_integer(words)
        article = None if pk is None else Article.objects.filter(pk=pk).first()
        if article is None:
            return context | {"suggestions": _suggest_stories(words)}
        preview = preview_for(partner, key, article, at, chosen_format)
        return context | {"story": article, "preview": preview}


def _suggest_stories(words: str) -> QuerySet[Article]:
    """Return stories with the words in the headline, or the latest published ones."""
    stories = (
        Article.objects.filter(headline__icontains=words) if words else Article.objects.exclude(version=0)
    )
    return stories.order_by("-published_at", "-pk")[:MAX_SUGGESTIONS]


MAX_MESSAGES = 50


@page(Partner, "<int:pk>/webhooks/")
class PartnerWebhooksView(PartnerView):
    tab = "webhooks"
    title = gettext_lazy("Webhooks")

    def page_context(self) -> dict[str, Any]:
        rows = WebhookMessage.objects.filter(webhook__partner=self.partner)
        return {
            "hooks": Webhook.objects.filter(partner=self.partner),
            "webhook_messages": rows.select_related("webhook", "article")[:MAX_MESSAGES],
            "blocked": BlockedHost.objects.filter(partner=self.partner),
        }

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        require_permission(request, "articles.change_partner")
        with show_refusal(request):
            messages.success(request, self._run_button(request.POST))
        return HttpResponseRedirect(request.path)

    def _run_button(self, data: QueryDict) -> str:
        """Run the action of a button and return its message."""
        at, button = now(), data.get("act", "")
        if button == "allow":
            return self._allow_host(_pk(data.get("blocked", "")))
        hook = Webhook.objects.filter(partner=self.partner, pk=_pk(data.get("webhook", ""))).first()
        if hook is None:
            raise ActionRefused(_("There is no such webhook."))
        if button == "replay":
            rows = WebhookMessage.objects.filter(webhook=hook, pk__in=data.getlist("message"))
            count = replay(hook, rows, at=at)
            return ngettext("%(n)d message is sent again.", "%(n)d messages are sent again.", count) % {
                "n": count
            }
        if button == "test" and hook.active:
            send_test(hook, at=at)
            return _("A test message is on its way.")
        if button == "off" and hook.active:
            switch_off(hook.pk, by=current_user(self.request), at=at)
            return _("The webhook is switched off: it is no longer called.")
        raise ActionRefused(_("This webhook is switched off."))

    def _allow_host(self, pk: int) -> str:
        blocked = BlockedHost.objects.filter(partner=self.partner, pk=pk).first()
        if blocked is None:
            raise ActionRefused(_("This host is no longer switched off."))
        host = allow_host(blocked.pk, by=current_user(self.request), at=now()).host
        return _("%(host)s is allowed again: the partner can add and switch on webhooks there.") % {
            "host": host
        }


def _pk(text: str) -> int:
    return parse_integer(text) or 0
