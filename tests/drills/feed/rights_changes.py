"""Changes of contracts, rights and licences during the drill, and worker rounds."""

import signal
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import cycle
from threading import Event

from django.db import connection
from django.db.utils import InterfaceError, OperationalError
from django.utils import timezone

from articles.actions.desk.reference_data import GrantDraft, set_contract
from articles.actions.partners.contracts_and_keys import save_partner
from articles.actions.photos.rights import block_photo, set_photo_rights
from articles.actions.publication.rights_changes import log_rights_changes
from articles.actions.stories.schedule import release_due
from articles.models import Agency, Partner, Photo, Section
from articles.rights.grants import RightsChannel
from tests.drills.feed.fixtures import CHANGING_AGENCY, CHANGING_PARTNER, ENDING_PARTNER, LICENSED_AGENCY

ROUND_SECONDS = 0.3
"""Seconds between two rounds of the worker."""


def set_coverage(
    sections: Sequence[str] = (), languages: Sequence[str] = (), agencies: Sequence[str] = ()
) -> None:
    """Set the coverage of the changing contract; an empty list means everything."""
    save_partner(
        Partner.objects.get(name=CHANGING_PARTNER).pk,
        {"languages": list(languages)},
        section_ids=list(Section.objects.filter(slug__in=sections).values_list("pk", flat=True)),
        agency_ids=list(Agency.objects.filter(code__in=agencies).values_list("pk", flat=True)),
        by=None,
        at=timezone.now(),
    )


def end_contract(until: datetime | None) -> None:
    partner = Partner.objects.get(name=ENDING_PARTNER)
    covered = [section.pk for section in partner.sections.all()]
    save_partner(partner.pk, {"contract_until": until}, section_ids=covered, by=None, at=timezone.now())


def license_until(until: datetime | None) -> None:
    """License the changing agency's text for partners until then."""
    drafts = [GrantDraft(channel=RightsChannel.SITE), GrantDraft(channel=RightsChannel.PARTNER, until=until)]
    set_contract(Agency.objects.get(code=CHANGING_AGENCY).pk, drafts, by=None, at=timezone.now())


def license_first_photo(*channels: RightsChannel) -> None:
    photo = Photo.objects.earliest("pk")
    drafts = [GrantDraft(channel=channel) for channel in channels]
    set_photo_rights(photo.pk, drafts, by=None, at=timezone.now())


def block_last_photo(blocked: bool) -> None:  # the action's object
    block_photo(Photo.objects.latest("pk").pk, blocked, by=None, at=timezone.now())


def in_one_second() -> datetime:
    return timezone.now() + timedelta(seconds=1)


RIGHTS_CHANGES: tuple[Callable[[], None], ...] = (
    lambda: set_coverage(sections=("sport", "hafen")),
    lambda: license_until(in_one_second()),
    lambda: end_contract(in_one_second()),
    lambda: set_coverage(languages=("en",)),
    lambda: license_first_photo(RightsChannel.SITE),
    lambda: license_until(None),
    lambda: set_coverage(agencies=(LICENSED_AGENCY,)),
    lambda: end_contract(None),
    lambda: block_last_photo(True),
    set_coverage,
    lambda: license_first_photo(RightsChannel.SITE, RightsChannel.PARTNER),
    lambda: block_last_photo(False),
)
"""Changes that are applied in turn."""


def set_final_rights() -> None:
    """Set all rights to a final state, so that nothing changes during the comparison."""
    license_until(None)
    end_contract(None)
    set_coverage(sections=("sport", "hafen", "kultur"), languages=("de",))
    license_first_photo(RightsChannel.SITE)


def run_worker_round() -> None:
    now = timezone.now()
    release_due(at=now)
    log_rights_changes(at=now)


def main(pause: float) -> None:
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    turns = cycle(RIGHTS_CHANGES)
    due = time.monotonic() + pause
    while not stop.wait(ROUND_SECONDS):
        retry_until_done(run_worker_round)
        if time.monotonic() >= due:
            retry_until_done(next(turns))
            due = time.monotonic() + pause
    time.sleep(2)  # the last embargo and the last licence end
    for action in (set_final_rights, run_worker_round):
        retry_until_done(action)


def retry_until_done(action: Callable[[], None]) -> None:
    """Run the action again until the database is back."""
    while True:
        try:
            action()
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(0.2)
        else:
            return
