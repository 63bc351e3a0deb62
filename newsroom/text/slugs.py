"""Slugs from German text."""

from django.utils.text import slugify

TRANSLITERATED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "ł": "l"})


def make_slug(words: str, longest: int = 100) -> str:
    """Return a slug of ASCII letters, digits and hyphens, cut at the end of a word.

    German letters are spelt out before accents are removed: `Größe` becomes `groesse`, not `groe`. The slug is empty
    when no letter or digit is left.
    """
    slug = slugify(words.lower().translate(TRANSLITERATED))
    if len(slug) <= longest:
        return slug
    return slug[: longest + 1].rpartition("-")[0] or slug[:longest]
