"""Addresses from words: German letters spelt out before accents fall, so that `Größe` is `groesse`, not `groe`."""

from django.utils.text import slugify

TRANSLITERATED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "ł": "l"})


def make_slug(words: str, longest: int = 100) -> str:
    """Small ASCII letters, figures and hyphens, cut at a word's end; empty where nothing of that is left."""
    slug = slugify(words.lower().translate(TRANSLITERATED))
    if len(slug) <= longest:
        return slug
    return slug[: longest + 1].rpartition("-")[0] or slug[:longest]
