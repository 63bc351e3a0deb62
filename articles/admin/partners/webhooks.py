"""A partner's webhooks as the desk sees them: how they answer, what was rung, a test, a replay, switching off."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.actions.errors import ActionRefused
from articles.actions.webhooks.endpoints import allow_host, switch_off
from articles.actions.webhooks.outbox import replay, send_test
from articles.admin.partners.views import get_partner
from articles.models import BlockedHost, Partner, Webhook, WebhookMessage
from newsroom.admin.base import current_user, now, require_permission
from newsroom.strict_values import parse_integer

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class WebhookPages:
    model_admin: Any

    def urls(self) -> tuple[Any, ...]:
        return (("<int:number>/webhooks/", "articles_partner_webhooks", self.view),)

    def view(self, request: HttpRequest, number: int, **_kwargs: Any) -> HttpResponse:
        require_permission(request, "articles.view_partner")
        partner = get_partner(number)
        if request.method == "POST":
            self._act(request, partner)
            return HttpResponseRedirect(reverse("admin:articles_partner_webhooks", args=[number]))
        rung = WebhookMessage.objects.filter(webhook__partner=partner).select_related("webhook", "article")
        context = {
            **self.model_admin.admin_site.each_context(request), "opts": self.model_admin.opts,
            "title": _("Webhooks"), "subtitle": partner.name, "partner": partner, "tab": "webhooks",
            "hooks": Webhook.objects.filter(partner=partner), "rung": rung[:PAGE_SIZE],
            "blocked": BlockedHost.objects.filter(partner=partner),
            "may_act": request.user.has_perm("articles.change_partner"),
        }  # fmt: skip
        return TemplateResponse(request, "admin/articles/partner/webhooks.html", context)

    def _act(self, request: HttpRequest, partner: Partner) -> None:
        require_permission(request, "articles.change_partner")
        try:
            messages.success(request, done(request, partner))
        except ActionRefused as refusal:
            messages.error(request, refusal.message)


def done(request: HttpRequest, partner: Partner) -> str:
    """One button of the page; what was done, in words."""
    data, at = request.POST, now()
    if data.get("act") == "allow":
        return _allow(request, partner)
    hook = Webhook.objects.filter(partner=partner, pk=_number(data.get("webhook", ""))).first()
    if hook is None:
        raise ActionRefused(_("There is no such webhook."))
    match data.get("act", ""):
        case "test" if hook.active:
            send_test(hook, at=at)
            return _("A test message is on its way.")
        case "replay":
            chosen = WebhookMessage.objects.filter(webhook=hook, pk__in=data.getlist("message"))
            sent = replay(hook, chosen, at=at)
            return ngettext("%(n)d message is sent again.", "%(n)d messages are sent again.", sent) % {
                "n": sent
            }
        case "off" if hook.active:
            switch_off(hook.pk, by=current_user(request), at=at)
            return _("Switched off: the partner is not rung there any more.")
        case _:
            raise ActionRefused(_("This webhook is switched off."))


def _allow(request: HttpRequest, partner: Partner) -> str:
    blocked = BlockedHost.objects.filter(partner=partner, pk=_number(request.POST.get("blocked", ""))).first()
    if blocked is None:
        raise ActionRefused(_("This host is not switched off any more."))
    host = allow_host(blocked.pk, by=current_user(request), at=now()).host
    return _("%(host)s is allowed again: the partner may add and switch on webhooks there.") % {"host": host}


def _number(text: str) -> int:
    return parse_integer(text) or 0
