"""Wire sources: how agencies deliver, added and changed by the operator."""

from datetime import datetime

from django.db import transaction

from articles.actions.audit import audit
from articles.models import Agency, AgencySpelling, WireSource, WireSourceState
from articles.models.audit import AuditVerb
from articles.parsing.lexicon import BUILTIN


@transaction.atomic
def ensure_agency_source(code: str, *, at: datetime) -> WireSource | None:
    """Return the drop folder of an agency, created if missing; None if unknown."""
    agency = Agency.objects.filter(code=code).first()
    if agency is None and BUILTIN.find_agency(code) is not None:
        agency = Agency.objects.create(code=code, name=BUILTIN.agency_name(code))
    if agency is None:
        return None
    ensure_spelling(agency)
    source, created = WireSource.objects.get_or_create(
        code=code,
        defaults={
            "name": agency.name, "agency": agency, "transport": WireSource.Transport.FOLDER, "created_at": at,
        },
    )  # fmt: skip
    if created:
        WireSourceState.objects.create(source=source)
        audit(AuditVerb.ADD_WIRE_SOURCE, source, by=None, at=at)
    return source


def ensure_spelling(agency: Agency) -> None:
    """Let the parsers know the code of an agency that only this desk has."""
    known = BUILTIN.find_agency(agency.code)
    if known is None or known.code != agency.code:
        AgencySpelling.objects.get_or_create(spelling=agency.code, defaults={"agency": agency})
