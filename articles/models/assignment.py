from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.taxonomy import Section
from articles.querysets import AssignmentQuerySet


class Assignment(models.Model):
    """A story given to a person or a section's desk.

    Handing it on ends the assignment and makes the next.
    """

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="assignments", verbose_name=_("story")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="assignments",
        verbose_name=_("person"),
    )
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("desk of the section")
    )
    wanted = models.CharField(_("what is wanted"), max_length=200, blank=True)
    due_at = models.DateTimeField(_("due"), null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("assigned by")
    )
    at = models.DateTimeField(_("assigned"))
    taken_at = models.DateTimeField(_("taken"), null=True)
    """When the person said that they do it; a desk's assignment is taken by handing it to oneself."""
    done_at = models.DateTimeField(_("done"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    """When it was done or handed on."""
    announced_at = models.DateTimeField(null=True)
    """When the audit list got the entry that it is due soon."""

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.CheckConstraint(
                condition=Q(user=None) ^ Q(section=None), name="assignment_is_to_a_person_or_a_desk"
            ),
            models.UniqueConstraint(
                "article", condition=Q(ended_at=None), name="story_has_one_open_assignment"
            ),
        ]
        indexes = [
            models.Index(F("user"), F("due_at"), name="assignment_open_of_user", condition=Q(ended_at=None)),
            models.Index(
                F("section"), F("due_at"), name="assignment_open_of_desk", condition=Q(ended_at=None)
            ),
            models.Index(F("due_at"), name="assignment_open_by_due", condition=Q(ended_at=None)),
        ]

    def __str__(self) -> str:
        return f"#{self.article_id} {self.user or self.section}"
