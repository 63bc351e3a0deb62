"""A shared cache is emptied when what pages are made from has moved: by a publication at once, else in seconds."""

from dataclasses import dataclass

from django.conf import settings

from articles.site.site_version import SiteVersion, site_version
from newsroom.caching.purge import purge


@dataclass(slots=True)
class CachePurger:
    """What the shared cache was last emptied for; unknown when the worker starts, so the first round empties it."""

    stamp: SiteVersion | None = None

    def catch_up(self) -> bool:
        """Whether the cache was emptied. Where it does not answer, OSError: the next round tries again."""
        stamp = site_version()
        if not settings.PURGE_URL or stamp is None or stamp == self.stamp:
            return False
        purge()
        self.stamp = stamp
        return True


cache_purger = CachePurger()
