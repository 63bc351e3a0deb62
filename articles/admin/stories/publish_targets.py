"""Targets of a publication: the own site and the partners under contract."""

from dataclasses import dataclass
from datetime import datetime

from articles import visibility
from articles.actions.stories.prefetch import text_decision
from articles.models import Article, Partner
from articles.rights.grants import RightsChannel
from articles.url_paths import story_path


@dataclass(frozen=True, slots=True)
class PublishTargets:
    address: str
    """Path on the own site, empty while the story has no section."""
    partners: tuple[str, ...]
    in_full: bool
    """False if partners get a stub without the text."""


def find_publish_targets(article: Article, at: datetime) -> PublishTargets:
    section = article.section
    codes = {source.agency.code for source in article.sources.select_related("agency")}
    partners = Partner.objects.filter(active=True).prefetch_related("sections", "agencies").order_by("name")
    sections = {section.pk, section.parent_id} if section else set()
    names = [
        partner.name
        for partner in partners
        if visibility.covers(partner, sections, article.language, codes, at)
    ]
    return PublishTargets(
        story_path(section.slug, article.slug, article.pk) if section else "",
        tuple(names),
        text_decision(article, RightsChannel.PARTNER, at).allowed,
    )
