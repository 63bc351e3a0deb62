"""Connections of sources: folder, address and commands that can be copied."""

from dataclasses import dataclass
from shlex import quote

from django.conf import settings
from django.urls import reverse

from articles.actions.intake.receive.drop_folder import folder_of
from articles.models import WireSource

SFTP_UPLOAD = "put item.xml upload/item.xml.part\nrename upload/item.xml.part upload/item.xml"
"""The file is renamed once it is complete, so that no half file is read."""


@dataclass(frozen=True, slots=True)
class CopyableCommand:
    """A text to copy; `name` is the id of its element."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceConnection:
    address: str = ""
    """Path of the folder, or address that files are sent to."""
    commands: tuple[CopyableCommand, ...] = ()
    signed: CopyableCommand | None = None


def describe_connection(source: WireSource) -> SourceConnection:
    """Return the facts that an agency or an administrator needs to deliver files."""
    if source.transport == WireSource.Transport.FOLDER:
        return _describe_folder(source)
    if source.transport == WireSource.Transport.PUSH:
        return _describe_push(source)
    return SourceConnection(source.url)


def _describe_folder(source: WireSource) -> SourceConnection:
    folder = str(folder_of(source))
    host = settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    return SourceConnection(
        folder,
        (
            CopyableCommand("copy-local", f"cp item.xml {quote(folder)}/"),
            CopyableCommand("copy-sftp", f"sftp agency@{host}\n{SFTP_UPLOAD}"),
            CopyableCommand("copy-rclone", f"rclone move agency:out {quote(folder)} --max-depth 1"),
        ),
    )  # fmt: skip


def _describe_push(source: WireSource) -> SourceConnection:
    url = f"{settings.SITE_URL.rstrip('/')}{reverse('intake:push', args=[source.code])}"
    send = '-H "Authorization: Bearer $WIRE_KEY" -H "Content-Type: application/xml" --data-binary @item.xml'
    sign = (
        "T=$(date +%s); V1=$( (printf '%s.' $T; cat item.xml) | openssl dgst -sha256 -hmac \"$WIRE_SECRET\" -r"
        ' | cut -c 1-64)\ncurl -H "X-Signature: t=$T,v1=$V1" '
    )
    return SourceConnection(
        url,
        (CopyableCommand("copy-curl", f"curl {send} {url}"),),
        CopyableCommand("copy-signed", f"{sign}{send} {url}") if source.encrypted_signing_secret else None,
    )
