"""Where readers find a story."""

from django.db.models import OuterRef, QuerySet
from django.utils import timezone

from articles.models import Article, Edition
from articles.url_paths import story_path


def with_public_page(stories: QuerySet[Article]) -> QuerySet[Article]:
    """What `page_of` needs, in the stories' own query."""
    public = Edition.objects.public(at=timezone.now()).filter(article=OuterRef("pk"))
    return stories.annotate(
        public_slug=public.values("slug")[:1], public_section=public.values("section__slug")[:1]
    )


def public_path(article: Article) -> str:
    """The address of the public page while readers can see one, else nothing. Takes stories `with_public_page`."""
    slug, section = vars(article)["public_slug"], vars(article)["public_section"]
    return story_path(section, slug, article.pk) if slug else ""
