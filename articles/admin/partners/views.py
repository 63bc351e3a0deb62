"""Pages of a partner beside its contract: how it stands, what it holds, what it has to take back, what it sees."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import visibility
from articles.actions.partners.contracts_and_keys import live_keys
from articles.admin.partners.health import format_duration, format_time_left, partner_health
from articles.admin.partners.payload_preview import FORMATS, preview_for, preview_key
from articles.admin.partners.recalls import list_recalls
from articles.admin.partners.usage import usage_report
from articles.models import Article, Delivery, Edition, Partner, Webhook
from newsroom.admin.base import now, require_permission
from newsroom.strict_values import parse_integer

PAGE_SIZE = 50
MAX_SUGGESTIONS = 12


def get_partner(number: int) -> Partner:
    return get_object_or_404(Partner.objects.prefetch_related("keys", "sections", "agencies"), pk=number)


@dataclass(frozen=True, slots=True)
class PartnerPages:
    model_admin: Any

    def urls(self) -> tuple[Any, ...]:
        return (
            ("recalls/", "articles_partner_all_recalls", self._page(self.all_recalls)),
            ("story/<int:story>/", "articles_partner_holders", self._page(self.holders)),
            ("<int:number>/overview/", "articles_partner_overview", self._page(self.overview)),
            ("<int:number>/deliveries/", "articles_partner_deliveries", self._page(self.deliveries)),
            ("<int:number>/recalls/", "articles_partner_recalls", self._page(self.recalls)),
            ("<int:number>/see/", "articles_partner_see", self._page(self.see)),
        )

    def _page(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        def permitted(request: HttpRequest, **arguments: Any) -> HttpResponse:
            require_permission(request, "articles.view_partner")
            return view(request, **{k: v for k, v in arguments.items() if k in {"number", "story"}})

        return permitted

    def _shown(self, request: HttpRequest, page: str, title: str, **context: Any) -> HttpResponse:
        frame = {**self.model_admin.admin_site.each_context(request), "opts": self.model_admin.opts}
        partner = context.get("partner")
        frame |= {"title": title, "subtitle": partner.name if partner else "", "tab": page, "asked_at": now()}
        return TemplateResponse(request, f"admin/articles/partner/{page}.html", frame | context)

    def overview(self, request: HttpRequest, number: int) -> HttpResponse:
        partner, at = get_partner(number), now()
        ends = [key.expires_at for key in live_keys(partner, at) if key.expires_at]
        standing = partner_health([partner], at)[partner.pk]
        behind = standing.lag.minutes(at) if standing.lag else 0
        return self._shown(
            request, "overview", _("How it stands"),
            partner=partner,
            standing=standing,
            lag=format_duration(timedelta(minutes=behind)) if behind else "",
            runs=visibility.is_contract_active(partner, at),
            contract_left=format_time_left(partner.contract_until, at) if partner.contract_until else "",
            keys=live_keys(partner, at),
            key_left=format_time_left(max(ends), at) if ends else "",
            usage=usage_report(partner, at),
            hooks=Webhook.objects.filter(partner=partner),
        )  # fmt: skip

    def deliveries(self, request: HttpRequest, number: int) -> HttpResponse:
        """Who searches by number or by words of the headline finds what the partner was handed of it."""
        partner, asked = get_partner(number), request.GET.get("q", "").strip()
        held = Delivery.objects.filter(partner=partner).select_related("article", "article__feed_state")
        if asked:
            story, words = parse_integer(asked), asked.replace("\0", "")
            by_number = Q() if story is None else Q(article=story)
            held = held.filter(by_number | Q(article__headline__icontains=words))
        page = Paginator(held.order_by("-at", "-pk"), PAGE_SIZE).get_page(request.GET.get("page"))
        return self._shown(request, "deliveries", _("What it holds"), partner=partner, rows=page, asked=asked)

    def recalls(self, request: HttpRequest, number: int) -> HttpResponse:
        partner = get_partner(number)
        found = list_recalls(now(), partner)
        return self._shown(request, "recalls", _("What it has to take back"), partner=partner, rows=found)

    def all_recalls(self, request: HttpRequest) -> HttpResponse:
        return self._shown(request, "recalls", _("What partners have to take back"), rows=list_recalls(now()))

    def holders(self, request: HttpRequest, story: int) -> HttpResponse:
        """Every partner with what it holds of one story, those that hold something first."""
        article = get_object_or_404(Article, pk=story)
        held = {d.partner_id: d for d in Delivery.objects.filter(article=article)}
        partners = Partner.objects.prefetch_related("sections", "agencies").order_by("name")
        at = now()
        rows = [
            {
                "partner": partner,
                "held": held.get(partner.pk),
                "gets": Edition.objects.for_partner(partner, at=at).filter(article=article).exists(),
            }
            for partner in partners
        ]
        rows.sort(key=lambda row: row["held"] is None)
        return self._shown(request, "holders", _("Who holds it"), story=article, rows=rows)

    def see(self, request: HttpRequest, number: int) -> HttpResponse:
        """Without a story: which one? The newest that are out are offered."""
        partner, at = get_partner(number), now()
        asked = request.GET.get("story", "").strip().lstrip("#")
        form = request.GET.get("format", "")
        form = form if form in FORMATS else "ninjs-3.1"
        key = preview_key(partner, at, request.GET.get("key", ""))
        context: dict[str, Any] = {
            "partner": partner, "asked": asked, "format": form, "formats": FORMATS, "key": key,
            "keys": live_keys(partner, at), "full_page": request.GET.get("raw") is None,
        }  # fmt: skip
        story = parse_integer(asked)
        article = None if story is None else Article.objects.filter(pk=story).first()
        if article is None:
            context["offered"] = _find_stories(asked)
            return self._shown(request, "see", _("See as %(partner)s") % {"partner": partner}, **context)
        context |= {"story": article, "seen": preview_for(partner, key, article, at, form)}
        return self._shown(request, "see", _("See as %(partner)s") % {"partner": partner}, **context)


def _find_stories(asked: str) -> Any:
    """Stories whose headline has the words; without words the newest that went out."""
    stories = (
        Article.objects.filter(headline__icontains=asked) if asked else Article.objects.exclude(version=0)
    )
    return stories.order_by("-published_at", "-pk")[:MAX_SUGGESTIONS]


def to_overview(number: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:articles_partner_overview", args=[number]))
