"""Every error a person can meet, in one tree. Each carries one clear French sentence that says what to do.

CampaignError
├── Refused                 the person can mend it
│   ├── InvalidInput        one field, with a likely value when there is one
│   ├── InvalidForm         several fields at once
│   ├── UnreadableFile      a file that cannot be taken
│   ├── NotAllowed          not this person's work
│   ├── NotFound            nothing here by that name
│   ├── TooManyAttempts     wait a little
│   ├── Conflict            somebody else changed it first
│   ├── NotEnough           more asked for than there is in store
│   ├── SurplusToDeclare    more came back than was lent: say so, or count again
│   ├── OperationReused     a form's number that already served for something else
│   ├── LinkNotValid        unknown or altered personal link
│   │   ├── LinkExpired
│   │   └── LinkReplaced
│   ├── AnswersClosed       after the answer deadline
│   ├── EditionOver         past or archived edition
│   ├── NotSent             a message that no longer has to leave; the sentence is the reason
│   └── NotEmpty            the demonstration wants an empty database
└── Unavailable             the machine's side; the person tries again or calls
    ├── DatabaseBusy
    ├── DiskFull
    ├── DatabaseReadOnly
    ├── DatabaseTooNew
    ├── DatabaseDamaged
    ├── WrongDepartement
    ├── BadSetting
    ├── GeocoderUnavailable
    ├── RoutingUnavailable
    ├── RelayUnavailable    the message leaves later, by itself
    │   └── RelayRefusesUs  password or sender refused: the settings are to be mended
    └── RelayRefused
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from campaign.base.french import clock_in_words


class CampaignError(Exception):
    """Root of the tree; ``message`` is the French sentence shown as it is."""

    default = "Une erreur est survenue. Réessayez ; si elle revient, appelez la prévention des déchets."

    def __init__(self, message: str | None = None) -> None:
        self.message = message or self.default
        super().__init__(self.message)


class Refused(CampaignError):
    """What was asked cannot be done as asked; nothing was written."""


class InvalidInput(Refused):
    """One refused value. ``field`` names the form field, ``proposal`` a likely right value."""

    def __init__(self, field: str, message: str, proposal: str | None = None) -> None:
        super().__init__(message)
        self.field = field
        self.proposal = proposal


class InvalidForm(Refused):
    """Several refused values, kept in the order of the form."""

    def __init__(self, problems: Sequence[InvalidInput]) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = tuple(problems)


class UnreadableFile(Refused):
    default = "Ce fichier n’a pas pu être lu. Envoyez un fichier .xlsx ou .csv."


class NotAllowed(Refused):
    default = "Votre rôle ne permet pas cette action. Demandez à un·e chargé·e de prévention."


class NotFound(Refused):
    default = "Cette fiche n’existe pas, ou plus."


class TooManyAttempts(Refused):
    default = "Trop d’essais. Attendez dix minutes, puis recommencez."


class Conflict(Refused):
    """Somebody else saved first; ``theirs`` maps the French label of a field to the value now stored."""

    def __init__(self, who: str, at: datetime, theirs: Mapping[str, str] = MappingProxyType({})) -> None:
        self.who, self.at, self.theirs = who, at, dict(theirs)
        super().__init__(
            f"Modifié par {who} à {clock_in_words(at)} pendant votre saisie. "
            "Gardez cette version, ou remettez la vôtre."
        )


class NotEnough(Refused):
    default = "Il n’en reste pas assez au dépôt."


class SurplusToDeclare(Refused):
    default = "Plus d’objets rendus que livrés : déclarer un écart ?"


class OperationReused(Refused):
    default = "Ce formulaire a déjà servi. Rechargez la page, puis recommencez."


class LinkNotValid(Refused):
    default = "Ce lien n’est pas valable. Demandez-en un nouveau."


class LinkExpired(LinkNotValid):
    default = "Ce lien a expiré. Demandez-en un nouveau."


class LinkReplaced(LinkNotValid):
    default = "Ce lien a été remplacé par un plus récent. Demandez-en un nouveau."


class AnswersClosed(Refused):
    default = "Les réponses sont closes. Il est encore temps d’appeler."


class EditionOver(Refused):
    default = "Cette édition est terminée."


class NotSent(Refused):
    """Found at the moment of sending: ``code`` is the reason's, kept in the log of messages."""

    default = "Ce message n’a plus lieu d’être."

    def __init__(self, message: str | None = None, code: str = "") -> None:
        super().__init__(message)
        self.code = code


class NotEmpty(Refused):
    default = "La base contient déjà des données : la démonstration ne s’installe que dans une base vide."


class Unavailable(CampaignError):
    """Not the person's fault: what they typed is kept, nothing was written."""


class DatabaseBusy(Unavailable):
    default = "La base est occupée. Réessayez dans un instant ; votre saisie est conservée."


class DiskFull(Unavailable):
    default = "Le disque du serveur est plein : rien n’a été enregistré. Prévenez le service informatique."


class DatabaseReadOnly(Unavailable):
    default = "La base est en lecture seule : rien n’a été enregistré. Prévenez le service informatique."


class DatabaseTooNew(Unavailable):
    default = "La base a été créée par une version plus récente du logiciel. Mettez le logiciel à jour."


class DatabaseDamaged(Unavailable):
    default = "La base est abîmée. Restaurez la dernière sauvegarde (voir le guide d’exploitation)."


class WrongDepartement(Unavailable):
    default = "Cette base est celle d’un autre département."


class BadSetting(Unavailable):
    default = "Un réglage du serveur n’est pas valable."


class GeocoderUnavailable(Unavailable):
    default = "Le service d’adresses ne répond pas. Placez le point à la main, ou réessayez plus tard."


class RoutingUnavailable(Unavailable):
    default = (
        "Le service d’itinéraires n’a pas donné de réponse utilisable. Réessayez plus tard, ou acceptez des distances "
        "à vol d’oiseau."
    )


class RelayUnavailable(Unavailable):
    default = "Le relais de messagerie ne répond pas. Le message repartira tout seul."


class RelayRefusesUs(RelayUnavailable):
    default = "Le relais refuse l’identifiant (535). Rien n’est parti."


class RelayRefused(Unavailable):
    default = "Le relais de messagerie refuse le message."
