"""Backups of a whole desk: database, media files and secret key, with checksums.

    manifest         list of the files with checksums, stored as `manifest.json`
    postgres_client  pg_dump, pg_restore and psql
    create           writes a backup
    verify           compares a backup with its checksums
    restore          checks a backup and copies its media, then replaces the desk's data by it
    progress         progress bar of the commands

A backup is a plain folder: `database.dump`, `secret_key`, `media/` and `manifest.json`. It gets its name when it is
complete. Unchanged media files are hard links to the newest backup in the same parent folder. Encryption and the way to
another machine are the work of programs such as restic and rclone.
"""
