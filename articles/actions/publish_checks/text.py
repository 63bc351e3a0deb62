"""Publish checks of fields, people, embargo, text rights and closing tag."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.actions.errors import CheckResult
from articles.actions.intake.effects.embargo_lines import OpenEmbargo
from articles.actions.stories.prefetch import PublishSnapshot
from articles.models import Mention
from articles.models.story_text import AiUse
from articles.parsing.lint import StoryDraft, lint

MAX_HEADLINE_LENGTH = 75
LINT_SEVERITIES = {"body.note": "blocks", "body.embargo": "blocks", "body.contact": "warns"}
"""Findings of the copy linter that concern publication."""


def format_desk_time(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATETIME_FORMAT")


def check_fields(snapshot: PublishSnapshot) -> list[CheckResult]:
    article, results = snapshot.article, []
    if not article.headline.strip():
        results.append(CheckResult("blocks", "headline-missing", _("The story has no headline."), "headline"))
    elif len(article.headline) > MAX_HEADLINE_LENGTH:
        results.append(
            CheckResult("warns", "headline-long", _("The headline has more than 75 characters."), "headline")
        )
    if article.section_id is None:
        results.append(CheckResult("blocks", "section-missing", _("Choose a section."), "section"))
    if not article.language:
        message = _("Choose the language of the story.")
        results.append(CheckResult("blocks", "language-missing", message, "language"))
    if not snapshot.paragraphs:
        results.append(CheckResult("blocks", "text-missing", _("The story has no text."), "body"))
    return results


def check_review(snapshot: PublishSnapshot) -> list[CheckResult]:
    """Block a text that AI wrote until a named person has reviewed it."""
    article = snapshot.article
    if article.ai_use != AiUse.GENERATED or article.ai_reviewer:
        return []
    message = _("AI wrote this text. Name the person who has read and checked it.")
    return [CheckResult("blocks", "ai-review-missing", message, "ai_reviewer")]


def check_talk(snapshot: PublishSnapshot) -> list[CheckResult]:
    if not snapshot.open_threads:
        return []
    message = ngettext(
        "%(n)d comment of the desk is open.", "%(n)d comments of the desk are open.", snapshot.open_threads
    )
    return [CheckResult("warns", "talk-open", message % {"n": snapshot.open_threads}, "body")]


def check_approvals(snapshot: PublishSnapshot) -> list[CheckResult]:
    """Warn of people outside who were asked and have not approved the present text."""
    return [CheckResult("warns", "approval-open", message, "approval") for message in snapshot.open_approvals]


def check_placeholders(snapshot: PublishSnapshot) -> list[CheckResult]:
    if not snapshot.open_placeholders:
        return []
    message = _("A placeholder of the template is not filled in: %(words)s.")
    words = ", ".join(snapshot.open_placeholders)
    return [CheckResult("warns", "placeholder-open", message % {"words": words}, "body")]


def check_people(snapshot: PublishSnapshot) -> list[CheckResult]:
    if all(m.person_id is not None or m.status == Mention.Status.REJECTED for m in snapshot.mentions):
        return []
    message = _("Some people are not in the directory yet.")
    return [CheckResult("warns", "people-unconfirmed", message, "mentions")]


def check_embargo(snapshot: PublishSnapshot) -> list[CheckResult]:
    until, results = snapshot.article.embargo_until, []
    if until is not None and until > snapshot.at:
        message = _("The story is under embargo until %(time)s. Schedule it instead.")
        results.append(
            CheckResult(
                "blocks", "under-embargo", message % {"time": format_desk_time(until)}, "embargo_until"
            )
        )
    if snapshot.open_embargo is not None:
        message = _embargo_message(snapshot.open_embargo, snapshot.at)
        results.append(CheckResult("blocks", "embargo-unclear", message, "embargo_until"))
    return results


def _embargo_message(embargo: OpenEmbargo, at: datetime) -> str:
    """Return what the editor has to do about an embargo line in the notes."""
    params = {"line": embargo.line, "time": format_desk_time(embargo.until) if embargo.until else ""}
    if embargo.until is None:
        message = _(
            "The end of the embargo in the notes could not be read: “%(line)s”. Set the embargo or delete the line."
        )
    elif embargo.until > at:
        message = _(
            "The notes mention an embargo until %(time)s: “%(line)s”. Set the embargo or delete the line."
        )
    else:
        message = _(
            "The embargo in the notes appears to have ended on %(time)s: “%(line)s”. If so, delete the line."
        )
    return message % params


def check_text_rights(snapshot: PublishSnapshot) -> list[CheckResult]:
    """Block without the right for our own site; note a missing right for partners."""
    tag, results = snapshot.article.tag.strip("()"), []
    if not snapshot.on_site.allowed:
        message = _("There is no right to publish this text on our own site (%(holder)s).")
        results.append(
            CheckResult(
                "blocks", "text-rights", message % {"holder": snapshot.on_site.holder or tag}, "tag_raw"
            )
        )
    if not snapshot.for_partners.allowed:
        message = _(
            "Partners receive a notice without the text: there is no right to pass it on (%(holder)s)."
        ) % {"holder": snapshot.for_partners.holder or tag}
        results.append(CheckResult("notes", "text-not-for-partners", message, "tag_raw"))
    return results


def check_closing_tag(snapshot: PublishSnapshot) -> list[CheckResult]:
    """Ask for a decision on unknown words: each may be an agency without a contract."""
    severity = "blocks" if snapshot.article.version == 0 else "warns"
    message = _(
        "“%(token)s” in the closing tag is unknown. Without a contract with the agency the story stays a draft."
    )
    return [
        CheckResult(severity, "agency-unknown", message % {"token": word}, "tag_raw")
        for word in snapshot.unknown_tag_words
    ]


def check_lint(snapshot: PublishSnapshot) -> list[CheckResult]:
    """Block notes to desks and embargo lines in the text, which would be published."""
    article = snapshot.article
    draft = StoryDraft(headline=article.headline, body=snapshot.paragraphs, language=article.language)
    return [
        CheckResult(LINT_SEVERITIES[finding.code], finding.code, _(finding.message) % finding.params, "body")
        for finding in lint(draft)
        if finding.code in LINT_SEVERITIES
    ]
