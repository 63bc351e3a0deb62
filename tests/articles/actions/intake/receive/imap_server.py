"""A real IMAP server, Dovecot, with TLS and a certificate of its own."""

import getpass
import grp
import os
import pwd
import shutil
import socket
import subprocess
import time
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from newsroom.launcher.network import find_free_port

PASSWORD = "geheim"
START_SECONDS = 30.0
CONFIGURATION = """
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_server_cert_file = {folder}/cert.pem
ssl_server_key_file = {folder}/key.pem
auth_mechanisms = plain
auth_failure_delay = 0
mail_driver = maildir
mail_path = {folder}/mail/%{{user}}
mail_home = {folder}/home
mail_uid = {user}
mail_gid = {group}
first_valid_uid = 1
first_valid_gid = 1
passdb static {{
  password = {password}
}}
userdb static {{
}}
service imap-login {{
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
"""


def find_dovecot() -> str:
    """The path of a Dovecot that this account may start; skip the test without one."""
    path = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if path is None:
        pytest.skip("Dovecot is not installed (apt-get install dovecot-imapd)")
    version = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    if not version.startswith("2.4"):
        pytest.skip(f"Dovecot 2.4 is needed, not {version[:10]}")
    if getpass.getuser() != "root":
        pytest.skip("Dovecot is started as root")
    return path


class ImapServer:
    """Dovecot in a folder of the test; messages are files of a maildir.

    The folder is not pytest's own: each further run of the tests closes that to other accounts, and Dovecot reads the
    mail as one of them.
    """

    def __init__(self, folder: Path) -> None:
        self.path, self.folder = find_dovecot(), folder
        self.tls_port, self.plain_port = find_free_port(), find_free_port()
        self.delivered, self.user = 0, ""
        for name in ("run", "home", "mail"):
            (folder / name).mkdir()
        folder.chmod(0o755)
        write_certificate(folder)
        shutil.chown(folder / "home", "nobody")
        (folder / "dovecot.conf").write_text(
            CONFIGURATION.format(
                folder=folder,
                user="nobody",
                group=grp.getgrgid(pwd.getpwnam("nobody").pw_gid).gr_name,
                password=PASSWORD,
                plain=self.plain_port,
                tls=self.tls_port,
            )
        )
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen([self.path, "-F", "-c", str(self.folder / "dovecot.conf")])
        deadline = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.tls_port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        self.stop()
        pytest.fail((self.folder / "log").read_text())

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(10)
            self.process = None

    @property
    def mail(self) -> Path:
        return self.folder / "mail" / self.user

    def add_mailbox(self, user: str) -> None:
        """Begin with an empty mailbox of a new user."""
        self.user = user
        for place in (self.mail, *(self.mail / name for name in ("new", "cur", "tmp"))):
            place.mkdir()
            shutil.chown(place, "nobody")

    def deliver(self, raw: bytes) -> None:
        """Put a message into the inbox, as a mail server does."""
        self.delivered += 1
        draft = self.mail / "tmp" / f"{1000 + self.delivered}.M{self.delivered}P1.desk"
        draft.write_bytes(raw)
        shutil.chown(draft, "nobody")
        draft.rename(self.mail / "new" / draft.name)

    def forget_uids(self) -> None:
        """Let the server number its messages from the beginning, as after a move to another machine."""
        self.stop()
        for path in self.mail.glob("dovecot*"):
            path.unlink()
        time.sleep(1.1)  # the server takes the second of its first start as UIDVALIDITY
        self.start()

    def list_flags(self, folder: str = "") -> list[str]:
        """The flags of the messages in a folder, one string for each."""
        place = self.mail / folder
        found = [*(place / "new").glob("*"), *(place / "cur").glob("*")]
        return sorted(path.name.partition(":2,")[2] for path in found)

    @property
    def url(self) -> str:
        return f"imaps://localhost:{self.tls_port}/INBOX"


def write_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = (
        builder.serial_number(1).not_valid_before(now - timedelta(1)).not_valid_after(now + timedelta(2))
    )
    certificate = builder.add_extension(names, critical=False).add_extension(
        x509.BasicConstraints(ca=True, path_length=None), critical=True
    )
    (folder / "cert.pem").write_bytes(
        certificate.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    )
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
