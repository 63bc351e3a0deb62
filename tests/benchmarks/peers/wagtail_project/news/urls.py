from typing import Any

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from news import views
from news.models import StoryPage


class StoriesAPIViewSet(PagesAPIViewSet):
    def get_queryset(self) -> Any:
        found = super().get_queryset()
        if found.model is StoryPage:
            return found.select_related("locale").prefetch_related("story_people__person")
        return found


api = WagtailAPIRouter("wagtailapi")
api.register_endpoint("pages", StoriesAPIViewSet)

urlpatterns = [
    path("cms/", include(wagtailadmin_urls)),
    path("api/v2/", api.urls),
    path("person/<slug:slug>/", views.person, name="person"),
    path("archive/", views.archive, name="archive"),
    path("search/", views.search, name="search"),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("", include(wagtail_urls)),
]
