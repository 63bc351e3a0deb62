"""Emails with sign-in links."""

import structlog
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy

from articles.models import SignInLink
from newsroom.mail_errors import MAIL_ERRORS

SUBJECTS = {
    SignInLink.Purpose.INVITATION: gettext_lazy("Your account at %(site)s"),
    SignInLink.Purpose.ACCESS: gettext_lazy("Sign-in link for %(site)s"),
    SignInLink.Purpose.PASSWORD: gettext_lazy("New password for %(site)s"),
}

log = structlog.get_logger(__name__)


def mail_link(link: SignInLink, address: str, *, site: str) -> bool:
    """Email a sign-in link to its account; return whether the server accepted it."""
    account = getattr(link.user, "account", None)
    with translation.override((account.language if account else "") or translation.get_language()):
        subject = SUBJECTS[SignInLink.Purpose(link.purpose)] % {"site": site}
        context = {"link": link, "address": address, "site": site}
        text = render_to_string("admin/signin/link_email.txt", context)
        try:
            EmailMessage(subject, text.strip(), to=[link.mailed_to]).send()
        except MAIL_ERRORS:
            log.exception("a sign-in link could not be mailed", account=link.user_id)
            return False
    return True
