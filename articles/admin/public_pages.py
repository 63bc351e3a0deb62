"""Where readers find a story."""

from django.utils import timezone

from articles.addresses import story_path
from articles.models import Article, Edition


def page_of(article: Article) -> str:
    """The address of the public page while readers can see one, else nothing."""
    edition = (
        Edition.objects.public(at=timezone.now()).filter(article=article).select_related("section").first()
    )
    return "" if edition is None else story_path(edition.section.slug, edition.slug, article.pk)
