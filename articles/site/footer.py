"""The standing pages a site has, as its footer lists them."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.models import StandingPage
from articles.site.visit import Visit

Name = StandingPage.Name
BROUGHT_ALONG = (Name.POLICY, Name.PRIVACY, Name.ACCESSIBILITY, Name.RIGHTS)
"""What the product itself can tell truly of its site; who publishes it, only the desk can say."""


@dataclass(frozen=True, slots=True)
class Listed:
    path: str
    title: str


def listed(visit: Visit) -> Iterator[Listed]:
    """The pages there are, in the footer's order."""
    for name in Name:
        if name in BROUGHT_ALONG or name in visit.state.written:
            yield Listed(f"/{name}/", str(name.label))
