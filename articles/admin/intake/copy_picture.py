"""Small view of a picture that came with copy, before it is a photo of the desk."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from articles.actions.intake.copy_pictures import list_picture_files
from articles.admin.base import DeskView
from articles.models import WireItem
from articles.photos.renditions import make_thumbnail
from articles.photos.validate import DECODER_ERRORS, PictureRefused, check_picture


class CopyPictureView(DeskView):
    permission_required = "articles.add_article"

    def get(self, request: HttpRequest, *_args: Any, pk: int, number: int, **_kwargs: Any) -> HttpResponse:
        files = list_picture_files(get_object_or_404(WireItem.objects.select_related("file"), pk=pk))
        if number >= len(files):
            raise Http404
        answer = HttpResponse(_reduce(files[number].data), content_type="image/jpeg")
        answer["Cache-Control"] = "private, max-age=600"
        return answer


def _reduce(data: bytes) -> bytes:
    """Return a small JPEG; raise Http404 for a file that the desk refuses."""
    try:
        check_picture(data)
        return make_thumbnail(data)
    except (PictureRefused, *DECODER_ERRORS) as refusal:
        raise Http404 from refusal
