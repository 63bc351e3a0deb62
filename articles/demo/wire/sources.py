"""Agencies, sources and rules of the demo's wire, added once to a demo desk."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.actions.desk.reference_data import GrantDraft, save_entry, set_contract
from articles.actions.intake.effects.wire_rules import save_rule
from articles.actions.intake.receive import sources
from articles.demo.wire.script import read_setup
from articles.models import Agency, Section, WireSource
from articles.rights.grants import RightsChannel
from newsroom.encryption import CannotDecrypt

CHANNELS = (RightsChannel.SITE, RightsChannel.PARTNER, RightsChannel.ARCHIVE, RightsChannel.SOCIAL)
RETENTION_DAYS = 2
"""Days after which unused items are deleted: the demo delivers for as long as it runs."""


@dataclass(frozen=True, slots=True)
class DemoSources:
    """The sources of the demo's agencies, with the key of the pushed one."""

    folder: WireSource
    push: WireSource
    poll: WireSource
    key: str
    """Key for deliveries; empty if it can no longer be read."""


def ensure_demo_wire(at: datetime) -> None:
    """Add the agencies with their contracts, the sources and the rules.

    What the desk changed stays as it is; rules are added with the sources, so that a deleted one does not return.
    """
    setup = read_setup()
    sections = dict(Section.objects.values_list("slug", "pk"))
    agencies = {entry["code"]: _ensure_agency(entry, at) for entry in setup["agencies"]}
    created = [_ensure_source(entry, agencies, sections, at) for entry in setup["sources"]]
    if any(created):
        for entry in setup["rules"]:
            facts = {name: value for name, value in entry.items() if name != "section"}
            save_rule({**facts, "section_id": sections.get(entry["section"])}, topic_ids=(), by=None, at=at)


def _ensure_agency(entry: dict[str, Any], at: datetime) -> Agency:
    if agency := Agency.objects.filter(code=entry["code"]).first():
        return agency
    agency = save_entry(Agency, entry, by=None, at=at)
    sources.ensure_spelling(agency)
    set_contract(agency.pk, [GrantDraft(channel=channel) for channel in CHANNELS], by=None, at=at)
    return agency


def _ensure_source(
    entry: dict[str, Any], agencies: dict[str, Agency], sections: dict[str, int], at: datetime
) -> bool:
    """Add a source, with a random key for deliveries; return whether it is new.

    A polled source is switched on by the generator, which has its server. No alarm begins when the demo was stopped.
    """
    facts = {name: value for name, value in entry.items() if name not in {"code", "section"}}
    facts |= {
        "agency": agencies[entry["code"]],
        "section_id": sections.get(entry["section"]),
        "retention_days": RETENTION_DAYS,
        "silence_alarm": False,
        "active": entry["transport"] != WireSource.Transport.POLL,
    }
    source, created = sources.ensure_source(entry["code"], facts, at=at)
    if created and source.transport == WireSource.Transport.PUSH:
        sources.save_credentials(
            source.pk, token=sources.issue_source_key(source.pk, by=None, at=at), by=None, at=at
        )
    return created


def find_demo_sources() -> DemoSources | None:
    """Return the sources of the demo's agencies; None on a desk without the demo."""
    found = {source.transport: source for source in WireSource.objects.filter(code__in=_list_codes())}
    if len(found) < len(read_setup()["sources"]):
        return None
    push = found[WireSource.Transport.PUSH]
    return DemoSources(
        found[WireSource.Transport.FOLDER], push, found[WireSource.Transport.POLL], _read_key(push)
    )


def _list_codes() -> list[str]:
    return [entry["code"] for entry in read_setup()["sources"]]


def _read_key(source: WireSource) -> str:
    try:
        return sources.read_credentials(source).token
    except CannotDecrypt:
        return ""
