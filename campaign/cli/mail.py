"""``mail``: sending what waits, reading what came back."""

import click

from campaign.cli.french import FrenchGroup


@click.group(cls=FrenchGroup)
def mail() -> None:
    """Les messages : envoyer ce qui attend, lire ceux qui reviennent."""
