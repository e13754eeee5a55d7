"""Messages as .eml files in a folder, when there is no relay: an agent, or another program, takes them from there."""

import os
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from campaign.base import clock
from campaign.base.errors import RelayUnavailable
from campaign.mail.replies import Handed, Outcome


class Folder:
    """A folder that takes every message."""

    way = "folder"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.place = folder.name

    def connect(self) -> None:
        """Make the folder at the first need."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise RelayUnavailable("Le dossier des messages ne peut pas être écrit. Rien n’est parti.") from error

    def hand(self, mail: EmailMessage) -> Handed:
        """Write the file whole before it has its name."""
        self.connect()
        name = f"{clock.now():%Y%m%dT%H%M%S%f}-{mail['Message-ID'].strip('<>').partition('@')[0][:12]}.eml"
        draft = self._folder / f".{name}"
        try:
            with draft.open("wb") as file:
                file.write(mail.as_bytes(policy=SMTP))
                file.flush()
                os.fsync(file.fileno())
            draft.rename(self._folder / name)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise RelayUnavailable("Le dossier des messages ne peut pas être écrit. Rien n’est parti.") from error
        return Handed(Outcome.ACCEPTED)

    def close(self) -> None:
        """Nothing is held open."""
