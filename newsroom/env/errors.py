"""Error of this package."""


class InvalidEnvironment(Exception):
    """Invalid environment variable; the message names it and the allowed values."""
