"""Upload handler that drops oversized files while they are received."""

from typing import Any, NoReturn

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

REFUSED_FILES = "newsroom.refused_files"


class LimitedUpload(FileUploadHandler):
    """Upload handler that stops reading a file at the size limit.

    It comes first among the handlers and goes on with the next file.

    The names of dropped files are left in `request.META[REFUSED_FILES]` for the view. A body over
    `UPLOAD_MAX_BODY_SIZE` is not read to its end.
    """

    body_length = 0

    def handle_raw_input(self, *args: Any, **_kwargs: Any) -> None:
        """Note the length of the body, the third argument."""
        self.body_length = args[2]

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.body_length > settings.UPLOAD_MAX_BODY_SIZE:
            self._note_refused()
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > settings.UPLOAD_MAX_FILE_SIZE:
            self._skip_file()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""

    def _skip_file(self) -> NoReturn:
        self._note_refused()
        raise SkipFile

    def _note_refused(self) -> None:
        if self.request is not None:
            self.request.META.setdefault(REFUSED_FILES, []).append(self.file_name or "")
