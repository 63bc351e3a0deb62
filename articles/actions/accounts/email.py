"""Emails with sign-in links."""

import smtplib

import structlog
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import SignInLink

log = structlog.get_logger(__name__)


def mail_link(link: SignInLink, address: str, *, site: str) -> bool:
    """Email a sign-in link to its account; return whether the server accepted it."""
    user = link.user
    account = getattr(user, "account", None)
    with translation.override((account.language if account else "") or translation.get_language()):
        if link.purpose == SignInLink.Purpose.INVITATION:
            subject = _("Your account at %(site)s") % {"site": site}
            text = _(
                "Hello %(name)s,\n\nan account has been created for you at %(site)s. "
                "Choose a password here:\n\n%(address)s\n\n"
                "The link works once, until %(until)s. Your user name is %(username)s."
            )
        elif link.purpose == SignInLink.Purpose.ACCESS:
            subject = _("Sign-in link for %(site)s") % {"site": site}
            text = _(
                "Hello %(name)s,\n\nsign in at %(site)s with this link and set up a passkey:\n\n%(address)s\n\n"
                "The link works once, until %(until)s. Your user name is %(username)s."
            )
        else:
            subject = _("New password for %(site)s") % {"site": site}
            text = _(
                "Hello %(name)s,\n\nchoose a new password for %(site)s here:\n\n%(address)s\n\n"
                "The link works once, until %(until)s. Your user name is %(username)s. If you did not ask "
                "for it, ignore this email: your password stays the same."
            )
        facts = {
            "name": str(user),
            "site": site,
            "address": address,
            "until": date_format(timezone.localtime(link.expires_at), "DATETIME_FORMAT"),
            "username": user.get_username(),
        }
        try:
            EmailMessage(subject, text % facts, to=[link.mailed_to]).send()
        except (OSError, smtplib.SMTPException):
            log.exception("a sign-in link could not be mailed", account=user.pk)
            return False
    return True
