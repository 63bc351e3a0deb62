class PostgresUnavailable(Exception):
    """Bundled PostgreSQL that cannot run; the message is one line for the operator."""


class StartFailed(PostgresUnavailable):
    """Failed start that may succeed later: the disk is full, a recovery takes long."""
