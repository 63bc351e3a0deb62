"""Choice of the providers whose content readers may load into a page."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.models import LinkOnlyProvider
from articles.models.audit import AuditVerb
from articles.text.embeds import PROVIDERS


@transaction.atomic
def choose_embed_providers(codes: Collection[str], *, by: Actor, at: datetime) -> bool:
    """Let readers load content of these providers alone; other content becomes a link.

    Return whether that changes anything.
    """
    require_permission(by, "change_linkonlyprovider")
    known = {provider.code for provider in PROVIDERS}
    if not known.issuperset(codes):
        raise ActionRefused(_("There is no such provider."), "providers")
    links = known - set(codes)
    before = {row.code: row for row in LinkOnlyProvider.objects.select_for_update()}
    for code in sorted(links - set(before)):
        row = LinkOnlyProvider.objects.create(code=code, set_at=at)
        audit(AuditVerb.SHOW_EMBEDS_AS_LINKS, row, by=by, at=at, provider=code)
    for code in sorted(set(before) - links):
        audit(AuditVerb.LET_EMBEDS_LOAD, before[code], by=by, at=at, provider=code)
        before[code].delete()
    return links != set(before)
