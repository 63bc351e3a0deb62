from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        """Register the check of the theme folder and the receiver of mail reports."""
        from articles.site.theme import check_theme  # noqa: PLC0415  # needs the settings of a loaded project

        checks.register(check_theme, checks.Tags.templates)
        if settings.ANYMAIL:
            from anymail.signals import tracking  # noqa: PLC0415  # an extra

            from articles.actions.newsletters.bounces import end_by_provider  # noqa: PLC0415  # needs the models

            tracking.connect(end_by_provider)
