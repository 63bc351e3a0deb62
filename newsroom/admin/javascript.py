"""Words of the desk's scripts in the reader's language."""

from typing import Any

from django.conf import settings
from django.views.i18n import JavaScriptCatalog

SERVER_TIME_ZONE = "server"


class DeskJavaScriptCatalog(JavaScriptCatalog):
    """Catalogue of Django and of the editor, completed by `djangojs.po` of the desk."""

    packages = ["django.contrib.admin", "django_prose_editor"]

    def get_paths(self, packages: list[str]) -> list[Any]:
        return [*super().get_paths(packages), *settings.LOCALE_PATHS]

    def get_catalog(self) -> dict[str, Any]:
        return {**super().get_catalog(), SERVER_TIME_ZONE: settings.TIME_ZONE}
