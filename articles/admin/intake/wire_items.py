"""Read-only admin of received copy: the raw bytes and the parsed result."""

import json
from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import RangeDateTimeFilter
from unfold.decorators import display

from articles.actions.intake.item_copy import displayed_text
from articles.admin.badges import badge
from articles.models import WireItem
from newsroom.admin.base import ReadOnlyAdmin

TONES = {
    "received": "draft", "read": "in-review", "used": "published", "repeated": "draft", "superseded": "draft",
    "quarantined": "killed",
}  # fmt: skip
MAX_CHARACTERS = 20_000


@admin.register(WireItem)
class WireItemAdmin(ReadOnlyAdmin):
    list_display = ("headline", "received_at", "status_badge", "channel_label", "size", "article")
    list_select_related = ("article",)
    list_filter = ("status", "channel", ("received_at", RangeDateTimeFilter))
    search_fields = ("reason", "article__headline")
    fields = (
        "status_badge",
        "next_step",
        "received_at",
        "receiver",
        "channel",
        "media_type",
        "agency_item",
        "agency_version",
        "version_created",
        "size",
        "text",
        "reading_json",
    )
    readonly_fields = fields

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).select_related("article", "received_by")

    @display(description=gettext_lazy("copy"))
    def headline(self, item: WireItem) -> str:
        title = (item.reading or {}).get("headline")
        return str(title or " ".join(displayed_text(item)[:200].split())[:90] or f"#{item.pk}")

    @display(description=gettext_lazy("status"), ordering="status")
    def status_badge(self, item: WireItem) -> SafeString:
        label = badge(item.get_status_display(), TONES[item.status])
        if item.superseded_by_id is None:
            return format_html("{} {}", label, item.reason)
        url = reverse("admin:articles_wireitem_change", args=[item.superseded_by_id])
        return format_html('{} <a class="desk-link" href="{}">#{}</a>', label, url, item.superseded_by_id)

    @display(description=gettext_lazy("received by"))
    def receiver(self, item: WireItem) -> str:
        return str(item.received_by or "–")

    @display(description=gettext_lazy("received as"), ordering="channel")
    def channel_label(self, item: WireItem) -> str:
        return item.get_channel_display()

    @display(description=gettext_lazy("size"))
    def size(self, item: WireItem) -> str:
        return _("%(count)d bytes") % {"count": len(bytes(item.raw))}

    @display(description=gettext_lazy("what to do"))
    def next_step(self, item: WireItem) -> SafeString:
        if item.article_id is not None:
            url = reverse("admin:articles_article_change", args=[item.article_id])
            return format_html('<a class="desk-button" href="{}">{}</a>', url, _("Open the story"))
        url = reverse("admin:articles_article_review_copy", args=[item.pk])
        return format_html(
            '<a class="desk-button desk-primary" href="{}">{}</a>', url, _("Review it and create a story")
        )

    @display(description=gettext_lazy("as received"))
    def text(self, item: WireItem) -> SafeString:
        return format_html(
            '<pre class="desk-raw" tabindex="0">{}</pre>', displayed_text(item)[:MAX_CHARACTERS]
        )

    @display(description=gettext_lazy("what was read"))
    def reading_json(self, item: WireItem) -> SafeString:
        return format_html(
            '<pre class="desk-raw" tabindex="0">{}</pre>',
            json.dumps(item.reading, ensure_ascii=False, indent=2)[:MAX_CHARACTERS],
        )
