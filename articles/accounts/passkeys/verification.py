"""Options for the browser, and checks of its answers, by py_webauthn.

Only a request with a passkey imports this module: it loads for a fifth of a second.
"""

from typing import TYPE_CHECKING, Any

import webauthn
from django.utils.crypto import salted_hmac
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
from articles.models import Passkey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import User

REQUIRED = UserVerificationRequirement.REQUIRED


class InvalidPasskey(Exception):
    """Answer of a browser that proves nothing."""


def registration_options(
    user: "User", existing: "Iterable[Passkey]", place: RelyingParty
) -> tuple[dict[str, Any], str]:
    """Return the options for a new passkey, and its challenge."""
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
    sent = options_to_json_dict(options)
    return sent, sent["challenge"]


def sign_in_options(passkeys: "Iterable[Passkey]", place: RelyingParty) -> tuple[dict[str, Any], str]:
    """Return the options for a sign-in, and its challenge.

    Without passkeys the browser offers those it has.
    """
    options = webauthn.generate_authentication_options(
        rp_id=place.host,
        allow_credentials=[_descriptor(passkey) for passkey in passkeys],
        user_verification=REQUIRED,
    )
    sent = options_to_json_dict(options)
    return sent, sent["challenge"]


def verify_registration(answer: Any, challenge: str, place: RelyingParty) -> Passkey:
    """Return the new passkey, unsaved and without a name; raises InvalidPasskey."""
    try:
        found = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=place.host,
            expected_origin=list(place.origins),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as mistake:
        raise InvalidPasskey(str(mistake)) from mistake
    named = answer.get("response", {}).get("transports") or []
    return Passkey(
        credential_id=found.credential_id,
        public_key=found.credential_public_key,
        sign_count=found.sign_count,
        transports=[name for name in named if name in set(AuthenticatorTransport)],
        is_synchronised=found.credential_device_type == CredentialDeviceType.MULTI_DEVICE,
    )


def read_credential_id(answer: Any) -> bytes:
    """Return the id of the credential that the browser used; raises InvalidPasskey."""
    try:
        return webauthn.helpers.parse_authentication_credential_json(answer).raw_id
    except (WebAuthnException, ValueError) as mistake:
        raise InvalidPasskey(str(mistake)) from mistake


def verify_sign_in(answer: Any, challenge: str, passkey: Passkey, place: RelyingParty) -> int:
    """Return the authenticator's new count of uses; raises InvalidPasskey."""
    try:
        found = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=place.host,
            expected_origin=list(place.origins),
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as mistake:
        raise InvalidPasskey(str(mistake)) from mistake
    return found.new_sign_count


def _user_handle(user: "User") -> bytes:
    """Return the id of an account for authenticators, which says nothing about it."""
    return salted_hmac("articles.passkey", str(user.pk), algorithm="sha256").digest()


def _descriptor(passkey: Passkey) -> PublicKeyCredentialDescriptor:
    transports = [AuthenticatorTransport(name) for name in passkey.transports]
    return PublicKeyCredentialDescriptor(id=bytes(passkey.credential_id), transports=transports or None)
