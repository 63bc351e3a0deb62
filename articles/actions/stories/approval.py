"""Approval by people outside the newsroom, each by a link to the preview."""

from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor
from articles.actions.stories.preview import add_preview
from articles.models import SharedPreview
from articles.models.audit import AuditVerb
from articles.selectors.approvals import digest_text
from articles.selectors.preview_tokens import PreviewRefusal, open_preview
from newsroom.mail_errors import MAIL_ERRORS

MAX_DAYS = 14
MAX_OBJECTION = 1_000

log = structlog.get_logger(__name__)


@transaction.atomic
def ask_for_approval(article_id: int, *, name: str, days: int, by: Actor, at: datetime) -> SharedPreview:
    """Return a preview of the story's next version that this person may approve."""
    name = " ".join(name.split())
    if not name:
        raise ActionRefused(_("Enter who is to approve the text."), "name")
    lifetime = timedelta(days=min(max(days, 1), MAX_DAYS))
    shared = add_preview(article_id, by=by, at=at, lifetime=lifetime, approver=name)
    audit(AuditVerb.ASK_FOR_APPROVAL, shared.article, by=by, at=at, name=name, until=shared.expires_at)
    return shared


def mail_approval_link(shared: SharedPreview, address: str, *, to: str, site: str) -> bool:
    """Email the link in the site's language; return whether the server accepted it.

    The email says nothing about the story, and its address is stored nowhere.
    """
    context = {"shared": shared, "address": address, "site": site}
    with translation.override(settings.SITE_LANGUAGE):
        subject = _("%(site)s asks for your approval") % {"site": site}
        text = render_to_string("admin/articles/article/approval_email.txt", context)
        try:
            EmailMessage(subject, text.strip(), to=[to]).send()
        except MAIL_ERRORS:
            log.exception("a link for approval could not be mailed", preview=shared.pk)
            return False
    return True


@transaction.atomic
def answer_preview(token: str, *, approves: bool, objection: str, text: str, at: datetime) -> SharedPreview:
    """Record the answer of the person named in the link.

    `text` is the digest of what was read. The link is the only permission needed.
    A later answer replaces an earlier one, and the audit list has both.
    """
    preview = open_preview(token, at, lock=True)
    if isinstance(preview, PreviewRefusal) or not preview.shared.approver:
        raise ActionRefused(_("This link does not work any more. Ask the newsroom for a new one."))
    words = "".join(filter(str.isprintable, " ".join(objection.split())))
    objection = "" if approves else words
    if not approves and not 0 < len(objection) <= MAX_OBJECTION:
        raise ActionRefused(
            _("Say in a sentence what is wrong, in %(n)d characters at most.") % {"n": MAX_OBJECTION}
        )
    if text != digest_text(preview.article):
        raise ActionRefused(_("The text has changed while you were reading. Please read it again."))
    shared = preview.shared
    verdict = SharedPreview.Reply.APPROVED if approves else SharedPreview.Reply.OBJECTED
    shared.verdict, shared.objection, shared.answered_at = verdict, objection, at
    shared.answered_revision, shared.answered_text = preview.article.revision, text
    shared.answers += 1
    shared.save()
    verb = AuditVerb.APPROVE_FROM_OUTSIDE if approves else AuditVerb.OBJECT_FROM_OUTSIDE
    detail = {"name": shared.approver, "revision": preview.article.revision, "reason": objection}
    audit(verb, preview.article, by=None, at=at, **{key: value for key, value in detail.items() if value})
    return shared
