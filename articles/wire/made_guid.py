"""Identifiers of items whose file names none. Pure."""

from hashlib import sha256

from articles.parsing.errors import gettext_noop
from articles.wire.item_draft import ItemDraft


def set_made_guid(draft: ItemDraft, guid: str, path: str = "") -> None:
    """Set an identifier that the file does not name, with a warning."""
    draft.set("guid", guid, path)
    draft.set("guid_made", True, path)
    draft.warn(gettext_noop("The file names no identifier; one was made from its content."))


def set_hashed_guid(draft: ItemDraft, *facts: str) -> None:
    """Set a hash of facts unless the file names an identifier."""
    if draft.get("guid"):
        return
    digest = sha256("\x1f".join(facts).encode("utf-8", "replace")).hexdigest()
    set_made_guid(draft, f"sha256:{digest}")


def set_guid_of_headline(draft: ItemDraft, text: str = "") -> None:
    """Set a hash of provider, slug line, time and headline, without one of the text.

    An identifier of the file counts first.
    """
    headline = draft.get("headline", text)
    created = str(draft.get("versioncreated", ""))
    set_hashed_guid(draft, draft.get("provider", ""), draft.get("slugline", ""), created, headline)
