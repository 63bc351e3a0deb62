"""Check of the store of media files, before a start and in `check --deploy`."""

import secrets
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.files.storage import default_storage

from newsroom.media_store.errors import MISTAKES, MediaStoreFailure
from newsroom.media_store.storages import media_store


def find_failure() -> MediaStoreFailure | None:
    """Write and delete a small file in the bucket; None if that works or without one."""
    if not settings.MEDIA_URL_S3:
        return None
    try:
        name = f"check/{secrets.token_hex(8)}"
        media_store().replace(name, b"check")  # an answer to HEAD, as for `save`, would give no reason
        default_storage.delete(name)
    except MediaStoreFailure as failure:
        return failure
    return None


def is_mistake(failure: MediaStoreFailure) -> bool:
    """Return whether the failure does not end by itself."""
    return failure.fault in MISTAKES


@checks.register("media", deploy=True)
def check_media_store(app_configs: Any, **kwargs: Any) -> Sequence[checks.CheckMessage]:  # noqa: ARG001  # Django's signature
    failure = find_failure()
    if failure is None:
        return []
    message = f"MEDIA_URL_S3: {failure}"
    if is_mistake(failure):
        return [checks.Error(message, id="newsroom.E010")]
    return [checks.Warning(message, id="newsroom.W010")]
