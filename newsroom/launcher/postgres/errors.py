class PostgresUnavailable(Exception):  # the name says what is the matter
    """The bundled PostgreSQL cannot serve; the message is one line for whoever typed the command."""
