"""Taking a story back: withhold for now, restore, kill for good. Public view ends with the transaction."""

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.editions import go_live, latest, retire
from articles.actions.errors import ActionRefused
from articles.actions.gate import pass_gate
from articles.actions.guards import Actor, begin
from articles.actions.history import audit, record
from articles.actions.publication_log import append
from articles.models import Article, Revision
from articles.models.publication import Kind, Operation
from articles.workflow import MOVES, State


class WithdrawalReason(models.TextChoices):
    WRONG = "wrong", gettext_lazy("wrong in substance")
    LEGAL = "legal", gettext_lazy("legal objection")
    PRIVACY = "privacy", gettext_lazy("privacy")
    RIGHTS = "rights", gettext_lazy("no rights")
    AGENCY_KILL = "agency-kill", gettext_lazy("killed by the agency")
    DUPLICATE = "duplicate", gettext_lazy("published twice")


def withhold(
    article_id: int, *, reason: str, by: Actor, at: datetime, note: str = "", notice: str = ""
) -> Article:
    """Off every outlet at once, to be restored or killed later. `notice` is what readers are told, may be empty."""
    return _withdraw("withhold", article_id, reason=reason, by=by, at=at, note=note, notice=notice)


def kill(
    article_id: int, *, reason: str, by: Actor, at: datetime, note: str = "", notice: str = ""
) -> Article:
    """Gone for good: outlets answer 410, partners are told to remove every copy. The desk keeps every byte."""
    return _withdraw("kill", article_id, reason=reason, by=by, at=at, note=note, notice=notice)


@transaction.atomic(durable=True)
def _withdraw(
    move: str, article_id: int, *, reason: str, by: Actor, at: datetime, note: str, notice: str
) -> Article:
    article = begin(move, article_id, by=by)
    if reason not in WithdrawalReason.values:
        raise ActionRefused(_("Choose why the story is withdrawn."), "reason")
    article.state = MOVES[move].end or article.state
    article.withdrawal_reason = reason
    article.public_notice = notice.strip()
    article.save(update_fields=["state", "withdrawal_reason", "public_notice"])
    retire(article)
    record(article, by=by, at=at, kind=Revision.Kind.WITHDRAWN, note=note or move)
    audit(move, article, by=by, at=at, reason=reason, note=note)
    killed = move == "kill"
    append(
        article,
        latest(article),
        op=Operation.CANCEL if killed else Operation.WITHHOLD,
        kind=Kind.KILL if killed else Kind.WITHHELD,
        by=by,
        at=at,
        cause=reason,
    )
    return article


@transaction.atomic(durable=True)
def restore(article_id: int, *, by: Actor, at: datetime, note: str = "") -> Article:
    """A withheld story goes public again as its next version, through the gate like any other."""
    article = begin("restore", article_id, by=by)
    pass_gate(article, at)
    article.state = State.PUBLISHED
    article.version += 1
    article.published_at = at
    article.withdrawal_reason = article.public_notice = ""
    article.save()
    edition = go_live(article, at)
    record(article, by=by, at=at, kind=Revision.Kind.PUBLISHED, note=note or "restore")
    audit("restore", article, by=by, at=at)
    append(article, edition, op=Operation.PUT, kind=Kind.RESTORE, by=by, at=at, cause=note)
    return article
