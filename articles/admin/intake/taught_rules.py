"""Reading rules that corrections of a copy propose, or that its tag teaches."""

from typing import Any

import structlog
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.actions.errors import ActionRefused
from articles.actions.intake.receive.program_faults import PROGRAM_FAULTS
from articles.actions.reading_rules.decisions import (
    find_rules,
    propose_rule,
    teach_new_agency,
    teach_rule,
)
from articles.admin.intake.forms import CopyForm
from articles.admin.reading_rules.suggestions import read_form
from articles.models import WireItem
from articles.parsing.corrections.proposals import propose_rules
from articles.parsing.corrections.types import ProposedRule, RuleKind
from articles.selectors.desk_lexicon import desk_lexicon
from newsroom.admin.base import current_user, now

log = structlog.get_logger(__name__)

MAX_PROPOSALS = 8
"""Rules that one story may propose; a copy corrected in more places was misread as a whole."""


def propose_from_corrections(request: HttpRequest, item: WireItem, form: CopyForm) -> None:
    """Store the rules that the corrections suggest; the story page lists them.

    The story is stored by now: a fault here is a message, and the editor goes on to the story.
    """
    try:
        proposals = propose_rules(form.copy, read_form(form), desk_lexicon())[:MAX_PROPOSALS]
        for proposed, rule in zip(proposals, find_rules(proposals), strict=True):
            if rule is None:
                _propose_rule(request, item, proposed)
    except PROGRAM_FAULTS:
        log.exception("rules from corrections could not be proposed", item=item.pk)
        messages.warning(
            request,
            _("The story is saved, but a fault of the program prevented the proposal of reading rules."),
        )


def _propose_rule(request: HttpRequest, item: WireItem, proposed: ProposedRule) -> None:
    """Store one proposal; a refused one is a message, and the others are stored."""
    try:
        propose_rule(proposed, item_id=item.pk, by=current_user(request), at=now())
    except ActionRefused as refusal:
        messages.warning(
            request,
            _("The story is saved, but the reading rule for “%(text)s” was not proposed. %(reason)s")
            % {"text": proposed.text, "reason": refusal.message},
        )


def teach_token(request: HttpRequest, item: WireItem, form: CopyForm) -> None:
    """Teach an unknown tag token as spelling, agency or initials, by a rule."""
    token = request.POST["_teach"]
    if token not in form.tokens:  # taught meanwhile; the page then shows it as known
        return
    facts: dict[str, Any] = {"item_id": item.pk, "by": current_user(request), "at": now()}
    agency, name = form.get_token_agency(token), form.get_token_value(token, "name")
    new = form.get_token_value(token, "new")
    try:
        if agency:
            rule = teach_rule(ProposedRule(RuleKind.SPELLING, token, agency, token, agency), **facts)
        elif new:
            rule = teach_new_agency(new, token, **facts)
        elif name:
            rule = teach_rule(ProposedRule(RuleKind.INITIALS, token.lower(), name, token, name), **facts)
        else:
            messages.warning(request, _("Choose the agency, or enter whose initials these are."))
            return
    except ActionRefused as refusal:
        messages.error(request, refusal.message)
        return
    url = reverse("admin:articles_readingrule_change", args=[rule.pk])
    said = _("“%(token)s” will be recognised from now on.") % {"token": token}
    messages.success(request, format_html('{} <a href="{}">{}</a>', said, url, _("See the rule or undo it")))
