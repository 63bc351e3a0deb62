class BackupError(Exception):
    """Backup that cannot be made, read or restored."""
