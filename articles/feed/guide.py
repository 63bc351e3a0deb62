"""The public guide for partners."""

from typing import Any

from django.conf import settings
from django.views.generic import TemplateView

from articles.site.brand import read_brand


class GuideView(TemplateView):
    http_method_names = ["get", "head"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        site = settings.SITE_URL
        return super().get_context_data(
            site=site, base=f"{site}/api/v1", site_name=read_brand().name, **kwargs
        )
