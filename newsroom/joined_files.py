"""Files that pages load together, served as one once static files are collected."""

from collections.abc import Iterator, Mapping, Sequence

from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static

JOINED_FILES: Mapping[str, Sequence[str]] = {
    "newsroom/desk_scripts.js": (
        "newsroom/desk.js", "newsroom/keys.js", "newsroom/list_keys.js", "articles/admin/presence.js",
        "newsroom/guarded_forms.js", "articles/admin/autosave.js", "articles/admin/alarms.js",
    ),
    "newsroom/desk_styles.css": ("newsroom/desk.css", "articles/admin/alarms.css"),
    "articles/admin/story_scripts.js": (
        "articles/admin/story.js", "articles/admin/people_found.js", "articles/admin/related_stories.js",
        "articles/admin/preview.js", "articles/admin/talk.js", "articles/admin/photo_picker.js",
        "articles/admin/media_picker.js", "articles/admin/placed_photos.js", "articles/admin/reading_rules.js",
    ),
    "articles/admin/story_styles.css": (
        "articles/admin/story.css", "articles/admin/talk.css", "articles/admin/reading_rules.css",
    ),
}  # fmt: skip
"""Name of the joined file → its parts in order."""


def list_urls(name: str) -> Iterator[str]:
    """Yield the address of the joined file, or of each part while it is not collected."""
    collected = getattr(staticfiles_storage, "hashed_files", {})
    yield from map(static, (name,) if name in collected else JOINED_FILES[name])
