"""« Vos affiches et documents »: the page of a personal link where each finds its own, and the files to take away."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from starlette.responses import Response

from campaign.base.errors import NotFound
from campaign.base.french import NBSP, number, plural
from campaign.communication.own_pieces import MADE_IN, OwnPiece, OwnPieces, own_file, own_pieces, own_preview
from campaign.communication.press_desk import own_desks
from campaign.documents.presets import Preset
from campaign.documents.web_pictures import PIXEL
from campaign.web.answer import state_page, with_link
from campaign.web.headers import keep_personal, protect
from campaign.web.personal_link import Opened
from campaign.web.rendering import render_personal
from campaign.web.visit import Visit

_PREVIEW = 480  # pixels
_FILE = re.compile(r"([a-z0-9-]+)(?:_([a-z-]+))?\.(pdf|png)")
_TYPES = {"pdf": "application/pdf", "png": "image/png"}
_PRINTERS = (
    (Preset.PRINTER, "Imprimeur du coin, avec traits de coupe"),
    (Preset.ONLINE_PRINTER, "Imprimeur en ligne, sans traits de coupe"),
)
_USES = {
    "affiche-a3": "Pour la vitrine. Chez vous, elle sort en A4 : choisissez « Ajuster à la page ».",
    "affiche-a2": "Pour un panneau ou un hall.",
    "abribus": "Pour le réseau d’abribus : le fichier se donne à l’afficheur.",
    "flyer-a5": "À glisser dans les sacs, à poser près de la caisse.",
    "annuaire": "Toutes les boutiques, avec la carte, leurs heures et leurs animations.",
    "banniere": "En tête de votre site ou de votre page.",
    "carre-social": "À publier sur vos réseaux, avec son texte.",
    "dossier-de-presse": "Pour la presse locale : tout ce qu’un journaliste cherche, à votre nom.",
    "communique": "Une page à envoyer aux correspondants de presse près de chez vous.",
    "autocollant": "Pour la porte ou la vitrine.",
    "flechage": "À accrocher dehors, pour montrer le chemin.",
    "fiche-reponse": "Votre réponse sur papier, à relire ou à corriger à la main.",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One document of the page; addresses are complete, ``texts`` go with a picture, as (name, text)."""

    id: str
    label: str
    use: str
    ready: bool
    measures: str
    button: str
    preview: str
    high: int
    address: str
    printers: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]


@with_link
def documents(visit: Visit, opened: Opened) -> Response:
    """Each place of this contact with its documents, or what to do to have some.

    Raises:
        NotFound: nothing here is theirs.
    """
    if opened.page.state not in MADE_IN:
        return state_page(visit, opened)
    places = [
        {
            "of": one,
            "pieces": [_shown(opened, piece) for piece in one.pieces],
            "common": [_shown(opened, piece) for piece in one.common],
            "is_shop": _is_shop(opened, one),
        }
        for one in own_pieces(visit.db, opened.actor, opened.link)
    ]
    return render_personal(
        visit,
        "own_documents.html",
        opened=opened,
        edition=opened.page.edition,
        places=places,
        width=_PREVIEW,
        writes_press=bool(own_desks(visit.db, opened.actor, opened.link)),
    )


@with_link
def document(visit: Visit, opened: Opened) -> Response:
    """A file to keep, « affiche-a3_ecran.pdf », or the picture of the list, « affiche-a3.png ».

    Raises:
        NotFound: not in the list of this link. Refused: in preparation. EditionOver.
    """
    parts = visit.request.path_params
    asked = _FILE.fullmatch(parts["file"])
    if asked is None:
        raise NotFound("Ce document n’existe pas, ou n’est pas le vôtre.")
    kind, preset, extension = asked.groups()
    if preset is None:
        if extension != "png":
            raise NotFound("Ce document n’existe pas, ou n’est pas le vôtre.")
        return _answer(own_preview(visit.db, opened.actor, opened.link, parts["part"], kind), "png")
    if preset not in tuple(Preset):
        raise NotFound("Ce document n’existe pas, ou n’est pas le vôtre.")
    file = own_file(visit.db, opened.actor, opened.link, parts["part"], kind, Preset(preset))
    if file.extension != extension:
        raise NotFound("Ce document n’existe pas, ou n’est pas le vôtre.")
    return _answer(file.data, extension, file.name)


def _answer(data: bytes, extension: str, name: str = "") -> Response:
    response = Response(data, media_type=_TYPES[extension])
    if name:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    protect(response)
    keep_personal(response)
    return response


def _is_shop(opened: Opened, one: OwnPieces) -> bool:
    return any(shop.place.id == one.place_id for shop in opened.page.shops)


def _shown(opened: Opened, piece: OwnPiece) -> Shown:
    base = f"{opened.address}/documents/{quote(piece.part)}/{piece.kind.code}"
    wide, high = piece.kind.format_mm
    made = piece.made
    extension = made.extension if made else "pdf"
    return Shown(
        id=f"{piece.part}-{piece.kind.code}",
        label=piece.kind.label,
        use=_USES.get(piece.kind.code, ""),
        ready=made is not None,
        measures=_measures(piece) if made else "",
        button="Télécharger le PDF" if extension == "pdf" else "Télécharger l’image",
        preview=f"{base}.png",
        high=round(_PREVIEW * high / wide),
        address=f"{base}_{Preset.SCREEN}.{extension}",
        printers=tuple((label, f"{base}_{preset}.pdf") for preset, label in _PRINTERS) if piece.prints else (),
        notes=tuple(str(one) for one in made.notices) if made else (),
        texts=_texts(made.words) if made else (),
    )


def _measures(piece: OwnPiece) -> str:
    """« 297 × 420 mm · 1 page · 182 ko », « 1 080 × 1 080 pixels · 60 ko »."""
    made, weight = piece.made, _weight(len(piece.made.data))
    if made.extension == "png":
        wide, high = (round(length / PIXEL) for length in made.trim_mm)
        return f"{number(wide)} × {number(high)} pixels · {weight}"
    wide, high = (round(length) for length in made.trim_mm)
    return f"{number(wide)} × {number(high)} mm · {plural(made.pages, 'page')} · {weight}"


def _weight(size: int) -> str:
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}{NBSP}ko"
    return f"{number(round(size / 1_000_000, 1))}{NBSP}Mo"


def _texts(words: str) -> tuple[tuple[str, str], ...]:
    """What to copy with a picture: the caption and its hashtags together, then the alternative text."""
    parts = dict(part.split("\n", 1) for part in words.strip().split("\n\n")[1:] if "\n" in part)
    caption, tags, instead = (
        parts.get(title, "").strip() for title in ("LÉGENDE", "MOTS-DIÈSE", "TEXTE DE REMPLACEMENT")
    )
    published = "\n\n".join(part for part in (caption, tags) if part)
    found = (("Légende à publier", published), ("Pour qui ne voit pas l’image", instead))
    return tuple((name, text) for name, text in found if text)
