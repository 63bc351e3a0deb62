"""What the gate says of a story's words, hour and rights."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import visibility
from articles.actions.errors import CheckResult
from articles.actions.intake.embargo_lines import OpenEmbargo, find_open_embargo
from articles.models import Article
from articles.parsing.lint import StoryDraft, lint
from articles.parsing.tags.parse import read_tag
from articles.rights.grants import RightsChannel
from articles.selectors.desk_lexicon import desk_lexicon
from articles.text.paragraphs import plain_paragraphs

MAX_HEADLINE_LENGTH = 75
BLOCKING_FINDINGS = frozenset({"body.note", "body.embargo"})


def format_desk_time(time: datetime) -> str:
    return date_format(timezone.localtime(time), "j. F Y, H:i")


def check_text(article: Article) -> Iterator[CheckResult]:
    if not article.headline.strip():
        yield CheckResult("blocks", "headline-missing", _("The story has no headline."), "headline")
    elif len(article.headline) > MAX_HEADLINE_LENGTH:
        yield CheckResult(
            "warns", "headline-long", _("The headline has more than 75 characters."), "headline"
        )
    if article.section_id is None:
        yield CheckResult("blocks", "section-missing", _("Choose a section."), "section")
    if article.language not in Article.Language.values:
        yield CheckResult("blocks", "language-missing", _("Choose the language of the story."), "language")
    if not plain_paragraphs(article.body):
        yield CheckResult("blocks", "text-missing", _("The story has no text."), "body")
    if any(m.person_id is None and m.status != "rejected" for m in article.mentions.all()):
        yield CheckResult(
            "warns", "people-unconfirmed", _("Some people are not in the directory yet."), "mentions"
        )


def check_time(article: Article, at: datetime) -> Iterator[CheckResult]:
    if article.embargo_until is not None and article.embargo_until > at:
        yield CheckResult(
            "blocks",
            "under-embargo",
            _("The story is under embargo until %(time)s. Schedule it instead.")
            % {"time": format_desk_time(article.embargo_until)},
            "embargo_until",
        )
    if article.embargo_until is None and (found := find_open_embargo(article, at)) is not None:
        yield CheckResult("blocks", "embargo-unclear", _embargo_message(found, at), "embargo_until")


def _embargo_message(found: OpenEmbargo, at: datetime) -> str:
    """Return what to do about an embargo line of the notes, with what it was read as."""
    params = {"line": found.line, "time": format_desk_time(found.until) if found.until else ""}
    if found.until is None:
        said = _(
            "When the embargo in the notes ends could not be read: “%(line)s”. Set it, or take the line out."
        )
    elif found.until > at:
        said = _("The notes name an embargo until %(time)s: “%(line)s”. Set it, or take the line out.")
    else:
        said = _("The embargo in the notes seems over since %(time)s: “%(line)s”. If so, take the line out.")
    return said % params


def check_rights(
    article: Article, holders: Sequence[str], contracts: visibility.Contracts, at: datetime
) -> Iterator[CheckResult]:
    """The own site needs the right; where partners have none they get a stub, which is only told."""
    site = visibility.text_decision(holders, RightsChannel.SITE, at, contracts)
    if not site.allowed:
        yield CheckResult(
            "blocks",
            "text-rights",
            _("No right to publish this text on the own site (%(holder)s).")
            % {"holder": site.holder or article.tag.strip("()")},
            "tag_raw",
        )
    partner = visibility.text_decision(holders, RightsChannel.PARTNER, at, contracts)
    if not partner.allowed:
        yield CheckResult(
            "notes",
            "text-not-for-partners",
            _("Partners get no text, only where to find it: no right to hand it on (%(holder)s).")
            % {"holder": partner.holder or article.tag.strip("()")},
            "tag_raw",
        )


def check_tag(article: Article) -> Iterator[CheckResult]:
    """A word of the tag that nobody knows may be an agency without a contract: first it is taught."""
    if not read_tag(article.tag_raw).unknown:
        return
    for token in read_tag(article.tag_raw, desk_lexicon()).unknown:
        yield CheckResult(
            "blocks" if article.version == 0 else "warns",
            "agency-unknown",
            _("“%(token)s” in the sourcing tag is unknown. An agency without a contract stays a draft.")
            % {"token": token},
            "tag_raw",
        )


def check_notes_in_body(article: Article) -> Iterator[CheckResult]:
    """Notes to desks and embargo lines within the text would be published: what the copy's own check blocks."""
    draft = StoryDraft(
        headline=article.headline, body=plain_paragraphs(article.body), language=article.language
    )
    for finding in lint(draft):
        if finding.code in BLOCKING_FINDINGS:
            yield CheckResult("blocks", finding.code, _(finding.message) % finding.params, "body")
        elif finding.code == "body.contact":
            yield CheckResult("warns", finding.code, _(finding.message) % finding.params, "body")
