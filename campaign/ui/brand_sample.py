"""The A3 poster in the colours being chosen: with the edition in work when it can be, else with an example."""

from dataclasses import replace
from datetime import date, time

import streamlit as st

from campaign.accounts.model import Agent
from campaign.base import clock
from campaign.base.database import Database
from campaign.base.errors import CampaignError
from campaign.base.settings import settings
from campaign.communication.content import TITLE, content_of
from campaign.communication.model import DEPARTEMENT
from campaign.documents.catalogue import build
from campaign.documents.colours import Palette
from campaign.documents.content import Campaign, Partner, Place, Shop
from campaign.documents.presets import Preset
from campaign.editions.model import Edition
from campaign.editions.views import working_edition
from campaign.identity.colours import Replaceable, Shade
from campaign.identity.views import logo_picture, logos
from campaign.territory.views import departement
from campaign.ui.document_pictures import LARGE, picture
from campaign.ui.plain import plain


def sample(db: Database, agent: Agent, shades: dict[Replaceable, Shade], typed: dict[str, str]) -> None:
    """The poster as it would come out with what is typed, and what it has to say."""
    edition = working_edition(db, agent)
    content, real = _content(db, agent, edition)
    both = typed["printer_name"].strip() and typed["printer_town"].strip()
    content = replace(
        content,
        colours=Palette(*(shades[which].hex for which in Replaceable)),
        printer=f"{typed['printer_name'].strip()}, {typed['printer_town'].strip()}" if both else "",
        paper=typed["paper"].strip(),
        credits=typed["credits"].strip(),
        url=typed["website"].strip() or settings().public_url,
    )
    poster = build("affiche-a3", content, Preset.SCREEN)
    st.image(picture(poster.data, poster.extension, 0, LARGE), width="stretch", alt="L’affiche A3 avec ces couleurs")
    st.markdown(f":gray[{'Les données de ' + plain(edition.name) if real else 'Boutiques et dates d’exemple'}.]")
    for notice in (*poster.blocking, *poster.notices):
        st.markdown(f":orange[:material/warning:] {plain(notice)}")


def _content(db: Database, agent: Agent, edition: Edition | None) -> tuple[Campaign, bool]:
    """What the poster says, and whether the edition's own data say it."""
    if edition:
        try:
            return content_of(db, agent, edition.id, DEPARTEMENT), True
        except CampaignError:  # nobody confirmed yet, or cancelled: the example shows the colours as well
            pass
    found = departement(settings().departement)
    year = clock.today().year
    days = edition.days if edition else (date(year, 11, 13), date(year, 11, 16))
    example = Campaign(
        title=TITLE,
        days=days,
        place=Place(found.name, found.in_form, found.of_form),
        shops=tuple(Shop(number, f"Boutique {number}", found.name) for number in range(1, 21)),
        url=settings().public_url,
        hours=(time(10), time(18)),
        partners=tuple(Partner(one.name, logo_picture(db, one)) for one in logos(db)),
    )
    return example, False
