"""Links from the desk to the public page of a story."""

from django.db.models import OuterRef, QuerySet
from django.utils import timezone

from articles.models import Article, Edition
from articles.url_paths import story_path


def with_public_page(stories: QuerySet[Article]) -> QuerySet[Article]:
    """Annotate the stories with the columns that `public_path` needs."""
    public = Edition.objects.public(at=timezone.now()).filter(article=OuterRef("pk"))
    return stories.annotate(
        public_slug=public.values("slug")[:1], public_section=public.values("section__slug")[:1]
    )


def public_path(article: Article) -> str:
    """Return the path of the public page, empty if there is none.

    The story must come from `with_public_page`.
    """
    slug, section = vars(article)["public_slug"], vars(article)["public_section"]
    return story_path(section, slug, article.pk) if slug else ""
