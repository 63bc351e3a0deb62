"""Language tags of BCP 47: form, names and direction of the script."""

import re
from collections.abc import Iterable

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info, gettext_lazy

MAX_LENGTH = 12
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?", re.IGNORECASE
)
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "ug", "ur", "yi"})
"""Not by Django's list: it has Azerbaijani, which is written in Latin letters."""
_MORE_NAMES = {
    "fo": gettext_lazy("Faroese"),
    "fur": gettext_lazy("Friulian"),
    "gsw": gettext_lazy("Swiss German"),
    "lld": gettext_lazy("Ladin"),
    "mt": gettext_lazy("Maltese"),
    "nds": gettext_lazy("Low German"),
    "rm": gettext_lazy("Romansh"),
    "yi": gettext_lazy("Yiddish"),
    "zh": gettext_lazy("Chinese"),
}
"""Names that Django does not have."""


def normalize_tag(text: str) -> str:
    """Return the tag in its usual spelling, such as `de-AT`; empty for no tag."""
    match = _TAG.fullmatch(text.strip().replace("_", "-"))
    if match is None:
        return ""
    script, region = match["script"] or "", match["region"] or ""
    return "-".join(part for part in (match["language"].lower(), script.capitalize(), region.upper()) if part)


def primary_tag(tag: str) -> str:
    """Return the language of a tag without script and region."""
    return tag.partition("-")[0].lower()


def name_language(tag: str) -> str:
    """Return the name in the interface's language: `Französisch`, `Deutsch (AT)`.

    A language without a name has its tag.
    """
    primary, _, rest = tag.partition("-")
    code = primary.lower()
    if code in LANG_INFO:
        name = str(get_language_info(code)["name_translated"])
    elif code in _MORE_NAMES:
        name = str(_MORE_NAMES[code])
    else:
        return tag
    return f"{name} ({rest})" if rest else name


def has_name(tag: str) -> bool:
    """Return whether the language is known by name."""
    return primary_tag(tag) in LANG_INFO or primary_tag(tag) in _MORE_NAMES


def text_direction(tag: str) -> str:
    return "rtl" if primary_tag(tag) in _RIGHT_TO_LEFT else "ltr"


def match_tag(tag: str, tags: Iterable[str]) -> str:
    """Return the tag if it is among `tags`, else the first of its language.

    Return an empty string if there is none.
    """
    among = list(tags)
    wanted = normalize_tag(tag)
    if wanted in among:
        return wanted
    return next((one for one in among if wanted and primary_tag(one) == primary_tag(wanted)), "")
