"""The press kit and the press release, for docs/apercus: whole, local, and at their limits. Part of
``document_pictures``."""

from dataclasses import replace

from campaign.base.rich_text import read
from campaign.documents.catalogue import build
from campaign.documents.content import Campaign, Partner
from campaign.documents.presets import Preset
from campaign.documents.press_text import Section, Voice
from campaign.territory.model import epci_forms
from tests.documents.press_kits import busy, local, with_press
from tests.documents.press_texts import CONTEXT, FIGURES, LOCAL, PRESS, RELEASE, VOICES, pictures
from tests.documents.shops_at_hand import LONGEST, territories
from tools.directory_pictures import Pages

_PARTNERS = (
    "Département de Maine-et-Loire", "Réseau des ressourceries", "Angers Loire Métropole", "Saumur Val de Loire",
    "Mauges Communauté",
)  # fmt: skip


def press_kits() -> dict[str, Pages]:
    """Each picture's name and its pages."""
    usual = _named(with_press(replace(PRESS, pictures=pictures()), partners=tuple(map(Partner, _PARTNERS))))
    near = _named(local())
    long_quote = Voice(
        "Nous avons rencontré des habitants que nous ne connaissions pas. " * 8, "Jean-Christophe", LONGEST
    )
    extreme = _named(
        with_press(
            replace(
                PRESS,
                voices=(*VOICES, long_quote) * 3,
                figures=FIGURES * 3,
                sections=(
                    *PRESS.sections,
                    Section("bloc-1", "Un an après, que sont devenus les objets ?", read("\n\n".join([CONTEXT] * 9))),
                ),
            ),
            shops=busy(60, long=True),
            partners=tuple(Partner(f"Syndicat intercommunal de valorisation, secteur {rank}") for rank in range(1, 19)),
        )
    )
    alone = replace(near, shops=near.shops[:1], focus=near.shops[0], press=replace(LOCAL, local=LONGEST, voices=()))
    full = replace(PRESS, release=read(f"{RELEASE}\n\n{CONTEXT}\n\n{RELEASE}"), voices=(VOICES[1],))
    return {
        "dossier-de-presse": Pages([_made(usual)], 5),
        "dossier-de-presse-local": Pages([_made(near)], 4),
        "dossier-de-presse-extremes": Pages(
            [_made(extreme), _made(alone)], 6,
            [(0, 0), (0, 2), (0, 3), (0, 6), (0, 10), (0, 13), (1, 0), (1, 1), (1, 2), (1, 3), (1, 4), (1, 5)],
        ),
        "communique": Pages(
            [_made(usual, "communique"), _made(near, "communique"), _made(replace(usual, press=full), "communique")], 3
        ),
    }  # fmt: skip


def _made(content: Campaign, kind: str = "dossier-de-presse") -> bytes:
    return build(kind, content, Preset.SCREEN).data


def _named(content: Campaign) -> Campaign:
    """Territories as the software names them."""
    return replace(
        content,
        shops=tuple(replace(shop, territory=epci_forms(shop.territory)[0]) for shop in content.shops),
        territories=tuple(replace(one, name=epci_forms(one.name)[0]) for one in content.territories or territories()),
    )
