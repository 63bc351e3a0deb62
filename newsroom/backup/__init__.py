"""Backups of a whole desk: database, media files and secret key, with checksums.

    manifest         list of the files with checksums, stored as `manifest.json`
    postgres_client  pg_dump, pg_restore and psql
    create           writes a backup into a new folder
    restore          checks a backup and replaces the desk's data by it

A backup is a folder: `database.dump`, `secret_key`, `media/` and `manifest.json`. Unchanged files are hard links to
the newest backup in the same parent folder, so a daily backup takes little space.
"""
