"""Why a file is not taken in: a sentence with its facts, put into the editor's language by whoever shows it. Pure."""

from typing import Any


class PictureRefused(Exception):
    """`message % params` is the English sentence; `message` is what translations are kept under."""

    def __init__(self, message: str, **params: Any) -> None:
        super().__init__(message % params)
        self.message = message
        self.params = params
