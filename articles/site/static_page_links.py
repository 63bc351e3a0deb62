"""Static pages in the order of the footer."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from articles.models import StaticPage
from articles.url_paths import site_path

Name = StaticPage.Name
BUILTIN_PAGES = (Name.POLICY, Name.PRIVACY, Name.ACCESSIBILITY, Name.RIGHTS)
"""Pages with a built-in text, true of every site that runs this product."""

DESK_PAGES = (Name.IMPRINT, Name.CONTACT, Name.ACCESSIBILITY)
"""Pages with facts that only the desk knows: it gets a starter text, and a reminder until it has written them."""


@dataclass(frozen=True, slots=True)
class StaticPageLink:
    path: str
    title: str


def list_static_pages(written: Collection[str]) -> Iterator[StaticPageLink]:
    """Yield the built-in pages and those that the desk has `written`."""
    for name in Name:
        if name in BUILTIN_PAGES or name in written:
            yield StaticPageLink(site_path(f"/{name}/"), str(name.label))
