"""The standing pages a site has, as its footer lists them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from articles.models import StaticPage

Name = StaticPage.Name
BUILTIN_PAGES = (Name.POLICY, Name.PRIVACY, Name.ACCESSIBILITY, Name.RIGHTS)
"""What the product itself can tell truly of its site; who publishes it, only the desk can say."""

DESK_PAGES = (Name.IMPRINT, Name.CONTACT, Name.ACCESSIBILITY)
"""Pages with facts that only the desk has: it is given a text to begin from, and reminded until it has written them."""


@dataclass(frozen=True, slots=True)
class StaticPageLink:
    path: str
    title: str


def list_static_pages(written: Collection[str]) -> Iterator[StaticPageLink]:
    """The pages there are, in the footer's order: those brought along and those the desk has `written`."""
    for name in Name:
        if name in BUILTIN_PAGES or name in written:
            yield StaticPageLink(f"/{name}/", str(name.label))
