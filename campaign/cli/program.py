"""The program: its commands, in the order of the work, and what it answers when something goes wrong."""

import errno
import logging
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from campaign import __version__
from campaign.base import clock
from campaign.base.errors import CampaignError, DatabaseReadOnly, DiskFull
from campaign.cli.documents import documents
from campaign.cli.experience import experience_sheet_command
from campaign.cli.filling import demo, prepare, seed
from campaign.cli.french import FrenchGroup, usage_sentence
from campaign.cli.handover import editions  # the same commands, with the hand-over kit's
from campaign.cli.links import links
from campaign.cli.mail import mail
from campaign.cli.output import say, used_database
from campaign.cli.report import report_command
from campaign.cli.rounds import rounds
from campaign.cli.shops import geocode, shops
from campaign.cli.upkeep import backup, migrate, purge, restore, verify, work
from campaign.cli.users import users

PROGRAM = "python -m campaign"
LOG_NAME = "erreurs.log"


class Program(FrenchGroup):
    """Exit status 0: done; 1: refused, with one French sentence on standard error; 2: wrong usage."""

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:
        """Run and exit. Never a traceback: the detail of an unexpected error goes to a file."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")
        # Warnings of libraries are not sentences for people; ``work`` keeps a log of its own.
        logging.lastResort = None
        sys.exit(self._status(args, **{**extra, "standalone_mode": False}))

    def _status(self, args: Sequence[str] | None, **extra: Any) -> int:
        try:
            done = super().main(args, PROGRAM, **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            say(error.message)
            return 2
        except click.UsageError as error:
            say(usage_sentence(error))
            return 2
        except (click.Abort, KeyboardInterrupt):
            say("Interrompu : ce qui était terminé est enregistré.")
        except CampaignError as error:
            say(error.message)
        except BrokenPipeError:
            # Whoever read the output has left (« | head »): nothing more to say to them.
            sys.stdout = None
        except OSError as error:
            say(_system_sentence(error))
        except Exception as error:
            say(_unexpected(error))
        else:
            return done if isinstance(done, int) else 0
        return 1


def _system_sentence(error: OSError) -> str:
    name = Path(str(error.filename)).name if error.filename else "le fichier"
    if error.errno == errno.ENOSPC:
        return DiskFull.default
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return (
            f"{name} ne peut pas être lu ou écrit : vérifiez les droits."
            if error.filename
            else DatabaseReadOnly.default
        )
    if error.errno == errno.ENOENT:
        return f"{name} n’existe pas : vérifiez le nom du fichier et de son dossier."
    if error.errno in (errno.EISDIR, errno.ENOTDIR):
        return f"{name} est un dossier, ou n’en est pas un : vérifiez le nom."
    return _unexpected(error)


def _unexpected(error: BaseException) -> str:
    """Write where it broke, without the message (it may quote somebody's data); the sentence to say."""
    sentence = "Une erreur inattendue est survenue : rien de plus n’a été enregistré."
    frames = "".join(traceback.format_tb(error.__traceback__))
    try:
        path = used_database().parent / LOG_NAME
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{clock.stamp()} {type(error).__name__}\n{frames}\n")
    except (OSError, CampaignError):
        return f"{sentence} Prévenez le service informatique."
    return f"{sentence} Le détail est dans {path} ; prévenez le service informatique."


@click.group(cls=Program, invoke_without_command=False, help="Les bons jours de l’occasion, en ligne de commande.")
@click.version_option(__version__, "--version", message="%(version)s", help="Affiche la version.")
def main() -> None:
    """The root of every command."""


for command in (
    prepare, demo, seed, shops, geocode, editions, links, documents, rounds, report_command,
    experience_sheet_command, mail, work, backup,
    restore, verify, migrate, users, purge,
):  # fmt: skip
    main.add_command(command)
