"""Click in French: headings of the help, and one plain sentence for each mistake of usage."""

from collections.abc import Sequence
from typing import Any

import click

AIDE = "python -m campaign --help"


class Misused(click.UsageError):
    """Options that do not go together; its message is already a French sentence."""


class FrenchOption(click.Option):
    """An option whose help carries neither English words (« required ») nor formulas (« 1<=x<=9 »)."""

    def get_help_extra(self, ctx: click.Context) -> Any:
        """Nothing in brackets: the help text itself says « obligatoire » and the bounds."""
        return {}


class _FrenchHelp(click.Command):
    """Headings and the help option in French."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Utilisation : ")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Affiche cette aide."
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [record for one in self.get_params(ctx) if (record := one.get_help_record(ctx))]
        if records:
            with formatter.section("Options\N{NO-BREAK SPACE}"):
                formatter.write_dl(records)


class FrenchCommand(_FrenchHelp):
    """A command with the options common to all: ``--db`` and ``--json``."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        attributes.setdefault("options_metavar", "[OPTIONS]")
        super().__init__(*args, **attributes)
        self.params = [*self.params, *common_options()]


class FrenchGroup(_FrenchHelp, click.Group):
    """A family of commands; the common options may also stand before the command's name."""

    command_class = FrenchCommand

    def __init__(self, *args: Any, **attributes: Any) -> None:
        attributes.setdefault("options_metavar", "[OPTIONS]")
        attributes.setdefault("subcommand_metavar", "COMMANDE …")
        super().__init__(*args, **attributes)
        self.params = [*self.params, *common_options()]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commandes\N{NO-BREAK SPACE}"):
            formatter.write_dl([(name, one.get_short_help_str(200)) for name, one in commands if one])

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order they were added, which follows the work."""
        return list(self.commands)


FrenchGroup.group_class = FrenchGroup


def common_options() -> list[click.Option]:
    """``--db FILE`` and ``--json``, kept in the context for ``campaign.cli.output``."""

    def keep(ctx: click.Context, option: click.Parameter, typed: object) -> None:
        if typed:
            ctx.meta[f"campaign.{option.name}"] = typed

    return [
        FrenchOption(
            ["--db", "db"],
            metavar="FICHIER",
            help="La base à utiliser, au lieu du réglage CAMPAIGN_DB ; créée et mise à jour au besoin.",
            expose_value=False,
            callback=keep,
        ),
        FrenchOption(
            ["--json", "json"],
            is_flag=True,
            help="Écrit le résultat en JSON, et rien d’autre, sur la sortie standard.",
            expose_value=False,
            callback=keep,
        ),
    ]


def usage_sentence(error: click.UsageError) -> str:
    """One French sentence for what click refused on the command line."""
    help_hint = f"Aide : {error.ctx.command_path} --help" if error.ctx else f"Aide : {AIDE}"
    return f"{_refusal(error)} {help_hint}"


def _refusal(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"Option inconnue : {error.option_name}.{_near(error.possibilities)}"
    if isinstance(error, click.exceptions.NoSuchCommand):
        return f"Commande inconnue : {error.command_name}.{_near(error.possibilities)}"
    if isinstance(error, click.BadOptionUsage):
        return f"L’option {error.option_name} est mal employée : vérifiez sa valeur."
    if isinstance(error, click.MissingParameter):
        return f"Il manque {_name_of(error)}."
    if isinstance(error, click.BadParameter):
        return f"La valeur de {_name_of(error)} n’est pas valable{_expected(error)}."
    if isinstance(error, Misused):
        return error.message
    if error.ctx is not None and isinstance(error.ctx.command, click.Group):
        return "Indiquez une commande."
    return "La commande n’est pas complète, ou elle a des mots en trop."


def _near(possibilities: Sequence[str] | None) -> str:
    """The likeliest word first, as click orders them."""
    return f" Vouliez-vous {possibilities[0]} ?" if possibilities else ""


def _name_of(error: click.BadParameter) -> str:
    parameter = error.param
    if isinstance(parameter, click.Option):
        return f"l’option {max(parameter.opts, key=len)}"
    return parameter.make_metavar(error.ctx) if parameter is not None and error.ctx is not None else "un argument"


def _expected(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.IntRange):
        return f" : un nombre entier, {kind.min} au moins" if kind.min is not None else " : un nombre entier"
    if isinstance(kind, click.types.IntParamType):
        return " : un nombre entier"
    if isinstance(kind, click.DateTime):
        return " : une date écrite AAAA-MM-JJ"
    if isinstance(kind, click.Choice):
        return " : " + ", ".join(str(one) for one in kind.choices)
    return ""
