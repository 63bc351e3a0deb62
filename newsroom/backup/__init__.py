"""Backups of a whole desk: database, media files and secret key, with checksums.

    manifest         what a backup holds, as `manifest.json` beside it
    postgres_client  pg_dump, pg_restore and psql, found and called
    create           write a backup into a new folder
    restore          check a backup and put it in place of what is there

A backup is a folder: `database.dump`, `secret_key`, `media/` and `manifest.json`. Files that have not changed since
the newest backup in the same parent folder are hard links to it, so that a daily backup costs what is new.
"""
