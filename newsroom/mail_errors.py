"""Meaning of what a mail server or a provider refused."""

import smtplib
from enum import Enum, auto

try:
    from anymail.exceptions import AnymailError
except ImportError:
    PROVIDER_ERRORS: tuple[type[Exception], ...] = ()
else:
    PROVIDER_ERRORS = (AnymailError,)

MAIL_ERRORS: tuple[type[Exception], ...] = (OSError, smtplib.SMTPException, *PROVIDER_ERRORS)
PERMANENT_FAILURE = 500
"""SMTP codes from here on are final (RFC 5321, 4.2.1)."""
NO_CONNECTION = ("NewConnectionError", "ConnectTimeoutError", "NameResolutionError")
"""Errors of urllib3 after which a provider has received nothing."""
BUSY = (429, 503)
"""HTTP statuses by which a provider asks to try again."""
SERVER_ERROR = 500


class Refusal(Enum):
    """Thing that was refused; LATER says that it may succeed another time."""

    ADDRESS = auto()
    MAIL = auto()
    LATER = auto()
    UNKNOWN = auto()
    """There was no answer: the mail may have been taken."""


def classify_refusal(error: Exception) -> Refusal:
    """Return what one of MAIL_ERRORS means for a mail to one recipient."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = min(code for code, _words in error.recipients.values())
        return Refusal.ADDRESS if code >= PERMANENT_FAILURE else Refusal.LATER
    if isinstance(error, smtplib.SMTPResponseException):
        return Refusal.MAIL if error.smtp_code >= PERMANENT_FAILURE else Refusal.LATER
    if isinstance(error, PROVIDER_ERRORS):
        return _classify_answer(error)
    return Refusal.UNKNOWN


def _classify_answer(error: Exception) -> Refusal:
    if type(error).__name__ == "AnymailRecipientsRefused":
        return Refusal.ADDRESS
    if _has_no_connection(error):
        return Refusal.LATER
    status = getattr(error, "status_code", None)
    if status is None or (status >= SERVER_ERROR and status not in BUSY):
        return Refusal.UNKNOWN
    return Refusal.LATER if status in BUSY else Refusal.MAIL


def _has_no_connection(error: Exception) -> bool:
    (cause, *_rest) = getattr(error.__cause__, "args", ()) or (None,)
    return type(getattr(cause, "reason", None)).__name__ in NO_CONNECTION
