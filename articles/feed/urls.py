from collections.abc import Collection, Mapping
from typing import Any

from django.conf import settings
from django.urls import path
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from drf_spectacular.views import SpectacularAPIView, SpectacularJSONAPIView, SpectacularSwaggerSplitView

from articles.feed.guide import GuideView
from articles.feed.views.atom import AtomView
from articles.feed.views.changes import ChangesView
from articles.feed.views.media import MediaFileView
from articles.feed.views.photos import PictureFileView, PictureView
from articles.feed.views.receipts import ReceiptsView
from articles.feed.views.stories import StoriesView
from articles.feed.views.story import IndexView, StoryItemView
from articles.feed.views.taxonomies import VOCABULARIES, make_detail_view, make_list_view
from articles.feed.views.usage import UsageView
from articles.feed.views.versions import VersionsView, VersionView
from articles.feed.views.webhooks import (
    DeliveriesView,
    ReplayOneView,
    ReplayView,
    RotateSecretView,
    SendTestView,
    WebhooksView,
    WebhookView,
)
from articles.feed.views.withdrawals import WithdrawalsView
from newsroom import csp

app_name = "feed"

# The reader of the API description styles itself inline; scripts stay our own files.
DOCS_CSP: Mapping[str, Collection[str] | str] = csp.allow_static_files(
    {
        "default-src": [CSP.SELF],
        "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
        "img-src": [CSP.SELF, "data:"],
        "object-src": [CSP.NONE],
        "base-uri": [CSP.NONE],
        "frame-ancestors": [CSP.NONE],
    },
    settings.STATIC_ORIGIN,
)
open_to_all: dict[str, Any] = {"permission_classes": [], "authentication_classes": []}

urlpatterns = [
    path("", IndexView.as_view(), name="index"),
    path("stories", StoriesView.as_view(), name="stories"),
    path("stories/<int:article_id>", StoryItemView.as_view(), name="story"),
    path("stories/<int:article_id>/versions", VersionsView.as_view(), name="versions"),
    path("stories/<int:article_id>/versions/<int:version>", VersionView.as_view(), name="version"),
    path("pictures/<int:photo_id>", PictureView.as_view(), name="picture"),
    path("pictures/<int:photo_id>/file/<slug:rendition>", PictureFileView.as_view(), name="picture-file"),
    path("media/<int:media_id>/file", MediaFileView.as_view(), name="media-file"),
    *(path(name, make_list_view(rows, name).as_view(), name=name) for name, rows in VOCABULARIES.items()),
    *(
        path(f"{name}/<int:number>", make_detail_view(rows, f"{name}_one").as_view(), name=f"{name}-one")
        for name, rows in VOCABULARIES.items()
    ),
    path("feed.atom", AtomView.as_view(), name="atom"),
    path("withdrawals", WithdrawalsView.as_view(), name="withdrawals"),
    path("receipts", ReceiptsView.as_view(), name="receipts"),
    path("changes", ChangesView.as_view(), name="changes"),
    path("webhooks", WebhooksView.as_view(), name="webhooks"),
    path("webhooks/<int:number>", WebhookView.as_view(), name="webhook"),
    path("webhooks/<int:number>/rotate", RotateSecretView.as_view(), name="webhook-rotate"),
    path("webhooks/<int:number>/test", SendTestView.as_view(), name="webhook-test"),
    path("webhooks/<int:number>/deliveries", DeliveriesView.as_view(), name="webhook-deliveries"),
    path("webhooks/<int:number>/replay", ReplayView.as_view(), name="webhook-replay"),
    path(
        "webhooks/<int:number>/deliveries/<str:message>/replay",
        ReplayOneView.as_view(),
        name="webhook-replay-one",
    ),
    path("usage", UsageView.as_view(), name="usage"),
    path("guide/en/", GuideView.as_view(template_name="feed/guide_en.html"), name="guide"),
    path("guide/de/", GuideView.as_view(template_name="feed/guide_de.html"), name="guide-de"),
    path("schema", SpectacularAPIView.as_view(**open_to_all), name="schema"),
    path("schema.json", SpectacularJSONAPIView.as_view(**open_to_all), name="schema-json"),
    path(
        "docs/",
        csp_override(DOCS_CSP)(
            SpectacularSwaggerSplitView.as_view(
                url_name="feed:schema", http_method_names=["get", "head"], **open_to_all
            )
        ),
        name="docs",
    ),
]
