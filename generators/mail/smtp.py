"""A message given to an SMTP server, byte for byte, for the few mailboxes of the team that try a letter.

RFC 5321 for the exchange, RFC 3207 for STARTTLS. A password travels encrypted or not at all.
"""

from __future__ import annotations

import base64
import smtplib
import ssl
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from generators.mail.errand import ADRESSE, LOCAUX, BadSetting, Environment, Refusal, without
from generators.words.quoting import for_terminal, shortened

#: Seconds for each step of the exchange.
TIMEOUT: Final = 30.0
#: How the connection is encrypted → the usual port.
PORTS: Final = {"starttls": 587, "tls": 465, "non": 25}


@dataclass(frozen=True, slots=True)
class Server:
    """An SMTP server: where it is, how to reach it safely, and who we are to it."""

    host: str
    port: int
    encryption: str
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, environment: Environment) -> Server:
        """The server of SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASSWORD and SMTP_TLS (starttls, tls, non)."""
        environment.require(SMTP_HOST="le serveur d’envoi")
        host = environment.get("SMTP_HOST")
        encryption = environment.get("SMTP_TLS", "non" if host in LOCAUX else "starttls")
        if encryption not in PORTS:
            raise BadSetting("SMTP_TLS doit être starttls, tls ou non.")
        port = environment.get("SMTP_PORT", str(PORTS[encryption]))
        if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
            raise BadSetting("SMTP_PORT doit être un numéro de port : 587, 465 ou 25.")
        server = cls(host, int(port), encryption, *_login(environment))
        if server.user and encryption == "non" and host not in LOCAUX:
            raise BadSetting(
                "Avec SMTP_TLS=non le mot de passe passerait en clair : écrivez starttls ou tls."
            )
        return server


def _login(environment: Environment) -> tuple[str, str]:
    """The user and the password; SMTP's own words are ASCII (RFC 4954), a space is allowed."""
    if environment.get("SMTP_USER"):
        environment.require(SMTP_PASSWORD="le mot de passe de SMTP_USER")  # noqa: S106  (what it is)
    user, password = environment.get("SMTP_USER"), environment.variables.get("SMTP_PASSWORD", "")
    if not (user + password).isascii():
        raise BadSetting("SMTP_USER et SMTP_PASSWORD ne peuvent contenir aucun signe accentué.")
    return user, password


def check_address(address: str) -> None:
    """Refuse what is not one plain address: anything else could slip a header or a second recipient in."""
    if not ADRESSE.fullmatch(address):
        raise BadSetting(f"« {address} » n’est pas une adresse électronique : écrivez nom@exemple.fr.")


def send(server: Server, message: bytes, sender: str, to: str) -> None:
    """Send `message` to one address, with the line that says so at its head. Raises `Refusal`."""
    try:
        with _open(server) as session:
            if server.encryption == "starttls":
                session.starttls(context=ssl.create_default_context())
            if server.user:
                session.login(server.user, server.password)
            session.sendmail(sender, [to], f"To: {to}\r\n".encode("ascii") + message)
    except (smtplib.SMTPException, OSError) as error:
        raise Refusal(_told(error, server, sender, to)) from None


def _open(server: Server) -> smtplib.SMTP:
    if server.encryption == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)


def _told(error: Exception, server: Server, sender: str, to: str) -> str:
    """What went wrong and what to do, in one sentence; an exception's class says which, children first."""
    at = f"{server.host}:{server.port}"
    answer = partial(_answer, _secrets(server))
    match error:
        case smtplib.SMTPAuthenticationError():
            return f"{at} refuse l’identifiant ou le mot de passe : vérifiez SMTP_USER et SMTP_PASSWORD."
        case smtplib.SMTPRecipientsRefused():
            code, text = next(iter(error.recipients.values()))
            return f"{at} refuse le destinataire {to}{answer(code, text)} : vérifiez l’adresse."
        case smtplib.SMTPSenderRefused():
            remedy = (
                "dans data/reseau.yml, sous « lettre », donnez un « courriel » que ce serveur peut envoyer"
            )
            return f"{at} refuse l’expéditeur {sender}{answer(error.smtp_code, error.smtp_error)} : {remedy}."
        case smtplib.SMTPNotSupportedError():
            return (
                f"{at} ne sait ni chiffrer ni vérifier un mot de passe : essayez SMTP_TLS=tls et le port 465."
            )
        case smtplib.SMTPResponseException():
            why = answer(error.smtp_code, error.smtp_error)
            return f"{at} a refusé le message{why} : attendez quelques minutes, puis relancez la commande."
        case smtplib.SMTPServerDisconnected() if not isinstance(error.__context__, TimeoutError):
            return f"{at} a coupé la connexion : vérifiez SMTP_PORT et SMTP_TLS, puis relancez la commande."
        case ssl.SSLError():
            return f"{at} n’a pas de chiffrement valable : vérifiez SMTP_HOST, SMTP_PORT et SMTP_TLS."
        case TimeoutError() | smtplib.SMTPServerDisconnected():
            return f"{at} n’a pas répondu à temps : attendez quelques minutes, puis relancez la commande."
    return f"{at} est injoignable : vérifiez le réseau, SMTP_HOST et SMTP_PORT, puis relancez la commande."


def _secrets(server: Server) -> tuple[str, ...]:
    """The password, as it is and as SMTP writes it (RFC 4954)."""
    plain = f"\0{server.user}\0{server.password}"
    forms = (base64.b64encode(text.encode()).decode() for text in (server.password, plain))
    return (server.password, *forms) if server.password else ()


def _answer(secrets: tuple[str, ...], code: int, text: bytes | str) -> str:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f" ({code} {for_terminal(shortened(without(said, secrets), 200))})"
