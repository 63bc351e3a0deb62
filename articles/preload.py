"""Loading of what all processes of a desk share, before they are forked."""

from django.conf import settings

from articles.text.typography import hyphenate

LONG_WORD = "Donaudampfschifffahrt"


def load_shared() -> None:
    """Load the hyphenation of the site's language."""
    hyphenate(LONG_WORD, settings.SITE_LANGUAGE)
