from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self) -> None:
        """Show accounts under their display names, and their app under its menu's title."""
        from django.contrib.auth.models import User  # noqa: PLC0415  # models load after this module

        from newsroom.account_names import display_name  # noqa: PLC0415
        from newsroom.media_store import check  # noqa: F401, PLC0415  # registers itself

        User.add_to_class("__str__", display_name)
        apps.get_app_config("auth").verbose_name = gettext_lazy("Access")
