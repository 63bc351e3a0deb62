from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        """Register the check of the theme folder."""
        from articles.site.theme import check_theme  # noqa: PLC0415  # needs the settings of a loaded project

        checks.register(check_theme, checks.Tags.templates)
