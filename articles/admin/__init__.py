"""The editors' desk: forms, lists and buttons. Nothing here writes; everything calls an action."""

from articles.admin import access, partners, photos, records, reference, stories, wire

__all__ = ["access", "partners", "photos", "records", "reference", "stories", "wire"]
