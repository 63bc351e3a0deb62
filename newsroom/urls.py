"""Root URL configuration: desk, partner API and readers' site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from newsroom.static_views import answer_static_file

admin.autodiscover()

urlpatterns = [
    # What a provider of mail reports. Its secret is checked by the package.
    *([path("intake/mail/", include("anymail.urls"))] if settings.ANYMAIL else []),
    path("admin/", admin.site.urls),
    path("api/v1/", include("articles.feed.urls")),
    path("intake/", include("articles.intake_api.urls")),
    path("plan/", include("articles.admin.plan.urls")),
    path("static/<path:name>", answer_static_file),
    path("", include("articles.site.urls")),
]

handler400 = "newsroom.error_views.bad_request"
handler403 = "newsroom.error_views.permission_denied"
handler404 = "articles.site.error_views.not_found"
handler500 = "newsroom.service_unavailable.server_error"
