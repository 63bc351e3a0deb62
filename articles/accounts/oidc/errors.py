"""Errors of the sign-in by a provider."""

from django.utils.translation import gettext as _


class ProviderAway(Exception):
    """The provider does not answer; nothing is known about the account."""


class ProviderRefused(Exception):
    """The provider, or what it sent, is not accepted; the text is for the log."""

    @property
    def message(self) -> str:
        """Return the text for the page."""
        return _("The sign-in provider's answer was not accepted. The log of the desk says why.")


class SessionEnded(ProviderRefused):
    """The provider no longer confirms the session."""


class ClocksDiffer(ProviderRefused):
    """Clocks of this server and of the provider that differ too much."""

    def __init__(self, seconds: float) -> None:
        self.minutes = round(abs(seconds) / 60)
        super().__init__(
            f"the clocks of this server and of the sign-in provider differ by {self.minutes} minutes: "
            f"this server is {'behind' if seconds > 0 else 'ahead'}"
        )

    @property
    def message(self) -> str:
        return _(
            "The clocks of this server and of the sign-in provider differ by %(n)d minutes. An administrator has to "
            "set the clock before anybody can sign in."
        ) % {"n": self.minutes}
