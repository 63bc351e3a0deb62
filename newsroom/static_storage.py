"""Static files under hashed names, compressed once at start, cached for ever by browsers."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """A name missing from the manifest falls back to the plain file: a skin's stray link is no error page."""

    manifest_strict = False
