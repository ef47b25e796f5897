"""A message given to an SMTP server, byte for byte, for the few mailboxes of the team that try a letter.

RFC 5321 for the exchange, RFC 3207 for STARTTLS. A password travels encrypted or not at all.
"""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from typing import Final

from generators.mail.errand import ADRESSE, LOCAUX, BadSetting, Environment, Refusal

#: Seconds for each step of the exchange.
TIMEOUT: Final = 30.0
#: How the connection is encrypted → the usual port.
PORTS: Final = {"starttls": 587, "tls": 465, "non": 25}


@dataclass(frozen=True, slots=True)
class Serveur:
    """An SMTP server: where it is, how to reach it safely, and who we are to it."""

    hote: str
    port: int
    chiffrement: str
    utilisateur: str = ""
    mot_de_passe: str = field(default="", repr=False)

    @classmethod
    def of(cls, environment: Environment) -> Serveur:
        """The server of SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASSWORD and SMTP_TLS (starttls, tls, non)."""
        environment.require(SMTP_HOST="le serveur d’envoi")
        hote = environment.get("SMTP_HOST")
        chiffrement = environment.get("SMTP_TLS", "non" if hote in LOCAUX else "starttls")
        if chiffrement not in PORTS:
            raise BadSetting("SMTP_TLS doit être starttls, tls ou non.")
        port = environment.get("SMTP_PORT", str(PORTS[chiffrement]))
        if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
            raise BadSetting("SMTP_PORT doit être un numéro de port : 587, 465 ou 25.")
        serveur = cls(hote, int(port), chiffrement, *_login(environment))
        if serveur.utilisateur and chiffrement == "non" and hote not in LOCAUX:
            raise BadSetting(
                "Avec SMTP_TLS=non le mot de passe passerait en clair : écrivez starttls ou tls."
            )
        return serveur


def _login(environment: Environment) -> tuple[str, str]:
    """The user and the password; SMTP's own words are ASCII (RFC 4954), a space is allowed."""
    if environment.get("SMTP_USER"):
        environment.require(SMTP_PASSWORD="le mot de passe de SMTP_USER")  # noqa: S106  (what it is)
    user, password = environment.get("SMTP_USER"), environment.variables.get("SMTP_PASSWORD", "")
    if not (user + password).isascii():
        raise BadSetting("SMTP_USER et SMTP_PASSWORD ne peuvent contenir aucun signe accentué.")
    return user, password


def check_address(adresse: str) -> None:
    """Refuse what is not one plain address: anything else could slip a header or a second recipient in."""
    if not ADRESSE.fullmatch(adresse):
        raise BadSetting(f"« {adresse} » n’est pas une adresse électronique : écrivez nom@exemple.fr.")


def send(serveur: Serveur, message: bytes, de: str, a: str) -> None:
    """Send `message` to one address, with the line that says so at its head. Raises `Refusal`."""
    try:
        with _open(serveur) as session:
            if serveur.chiffrement == "starttls":
                session.starttls(context=ssl.create_default_context())
            if serveur.utilisateur:
                session.login(serveur.utilisateur, serveur.mot_de_passe)
            session.sendmail(de, [a], f"To: {a}\r\n".encode("ascii") + message)
    except (smtplib.SMTPException, OSError) as erreur:
        raise Refusal(_told(erreur, serveur, de, a)) from None


def _open(serveur: Serveur) -> smtplib.SMTP:
    if serveur.chiffrement == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(serveur.hote, serveur.port, timeout=TIMEOUT, context=context)
    return smtplib.SMTP(serveur.hote, serveur.port, timeout=TIMEOUT)


def _told(erreur: Exception, serveur: Serveur, de: str, a: str) -> str:
    """What went wrong and what to do, in one sentence; an exception's class says which, children first."""
    ou = f"{serveur.hote}:{serveur.port}"
    match erreur:
        case smtplib.SMTPAuthenticationError():
            return f"{ou} refuse l’identifiant ou le mot de passe : vérifiez SMTP_USER et SMTP_PASSWORD."
        case smtplib.SMTPRecipientsRefused():
            code, texte = next(iter(erreur.recipients.values()))
            return f"{ou} refuse le destinataire {a}{_answer(code, texte)} : vérifiez l’adresse."
        case smtplib.SMTPSenderRefused():
            sens = "écrivez dans MAILLAGE_EXPEDITEUR une adresse que ce serveur a le droit d’envoyer"
            return f"{ou} refuse l’expéditeur {de}{_answer(erreur.smtp_code, erreur.smtp_error)} : {sens}."
        case smtplib.SMTPNotSupportedError():
            return (
                f"{ou} ne sait ni chiffrer ni vérifier un mot de passe : essayez SMTP_TLS=tls et le port 465."
            )
        case smtplib.SMTPResponseException():
            refus = _answer(erreur.smtp_code, erreur.smtp_error)
            return f"{ou} a refusé le message{refus} : attendez quelques minutes, puis relancez la commande."
        case smtplib.SMTPServerDisconnected() if not isinstance(erreur.__context__, TimeoutError):
            return f"{ou} a coupé la connexion : vérifiez SMTP_PORT et SMTP_TLS, puis relancez la commande."
        case ssl.SSLError():
            return f"{ou} n’a pas de chiffrement valable : vérifiez SMTP_HOST, SMTP_PORT et SMTP_TLS."
        case TimeoutError() | smtplib.SMTPServerDisconnected():
            return f"{ou} n’a pas répondu à temps : attendez quelques minutes, puis relancez la commande."
    return f"{ou} est injoignable : vérifiez le réseau, SMTP_HOST et SMTP_PORT, puis relancez la commande."


def _answer(code: int, texte: bytes | str) -> str:
    said = texte.decode("utf-8", "replace") if isinstance(texte, bytes) else texte
    return f" ({code} {' '.join(said.split())[:200]})"
