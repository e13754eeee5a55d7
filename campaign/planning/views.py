"""The spending of an edition as screens show it."""

from dataclasses import dataclass

from campaign.accounts.model import Actor
from campaign.accounts.rights import guarded
from campaign.base.database import Database
from campaign.editions.views import edition as edition_view
from campaign.planning.envelopes import Envelope, Holding, holdings
from campaign.planning.model import (
    Amount,
    Fund,
    Funded,
    Line,
    OfNature,
    Shares,
    by_nature,
    funding,
    overhead_totals,
    totals,
)
from campaign.planning.store import all_funds, dearer_limit, envelopes_of, lines_of, usual_shares


@dataclass(frozen=True, slots=True)
class Spending:
    """Everything about an edition's money. ``lines`` and ``overhead`` are never added; ``removed`` are out of both."""

    edition_id: int
    lines: tuple[Line, ...]
    overhead: tuple[Line, ...]
    removed: tuple[Line, ...]
    totals: tuple[Amount, ...]
    overhead_totals: tuple[Amount, ...]
    natures: tuple[OfNature, ...]
    funds: tuple[Fund, ...]  # archived ones too: what they pay stays said
    shares: Shares
    shares_version: int  # of the limit too
    funding: tuple[Funded, ...]
    envelopes: tuple[Envelope, ...]
    holdings: tuple[Holding, ...]
    limit: int  # an alert is given beyond, in hundredths of a percent more than last time

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """Counted lines, then overhead."""
        return self.lines + self.overhead

    def line(self, line_id: int | None) -> Line | None:
        """A line that counts, or of overhead."""
        return next((one for one in self.all_lines if one.id == line_id), None)

    @property
    def open_funds(self) -> tuple[Fund, ...]:
        """Those that may be chosen."""
        return tuple(one for one in self.funds if one.archived_at is None)


@guarded
def spending(db: Database, by: Actor, edition_id: int) -> Spending:
    """The lines of an edition, by nature, with their sums and who pays.

    Raises:
        NotFound.
    """
    edition_view(db, edition_id)
    everything = lines_of(db, edition_id)
    kept = [one for one in everything if one.removed_at is None]
    lines = tuple(one for one in kept if not one.nature.overhead)
    funds = tuple(all_funds(db))
    shares, version = usual_shares(db, edition_id)
    envelopes = tuple(envelopes_of(db, edition_id))
    return Spending(
        edition_id=edition_id,
        lines=lines,
        overhead=tuple(one for one in kept if one.nature.overhead),
        removed=tuple(one for one in everything if one.removed_at is not None),
        totals=totals(lines),
        overhead_totals=overhead_totals(kept),
        natures=by_nature(lines),
        funds=funds,
        shares=shares,
        shares_version=version,
        funding=funding(lines, funds, shares),
        envelopes=envelopes,
        holdings=holdings(lines, funds, shares, envelopes),
        limit=dearer_limit(db, edition_id),
    )
