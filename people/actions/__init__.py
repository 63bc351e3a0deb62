"""Every write to the directory."""

from people.actions.directory import (
    OfficeDraft,
    PersonDraft,
    PersonRefused,
    add_alias,
    add_people,
    add_person,
    save_person,
)

__all__ = [
    "OfficeDraft",
    "PersonDraft",
    "PersonRefused",
    "add_alias",
    "add_people",
    "add_person",
    "save_person",
]
