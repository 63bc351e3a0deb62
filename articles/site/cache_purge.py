"""Purge of whole shared caches after a change of the site."""

from dataclasses import dataclass

from django.conf import settings

from articles.site.site_version import SiteVersion, site_version
from newsroom.caching.purge import purge


@dataclass(slots=True)
class CachePurger:
    purged_version: SiteVersion | None = None
    """None in a new worker, whose first round therefore purges."""

    def purge_if_changed(self) -> bool:
        """Purge the cache if the site has changed; return whether it was purged.

        A cache that does not answer raises OSError, and the next round tries again.
        """
        version = site_version()
        if not settings.PURGE_URLS or version is None or version == self.purged_version:
            return False
        purge()
        self.purged_version = version
        return True


cache_purger = CachePurger()
