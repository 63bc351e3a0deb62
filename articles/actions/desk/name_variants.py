"""Names with several spellings, which the search treats as one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.audit import audit
from articles.actions.errors import ActionRefused
from articles.actions.permissions import Actor, require_permission
from articles.models import NameVariants
from articles.models.audit import AuditVerb
from people.names.match import normalize_name

MAX_NAMES, MAX_LENGTH = 20, 80


@transaction.atomic
def save_name_variants(
    names: str, note: str = "", *, by: Actor, at: datetime, pk: int | None = None
) -> NameVariants:
    """Add (`pk` None) or change the spellings of one name, one a line."""
    require_permission(by, "add_namevariants" if pk is None else "change_namevariants")
    entry = NameVariants() if pk is None else NameVariants.objects.select_for_update().get(pk=pk)
    spellings = {
        normalize_name(name): name for line in reversed(names.splitlines()) if (name := _clean_name(line))
    }
    _refuse_bad_names(spellings, pk)
    entry.keys, entry.note = sorted(spellings), " ".join(note.split())
    entry.names = "\n".join(reversed(spellings.values()))
    entry.save()
    audit(AuditVerb.ADD if pk is None else AuditVerb.SAVE, entry, by=by, at=at)
    return entry


@transaction.atomic
def delete_name_variants(pk: int, *, by: Actor, at: datetime) -> None:
    require_permission(by, "delete_namevariants")
    entry = NameVariants.objects.select_for_update().get(pk=pk)
    audit(AuditVerb.DELETE, entry, by=by, at=at)
    entry.delete()


def _clean_name(line: str) -> str:
    return " ".join(line.replace('"', " ").replace("\0", " ").split())


def _refuse_bad_names(spellings: dict[str, str], pk: int | None) -> None:
    if len(spellings) < 2 or "" in spellings:
        raise ActionRefused(_("Enter at least two different spellings, one a line."), "names")
    if len(spellings) > MAX_NAMES or max(map(len, spellings.values())) > MAX_LENGTH:
        message = _("At most %(names)d spellings of %(length)d characters each.")
        raise ActionRefused(message % {"names": MAX_NAMES, "length": MAX_LENGTH}, "names")
    others = NameVariants.objects.filter(keys__overlap=list(spellings))
    other = next((entry for entry in others if entry.pk != pk), None)
    if other is not None:
        raise ActionRefused(
            _("There is an entry with one of these spellings already: %(names)s") % {"names": other}, "names"
        )
