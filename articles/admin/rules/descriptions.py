"""Conditions and effects of rules in words, for the list and the trial."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from articles.admin.wire.labels import KIND_LABELS, NOTICE_LABELS
from articles.models import WireRule
from articles.wire.item import ItemKind, Notice
from articles.wire.rules import split_patterns

_PATTERNS = ("providers", "languages", "services", "sluglines", "headlines", "subjects")


def describe_conditions(rule: WireRule) -> list[tuple[str, str]]:
    """Return the label and the values of each condition of a rule."""
    return list(_list_conditions(rule))


def _list_conditions(rule: WireRule) -> Iterator[tuple[str, str]]:
    if rule.source is not None:
        yield _("source"), rule.source.name
    for name in _PATTERNS:
        if values := split_patterns(getattr(rule, name)):
            label = getattr(WireRule._meta.get_field(name), "verbose_name", name)
            yield str(label), _(" or ").join(values)
    if rule.kinds:
        yield _("kinds"), _join(KIND_LABELS[ItemKind(kind)] for kind in rule.kinds)
    if rule.notices:
        yield _("announcements"), _join(NOTICE_LABELS[Notice(notice)] for notice in rule.notices)
    if rule.urgency_from is not None or rule.urgency_to is not None:
        yield _("urgency"), f"{rule.urgency_from or 1}–{rule.urgency_to or 9}"


def describe_effects(rule: WireRule) -> list[str]:
    """Return the effects of a rule in the order in which they happen."""
    return list(_list_effects(rule))


def _list_effects(rule: WireRule) -> Iterator[str]:
    if rule.section is not None:
        yield _("section “%(section)s”") % {"section": rule.section}
    if topics := [str(topic) for topic in rule.topics.all()]:
        yield _("topics: %(topics)s") % {"topics": ", ".join(topics)}
    if rule.tag_raw:
        yield _("closing tag %(tag)s") % {"tag": rule.tag_raw}
    if rule.auto_publish:
        yield _("makes a draft and publishes it")
    elif rule.auto_draft:
        yield _("makes a draft")
    if rule.is_last:
        yield _("no further rules apply")


def _join(labels: Any) -> str:
    return _(" or ").join(str(label) for label in labels)
