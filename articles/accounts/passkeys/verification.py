"""Options for the browser, and checks of its answers, by py_webauthn.

Only a request with a passkey imports this module: it loads for a fifth of a second.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import webauthn
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from webauthn.helpers import base64url_to_bytes, options_to_json_dict
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    CredentialDeviceType,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from articles.accounts.passkeys.relying_party import RelyingParty
from articles.actions.errors import ActionRefused
from articles.models import Passkey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import User

REQUIRED = UserVerificationRequirement.REQUIRED


@contextmanager
def answer_errors() -> Iterator[None]:
    """Turn the errors of an answer that proves nothing into ActionRefused."""
    try:
        yield
    except (WebAuthnException, ValueError) as mistake:
        raise ActionRefused(_("The browser's answer could not be verified. Please try again.")) from mistake


def registration_options(user: "User", existing: "Iterable[Passkey]", place: RelyingParty) -> dict[str, Any]:
    """Return the options for a new passkey, with its challenge."""
    options = webauthn.generate_registration_options(
        rp_id=place.host,
        rp_name=place.name,
        user_id=_user_handle(user),
        user_name=user.get_username(),
        user_display_name=user.get_full_name() or user.get_username(),
        exclude_credentials=[_descriptor(passkey) for passkey in existing],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=REQUIRED
        ),
    )
    return options_to_json_dict(options)


def sign_in_options(passkeys: "Iterable[Passkey]", place: RelyingParty) -> dict[str, Any]:
    """Return the options for a sign-in, with its challenge.

    Without passkeys the browser offers those it has.
    """
    options = webauthn.generate_authentication_options(
        rp_id=place.host,
        allow_credentials=[_descriptor(passkey) for passkey in passkeys],
        user_verification=REQUIRED,
    )
    return options_to_json_dict(options)


def verify_registration(answer: Any, challenge: str, place: RelyingParty) -> Passkey:
    """Return the new passkey, unsaved and without a name; raises ActionRefused."""
    with answer_errors():
        found = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=place.host,
            expected_origin=list(place.origins),
            require_user_verification=True,
        )
    named = answer.get("response", {}).get("transports") or []
    return Passkey(
        credential_id=found.credential_id,
        public_key=found.credential_public_key,
        sign_count=found.sign_count,
        transports=[name for name in named if name in set(AuthenticatorTransport)],
        is_synchronised=found.credential_device_type == CredentialDeviceType.MULTI_DEVICE,
    )


def read_credential_id(answer: Any) -> bytes:
    """Return the id of the credential that the browser used; raises ActionRefused."""
    with answer_errors():
        return webauthn.helpers.parse_authentication_credential_json(answer).raw_id


def verify_sign_in(answer: Any, challenge: str, passkey: Passkey, place: RelyingParty) -> int:
    """Return the authenticator's new count of uses; raises ActionRefused."""
    with answer_errors():
        found = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=place.host,
            expected_origin=list(place.origins),
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    return found.new_sign_count


def _user_handle(user: "User") -> bytes:
    """Return the id of an account for authenticators, which says nothing about it."""
    return salted_hmac("articles.passkey", str(user.pk), algorithm="sha256").digest()


def _descriptor(passkey: Passkey) -> PublicKeyCredentialDescriptor:
    transports = [AuthenticatorTransport(name) for name in passkey.transports]
    return PublicKeyCredentialDescriptor(id=bytes(passkey.credential_id), transports=transports or None)
