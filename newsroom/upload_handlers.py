"""What is too large is turned away while it comes in: neither memory nor disk ever holds it."""

from typing import Any, NoReturn

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

TURNED_AWAY = "newsroom.uploads_turned_away"


class LimitedUpload(FileUploadHandler):
    """Stands first among the handlers; drops a file at the byte that is too many and goes on with the next one.

    The names of the files dropped are left in `request.META[TURNED_AWAY]`, for the view to say so. A body beyond all
    measure is not read to its end.
    """

    body_length = 0

    def handle_raw_input(self, *given: Any, **_named: Any) -> None:
        """Of the input, the headers, the length, the boundary and the encoding."""
        self.body_length = given[2]

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.body_length > settings.UPLOAD_MAX_BODY_SIZE:
            self._turn_away()
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > settings.UPLOAD_MAX_FILE_SIZE:
            self._refuse()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler makes the file."""

    def _refuse(self) -> NoReturn:
        self._turn_away()
        raise SkipFile

    def _turn_away(self) -> None:
        if self.request is not None:
            self.request.META.setdefault(TURNED_AWAY, []).append(self.file_name or "")
