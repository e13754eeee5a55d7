"""The labels of the places of an edition, as a file to print."""

from collections.abc import Collection

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.base.errors import Refused
from campaign.base.text import slug
from campaign.documents.poster_labels import PosterLabel, poster_labels
from campaign.editions.views import edition as edition_view
from campaign.identity.views import identity
from campaign.media.codes import code_address
from campaign.media.spots_store import postings_of


@guarded
def labels_file(db: Database, by: Actor, edition_id: int, posting_ids: Collection[int] = ()) -> tuple[str, bytes]:
    """(file name, PDF) of the labels of these places, of all when none is given; in the order of the communes.

    Raises:
        NotFound; Refused: no place to label.
    """
    edition = edition_view(db, edition_id)
    kept = [one for one in postings_of(db, edition_id) if not posting_ids or one.id in posting_ids]
    if not kept:
        raise Refused("Aucun emplacement retenu pour cette édition : ajoutez-en d’abord.")
    labels = [
        PosterLabel(
            number=one.number,
            place=one.spot.label,
            where=", ".join(part for part in (one.spot.address, one.spot.commune) if part),
            address=code_address(db, by, one),
        )
        for one in kept
    ]
    title = f"Étiquettes des affiches, {edition.name}"
    return f"etiquettes-affiches_{slug(edition.name)}.pdf", poster_labels(labels, title, identity(db).body_name)
