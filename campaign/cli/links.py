"""``links``: the contacts' personal links."""

import click

from campaign.accounts import links as link_actions
from campaign.accounts.model import SYSTEM
from campaign.base.database import Database
from campaign.base.errors import NotFound
from campaign.base.french import plural
from campaign.base.operations import new_operation
from campaign.cli.french import FrenchGroup, FrenchOption, Misused
from campaign.cli.output import give, opened, table
from campaign.participation import actions, views
from campaign.participation.views import LinkRow


@click.group(cls=FrenchGroup)
def links() -> None:
    """Les liens personnels des contacts."""


@links.command()
@click.argument("edition", type=int, metavar="EDITION")
@click.option("--contact", cls=FrenchOption, type=int, metavar="NUMERO", help="Un seul contact, par son numéro.")
@click.pass_context
def create(ctx: click.Context, edition: int, contact: int | None) -> None:
    """Prépare les liens d’une édition, et les écrit.

    Un lien déjà prêt reste le même ; un lien retiré est remplacé par un nouveau. Sans --contact : ceux des boutiques.
    """
    with opened(ctx) as db:
        rows = _to_answer(_rows(db, edition, contact), contact)
        ids = [row.contact.id for row in rows]
        actions.prepare_links(db, SYSTEM, edition, new_operation(), ids)
        rows = [row for row in _to_answer(_rows(db, edition, contact), contact) if row.url]
        invited = {one.place.id for one in views.participations(db, SYSTEM, edition)}
    listed = [
        {
            "contact": row.contact.id,
            "contact_name": row.contact.name,
            "email": row.contact.email,
            "shops": [place_id for place_id in row.contact.place_ids if place_id in invited],
            "shop_names": list(row.shops),
            "url": row.url,
        }
        for row in rows
    ]
    lines = [(row.contact.id, row.contact.name, ", ".join(row.shops), row.url) for row in rows]
    give(ctx, listed, table(("N°", "Contact", "Boutiques", "Lien"), lines, "Aucun contact à inviter."))


@links.command()
@click.argument("edition", type=int, metavar="EDITION")
@click.option("--contact", cls=FrenchOption, type=int, multiple=True, metavar="NUMERO",
              help="Le contact dont le lien est retiré ; peut être répété.")  # fmt: skip
@click.option("--all", "everyone", cls=FrenchOption, is_flag=True, help="Tous les liens de l’édition.")
@click.pass_context
def revoke(ctx: click.Context, edition: int, contact: tuple[int, ...], everyone: bool) -> None:
    """Retire des liens : leur adresse ne mène plus à rien."""
    if bool(contact) == everyone:
        raise Misused("Indiquez --contact NUMERO, ou --all pour tous.", ctx)
    with opened(ctx) as db:
        rows = _rows(db, edition, None) if everyone else [_rows(db, edition, one)[0] for one in contact]
        live = [row for row in rows if row.link is not None]
        for row in live:
            link_actions.revoke_link(db, SYSTEM, row.link.id, new_operation())
    listed = [{"contact": row.contact.id, "shops": list(row.shops), "url": None} for row in live]
    give(ctx, listed, f"{plural(len(live), 'lien retiré', 'liens retirés')}.")


def _to_answer(rows: list[LinkRow], contact: int | None) -> list[LinkRow]:
    """Contacts of shops; an animator of an EPCI, who has nothing to answer, only when asked for."""
    return rows if contact is not None else [row for row in rows if row.statuses]


def _rows(db: Database, edition: int, contact: int | None) -> list[LinkRow]:
    rows = views.link_rows(db, SYSTEM, edition)
    if contact is None:
        return rows
    found = [row for row in rows if row.contact.id == contact]
    if not found:
        raise NotFound("Ce contact n’existe pas, ou aucune boutique n’est invitée pour lui à cette édition.")
    return found
