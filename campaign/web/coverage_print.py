"""The coverage of an edition on paper: the figures, the drawn map, each EPCI, every commune left out."""

from markupsafe import Markup
from starlette.responses import Response

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.errors import NotFound
from campaign.editions.views import edition as edition_view
from campaign.maps.coverage import coverage_svg
from campaign.participation.coverage import coverage
from campaign.participation.coverage_drawing import (
    RULE,
    band_words,
    by_band,
    coverage_areas,
    coverage_pins,
    km_words,
    percent,
)
from campaign.territory.reach import BANDS_KM
from campaign.web.agents_print import for_agents
from campaign.web.rendering import render_personal
from campaign.web.visit import Visit

LEFT_OUT_KM = 10


@for_agents
def coverage_page(visit: Visit, agent: Agent) -> Response:
    """The coverage of the edition named in the address.

    Raises:
        NotFound: no such edition.
    """
    asked = visit.asked("edition")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 12):
        raise NotFound("Cette édition n’existe pas.")
    found = coverage(visit.db, agent, int(asked))
    title = "Communes selon la distance à la boutique confirmée la plus proche"
    drawn = coverage_svg(coverage_areas(found), coverage_pins(found), title)
    return render_personal(
        visit,
        "print_coverage.html",
        edition=edition_view(visit.db, int(asked)),
        found=found,
        bands=BANDS_KM,
        rule=RULE,
        legend=[(band_words(km), len(listed)) for km, listed in by_band(found)],
        drawn=Markup(drawn),  # noqa: S704  our own drawing, whose texts are escaped
        left_out=found.left_out(LEFT_OUT_KM),
        left_out_km=LEFT_OUT_KM,
        percent=percent,
        km_words=km_words,
        agent=agent,
        printed_on=clock.today(),
    )
