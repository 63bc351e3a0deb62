"""Small view of a picture that came with copy, before it is a photo of the desk."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from articles.actions.intake.effects.create_story import list_picture_files, reduce_picture
from articles.admin.base import DeskView, page
from articles.models import Article, WireItem


@page(Article, "from-copy/<int:pk>/picture/<int:number>/", "copy_picture")
class CopyPictureView(DeskView):
    permission_required = "articles.add_article"

    def get(self, request: HttpRequest, *_args: Any, pk: int, number: int, **_kwargs: Any) -> HttpResponse:
        items = WireItem.objects.select_related("file").defer("file__raw")
        small = _find_small(get_object_or_404(items, pk=pk), number)
        if small is None:
            raise Http404
        answer = HttpResponse(small, content_type="image/jpeg")
        answer["Cache-Control"] = "private, max-age=600"
        return answer


def _find_small(item: WireItem, number: int) -> bytes | None:
    if number == 0 and item.file is not None and item.file.thumbnail:
        return bytes(item.file.thumbnail)
    files = list_picture_files(item)
    return reduce_picture(files[number].data) if number < len(files) else None
