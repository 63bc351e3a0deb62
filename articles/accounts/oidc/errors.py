"""Errors of the sign-in by a provider: text for the log, `message` for the page."""

from django.utils.translation import gettext as _


class ProviderAway(Exception):
    """The provider does not answer; nothing is known about the account."""

    @property
    def message(self) -> str:
        return _("The sign-in provider does not answer. Please try again in a minute.")


class ProviderRefused(Exception):
    """The provider, or what it sent, is not accepted."""

    @property
    def message(self) -> str:
        return _("The sign-in provider's answer was not accepted. The log of the desk says why.")


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
