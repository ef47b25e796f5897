"""A real mailbox server for a while: Dovecot, which takes a message by LMTP and gives it back by IMAP."""

from __future__ import annotations

import grp
import imaplib
import os
import pwd
import smtplib
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.debian import found
from tests.port import free_port

PATIENCE_S = 30
PASSWORD = "essai"
#: What its configuration says whatever its version, then in that of 2.3 (Debian 12) and of 2.4 (Debian 13).
BOTH = """
protocols = imap lmtp
base_dir = {folder}/run
log_path = {folder}/log
listen = 127.0.0.1
ssl = no
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
first_valid_uid = {uid}
first_valid_gid = {gid}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""
V3 = """
disable_plaintext_auth = no
mail_location = maildir:~/mail
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u
}}
"""
V4 = """
auth_allow_cleartext = yes
mail_driver = maildir
mail_path = ~/mail
passdb static {{
  password = {password}
}}
userdb static {{
  fields {{
    uid = {uid}
    gid = {gid}
    home = {folder}/home/%{{user}}
  }}
}}
"""


@dataclass(frozen=True)
class Mailbox:
    """The server: where it takes messages, and where it shows them."""

    lmtp: int
    imap: int
    log: Path

    def deliver(self, message: bytes, sender: str, to: str) -> None:
        with smtplib.LMTP("127.0.0.1", self.lmtp) as session:
            assert session.sendmail(sender, [to], message) == {}, self.log.read_text("utf-8")

    @contextmanager
    def open(self, user: str) -> Iterator[imaplib.IMAP4]:
        with imaplib.IMAP4("127.0.0.1", self.imap) as session:
            session.login(user, PASSWORD)
            session.select("INBOX", readonly=True)
            yield session

    def last(self, user: str) -> bytes:
        """The last message of a mailbox, as it holds it."""
        return self.part(user, "BODY.PEEK[]")

    def part(self, user: str, what: str) -> bytes:
        """What the server answers of the last message, a literal: a part, decoded or not."""
        with self.open(user) as session:
            found = session.fetch("*", f"({what})")[1][0]
            assert isinstance(found, tuple), found
            return found[1]

    def said(self, user: str, what: str) -> str:
        """What the server says of the last message: its structure, its flags."""
        with self.open(user) as session:
            parts = session.fetch("*", f"({what})")[1]
            return b"".join(b" ".join(one) if isinstance(one, tuple) else one for one in parts).decode()


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """A Dovecot that starts, waits for connections, and is stopped."""
    program = found("dovecot")
    with tempfile.TemporaryDirectory(prefix="boite-") as name:
        folder = Path(name)
        made = Mailbox(free_port(), free_port(), folder / "log")
        _lay(folder, made, subprocess.check_output([program, "--version"], text=True))
        command = [program, "-F", "-c", str(folder / "dovecot.conf")]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            _wait(server, made)
            yield made
        finally:
            server.terminate()
            server.communicate(timeout=PATIENCE_S)


def _lay(folder: Path, made: Mailbox, version: str) -> None:
    """The server's files. Root keeps no mail: another user of the machine does, who may enter the folder."""
    root = os.geteuid() == 0
    user = pwd.getpwnam("dovecot") if root else pwd.getpwuid(os.geteuid())
    home = folder / "home"
    home.mkdir()
    folder.chmod(0o711)
    if root:
        os.chown(home, user.pw_uid, user.pw_gid)
    values = {
        "internal": user.pw_name,
        "group": grp.getgrgid(user.pw_gid).gr_name,
        "login": "dovenull" if root else user.pw_name,
        "uid": user.pw_uid,
        "gid": user.pw_gid,
    }
    number = version.split()[0].partition("-")[0]
    head, own = ("", V3)
    if number >= "2.4":
        head, own = f"dovecot_config_version = {number}\ndovecot_storage_version = {number}\n", V4
    text = (BOTH + own).format(folder=folder, password=PASSWORD, imap=made.imap, lmtp=made.lmtp, **values)
    (folder / "dovecot.conf").write_text(head + text, "utf-8")


def _wait(server: subprocess.Popen[str], made: Mailbox) -> None:
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            smtplib.LMTP("127.0.0.1", made.lmtp).quit()
            imaplib.IMAP4("127.0.0.1", made.imap).logout()
        except (OSError, smtplib.SMTPException, imaplib.IMAP4.error) as reason:
            said = server.stderr.read() if server.poll() is not None and server.stderr else str(reason)
            log = made.log.read_text("utf-8") if made.log.exists() else ""
            assert server.poll() is None and time.monotonic() < end, f"Dovecot: {said}\n{log}"
            time.sleep(0.05)
        else:
            return
