"""Answers of people outside who were asked to approve a story's next version."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from articles.models import Article, SharedPreview

APPROVED_FIELDS = ("kicker", "headline", "dek", "body")
"""Fields whose change makes an approval one of an older text."""


def digest_text(article: Article) -> str:
    """Return the digest by which an answer is bound to the text that was read."""
    text = json.dumps([getattr(article, name) for name in APPROVED_FIELDS])
    return hashlib.sha256(text.encode()).hexdigest()


def describe_open_approvals(article: Article, approvals: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return a sentence for each person who has not approved the present text.

    `approvals` has the newest first; of two for one person the newer counts.
    """
    newest = {one["approver"].casefold(): one for one in reversed(list(approvals))}
    sentences = (_describe(one, digest_text(article)) for one in newest.values())
    return [sentence for sentence in sentences if sentence]


def _describe(approval: Mapping[str, Any], text: str) -> str:
    if approval["verdict"] == SharedPreview.Reply.OBJECTED:
        message = _("Objection open: %(name)s objects: “%(objection)s”")
    elif not approval["verdict"]:
        message = _("%(name)s is asked for approval and has not answered yet.")
    elif approval["text"] != text:
        message = _("%(name)s approved an older text; it has changed since.")
    else:
        return ""
    return message % {"name": approval["approver"], "objection": approval["objection"]}
