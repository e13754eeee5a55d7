"""The program: its commands, in the order of the work, and what it answers when something goes wrong."""

import errno
import logging
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from campaign import __version__
from campaign.base import clock
from campaign.base.errors import CampaignError, DatabaseReadOnly, DiskFull
from campaign.cli.french import FrenchGroup, usage_sentence
from campaign.cli.output import say, used_database

PROGRAM = "python -m campaign"
# Each command and where it is, in the order of the work: only the one that is asked for is loaded, since the libraries
# that draw take longer to load than most commands to run.
COMMANDS = {
    "prepare": "filling.prepare",
    "demo": "filling.demo",
    "seed": "filling.seed",
    "shops": "shops.shops",
    "geocode": "shops.geocode",
    "editions": "handover.editions",  # those of campaign.cli.editions, with the hand-over kit's
    "links": "links.links",
    "documents": "documents.documents",
    "site": "site.site",
    "rounds": "rounds.rounds",
    "report": "report.report_command",
    "experience-sheet": "experience.experience_sheet_command",
    "mail": "mail.mail",
    "work": "upkeep.work",
    "backup": "upkeep.backup",
    "restore": "upkeep.restore",
    "verify": "upkeep.verify",
    "migrate": "upkeep.migrate",
    "users": "users.users",
    "purge": "upkeep.purge",
}
LOG_NAME = "erreurs.log"


class Program(FrenchGroup):
    """Exit status 0: done; 1: refused, with one French sentence on standard error; 2: wrong usage."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded at its first need."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            module, _, name = COMMANDS[cmd_name].partition(".")
            self.add_command(getattr(import_module(f"campaign.cli.{module}"), name), cmd_name)
        return super().get_command(ctx, cmd_name)

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
