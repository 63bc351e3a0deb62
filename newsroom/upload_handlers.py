"""Upload handler that drops oversized files while they are received."""

from typing import Any, NoReturn

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload

REFUSED_FILES = "newsroom.refused_files"
SIZE_OF_OTHER_FIELDS = 1_000_000
"""Bytes of a body without its one file."""


class LimitedUpload(FileUploadHandler):
    """Upload handler that stops reading a file at the size limit.

    It comes first among the handlers and goes on with the next file.

    The names of dropped files are left in `request.META[REFUSED_FILES]` for the view. A body over
    `UPLOAD_MAX_BODY_SIZE` is not read to its end. Pages of `UPLOAD_LIMITS_BY_PATH` have a limit of their own: of a body
    that is announced as longer no byte of the file is stored.
    """

    body_length = 0
    limit = 0

    def handle_raw_input(self, *args: Any, **_kwargs: Any) -> None:
        """Note the length of the body, the third argument."""
        self.body_length = args[2]

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.body_length > settings.UPLOAD_MAX_BODY_SIZE:
            self._note_refused()
            raise StopUpload(connection_reset=True)
        own_limit = self._find_own_limit()
        self.limit = own_limit or settings.UPLOAD_MAX_FILE_SIZE
        if own_limit and self.body_length > own_limit + SIZE_OF_OTHER_FIELDS:
            self._skip_file()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > self.limit:
            self._skip_file()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""

    def _find_own_limit(self) -> int:
        path = self.request.path if self.request is not None else ""
        return next((limit for part, limit in settings.UPLOAD_LIMITS_BY_PATH.items() if part in path), 0)

    def _skip_file(self) -> NoReturn:
        self._note_refused()
        raise SkipFile

    def _note_refused(self) -> None:
        if self.request is not None:
            self.request.META.setdefault(REFUSED_FILES, []).append(self.file_name or "")
