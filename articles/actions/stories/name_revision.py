"""Names of revisions, by which the desk finds a state of a story again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.models import Article, Revision, RevisionName
from articles.models.audit import AuditVerb

MAX_NAME = 60


@transaction.atomic
def name_revision(article_id: int, number: int, name: str, *, by: Actor, at: datetime) -> None:
    """Set the name of a revision; an empty name removes it."""
    require_permission(by, "change_article")
    article = Article.objects.get(pk=article_id)
    revision = Revision.objects.filter(article=article, number=number).only("pk").first()
    name = " ".join(name.split())
    if revision is None:
        raise ActionRefused(_("The story has no revision %(number)d.") % {"number": number})
    if len(name) > MAX_NAME:
        raise ActionRefused(_("A name has %(n)d characters at most.") % {"n": MAX_NAME}, "name")
    if name:
        RevisionName.objects.update_or_create(revision=revision, defaults={"name": name, "at": at, "by": by})
    else:
        RevisionName.objects.filter(revision=revision).delete()
    audit(AuditVerb.NAME_REVISION, article, by=by, at=at, revision=number, name=name)
