"""Webhooks of a partner: their messages, a test, a replay, switching off."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.actions.errors import ActionRefused
from articles.actions.webhooks.endpoints import allow_host, switch_off
from articles.actions.webhooks.outbox import replay, send_test
from articles.admin.base import page, show_refusal
from articles.admin.partners.views import PartnerView
from articles.models import BlockedHost, Partner, Webhook, WebhookMessage
from newsroom.admin.base import current_user, now, require_permission
from newsroom.strict_values import parse_integer

PAGE_SIZE = 50


@page(Partner, "<int:pk>/webhooks/")
class PartnerWebhooksView(PartnerView):
    tab = "webhooks"
    title = gettext_lazy("Webhooks")

    def page_context(self) -> dict[str, Any]:
        rows = WebhookMessage.objects.filter(webhook__partner=self.partner)
        return {
            "hooks": Webhook.objects.filter(partner=self.partner),
            "webhook_messages": rows.select_related("webhook", "article")[:PAGE_SIZE],
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
