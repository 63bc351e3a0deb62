"""Backups of a whole desk: database, media files and secret key, with checksums.

    locations        folders and S3 addresses as an operator writes them
    file_stores      folders on a disk, and what they have in common with S3
    s3_store         folders in S3
    manifest         list of the files with checksums, stored as `manifest.json`
    encryption       files in the format age, for keys that the operator has
    postgres_client  pg_dump, pg_restore and psql
    create           writes a backup
    verify           compares a backup with its checksums
    restore          copies and checks a backup, then replaces the desk's data by it
    media_places     the media files that a restore replaces
    progress         progress bar of the commands

A backup is a folder: `database.dump`, `secret_key`, `media/` and `manifest.json`, which is written last; encrypted
files end in `.age`. Unchanged media files are hard links to, or copies in S3 of, the newest backup in the same parent
folder.
"""
