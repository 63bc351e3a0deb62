class PostgresUnavailable(Exception):
    """Bundled PostgreSQL that cannot run; the message is one line for the operator."""
