from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.wire_item import WireItem
from articles.models.wire_rule import WireRule


class FollowedStory(models.Model):
    """A story that a wire rule has published and that follows its item.

    Each later version of the item is applied without an editor, until somebody takes the story over.
    """

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, related_name="following", verbose_name=_("story")
    )
    item = models.ForeignKey(
        WireItem, on_delete=models.PROTECT, related_name="+", verbose_name=_("version applied")
    )
    rule = models.ForeignKey(
        WireRule, on_delete=models.SET_NULL, null=True, related_name="followed", verbose_name=_("wire rule")
    )
    rule_name = models.CharField(max_length=120)
    """Name of the rule at that time, which outlives it."""
    leader = models.CharField(_("follows"), max_length=120)
    """Name of the agency whose versions are applied."""
    since = models.DateTimeField(_("since"))
    applied_at = models.DateTimeField(_("last version applied"))
    ended_at = models.DateTimeField(_("taken over"), null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withhold_at = models.DateTimeField(_("withheld by itself"), null=True)
    """End of the use that the contract allows; it holds for a story that was taken over, too."""
    fetch_at = models.DateTimeField(null=True)
    """Time of the next attempt to fetch pictures of which only the address has come."""

    class Meta:
        ordering = ("-since", "-pk")
        verbose_name = _("followed story")
        verbose_name_plural = _("followed stories")
        indexes = [
            models.Index(F("withhold_at"), name="followed_to_end", condition=~Q(withhold_at=None)),
            models.Index(F("fetch_at"), name="followed_to_fetch", condition=~Q(fetch_at=None)),
        ]

    def __str__(self) -> str:
        return f"#{self.article_id} {self.leader}"
