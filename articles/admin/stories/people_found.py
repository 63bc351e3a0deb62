"""People found in the text while it is written, asked by the story form's script."""

from typing import Any

from django.http import HttpRequest, JsonResponse

from articles.admin.base import DeskView, page
from articles.admin.intake.forms import label_candidates
from articles.models import Article
from articles.selectors.people_in_text import MAX_CHARS, find_people_in_text
from articles.text.paragraphs import plain_paragraphs
from people.recognition.directory_match import PersonLink

MAX_NAMES = 500


@page(Article, "find-people/")
class PeopleFoundView(DeskView):
    permission_required = "articles.view_article"
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> JsonResponse:
        """Return the people of the text without the names that the form has."""
        posted = request.POST
        texts = [posted.get("dek", ""), *plain_paragraphs(posted.get("body", "")[: 2 * MAX_CHARS])]
        links = find_people_in_text(
            [text for text in texts if text],
            language=posted.get("language", ""),
            byline=posted.get("byline", ""),
            settled=posted.getlist("name")[:MAX_NAMES],
        )
        labels = label_candidates(links)
        return JsonResponse({"people": [_describe(link, labels) for link in links]})


def _describe(link: PersonLink, labels: dict[int, str]) -> dict[str, Any]:
    """Return a person with the records that may be meant.

    Of several the editor chooses one.
    """
    people = [link.person_id] if link.person_id is not None else list(link.candidates)
    return {
        "name": link.found.name,
        "offices": "; ".join(office.value for office in link.found.offices),
        "is_sure": link.person_id is not None,
        "people": [{"id": number, "label": labels[number]} for number in people if number in labels],
    }
