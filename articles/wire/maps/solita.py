"""Solita XML beyond its map: markup of texts, contacts and channels. Pure."""

from articles.wire.body import paragraphs, read_html, read_plain
from articles.wire.field_map.agency_fields import AgencyFields
from articles.wire.item import BodyBlock, EditorNote

_NAMES = ["@channel", "label", "title", "name", "description"]


def set_service(item: AgencyFields) -> None:
    channels = item.find("distributionChannels/distributionChannel")
    names = (item.line(_NAMES, channel) for channel in channels)
    item.draft.set("service", ", ".join(filter(None, names)), "distributionChannels")


def set_lead(item: AgencyFields) -> None:
    item.draft.set("teaser", " ".join(block.text for block in _read_markup(item, "leadtext")), "leadtext")


def set_text(item: AgencyFields) -> None:
    """Set the text with the portrait of the company."""
    item.draft.set("body", (*_read_markup(item, "body"), *_read_markup(item, "boilerplate")), "body")


def set_contacts(item: AgencyFields) -> None:
    """Set the contacts as notes to desks: addresses and numbers are not for readers."""
    persons = [", ".join(item.lines("*", contact)) for contact in item.find("contacts/contact")]
    persons = [*filter(None, persons)] or [item.line("contactsAsText")]
    notes = [EditorNote(text, role="contact") for text in persons if text]
    item.draft.add("ednotes", notes, "contacts")


def _read_markup(item: AgencyFields, name: str) -> tuple[BodyBlock, ...]:
    if item.find(f"{name}[*]"):
        return paragraphs(item.lines(f"{name}[1]/*"))
    source = item.raw(name)
    return read_html(source) if "<" in source or "&" in source else read_plain(source)
