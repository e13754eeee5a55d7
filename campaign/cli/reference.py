"""The commands as a page of documentation, made from their own help: ``docs/exploitation-commandes.md``."""

from collections.abc import Iterator
from pathlib import Path

import click

from campaign.base.settings import ROOT
from campaign.cli.french import common_options
from campaign.cli.program import PROGRAM, main

PAGE = ROOT / "docs" / "exploitation-commandes.md"
_OPENING = """# La ligne de commande

Cette page est écrite par `tools/build_command_reference.py` à partir de l’aide des commandes : ne la modifiez pas à
la main.

Toutes se lancent par `python -m campaign …`, avec le compte du service, et agissent sur la base réglée par
`CAMPAIGN_DB`. Une commande qui réussit se termine avec l’état 0 ; une commande refusée, avec l’état 1 et une phrase
sur la sortie d’erreur ; une commande mal écrite, avec l’état 2.
"""


def page() -> str:
    """The whole page, in Markdown."""
    common = {option.name for option in common_options()}
    lines = [_OPENING, "## Options communes", "", *_option_lines(common_options(), click.Context(main)), ""]
    lines += ["## Commandes", ""]
    for path, command in commands():
        context = click.Context(command, info_name=path)
        usage = " ".join([f"{PROGRAM} {path}", *_arguments(command, context)])
        lines += [f"### `{path}`", "", f"`{usage}`", "", *_paragraphs(command), ""]
        own = [one for one in command.params if isinstance(one, click.Option) and one.name not in common]
        if own:
            lines += [*_option_lines(own, context), ""]
    return "\n".join(lines).rstrip() + "\n"


def commands(group: click.Group = main, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with its words (« links create »), in the order of the help; groups apart."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command, path = group.get_command(context, name), f"{before}{name}"
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} ")
        else:
            yield path, command


def _arguments(command: click.Command, context: click.Context) -> list[str]:
    return [one.make_metavar(context) for one in command.params if isinstance(one, click.Argument)]


def _paragraphs(command: click.Command) -> list[str]:
    paragraphs = [" ".join(one.split()) for one in (command.help or "").split("\n\n")]
    return "\n\n".join(paragraphs).split("\n")


def _option_lines(options: list[click.Option], context: click.Context) -> list[str]:
    lines = []
    for option in options:
        words, told = option.get_help_record(context)
        lines.append(f"- `{words}` : {told[0].lower()}{told[1:]}" if told[1:2].islower() else f"- `{words}` : {told}")
    return lines


def write() -> Path:
    """Write the page in its place; where it is."""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), "utf-8")
    return PAGE
