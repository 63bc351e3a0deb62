"""Loading of what all processes of a desk need, before they are forked."""

import gc

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import engines
from django.urls import get_resolver, reverse
from django.utils import translation
from django.utils.module_loading import import_string


def load_product() -> None:
    """Load views, translations, template tags and what the product names."""
    get_resolver().url_patterns  # noqa: B018  # loads every view
    engines.all()
    staticfiles_storage.exists(
        ""
    )  # reads the manifest: a later version may be installed before the next fork
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("Search")
            reverse("admin:index")
    import_string(settings.LOADED_BEFORE_FORKS)()


def freeze_memory() -> None:
    """Exempt all objects from garbage collection, which would write into shared pages."""
    gc.collect()
    gc.freeze()
