"""Every version of the press kit at a glance, and what is still missing before it leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from campaign.base import clock
from campaign.base.french import enumerate_in_words, plural
from campaign.communication.content import Source
from campaign.communication.model import DEPARTEMENT, Audience, Scale
from campaign.communication.press_content import audience_blocks, press_audiences, press_of
from campaign.documents.press_story import release_signs
from campaign.documents.press_text import Press
from campaign.press.checklist import length_advice
from campaign.press.composing import unsourced_numbers
from campaign.press.model import RELEASE_MOST, BlockState, QuoteState
from campaign.press.views import Material, state_counts


@dataclass(frozen=True, slots=True)
class Version:
    """A version as it stands. ``behind`` counts the adapted blocks whose common text changed since; ``signs`` are those
    of the press release; ``at`` and ``actor`` say who last wrote it, None and '' when nobody did; ``own`` counts the
    blocks it wrote itself (a shop reads its territory's otherwise); ``remarks`` are what to read again."""

    audience: Audience
    name: str
    press: Press
    counts: Mapping[BlockState, int]
    behind: int
    signs: int
    at: datetime | None
    actor: str
    own: int
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing, and where it is mended: a tab of the screen, another screen, or the editor ('')."""

    sentence: str
    verb: str
    tab: str = ""
    screen: str = ""


def versions(source: Source) -> list[Version]:
    """The département, each EPCI, then each shop that may have a version of its own.

    What is to read again in the common version is not said again of the others.
    """
    # Pictures are the same for all and heavy: what is told here says nothing of them.
    light = replace(source, press=replace(source.press, visuals=()))
    asked = [(one, source.shop(one)) for one in source.audiences()]
    found = [_version(light, one) for one, shop in asked if shop is None or shop.may_advertise]
    known = set(found[0].remarks)
    return [
        found[0],
        *(replace(one, remarks=tuple(said for said in one.remarks if said not in known)) for one in found[1:]),
    ]


def without_version(source: Source) -> int:
    """How many shops take part and may not advertise: the collective versions are theirs."""
    return sum(not one.may_advertise for one in source.shops)


def gaps(source: Source, found: list[Version]) -> list[Gap]:
    """What is missing before the press kit of an edition is sent, the most important first."""
    common, kept = found[0], source.press
    return [*_of_the_texts(common, found, kept), *_of_the_voices(kept), *_of_the_sheet(source, common)]


def _version(source: Source, audience: Audience) -> Version:
    whom, _ = press_audiences(source, audience)
    blocks, press = audience_blocks(source, audience), press_of(source, audience)
    if audience == DEPARTEMENT:
        written = [(one.at, one.actor) for one in source.press.blocks if one.at]
    else:
        written = [(one.at, one.actor) for (_, each), one in source.press.locals.items() if each == whom and one.at]
    at, actor = max(written, default=(None, ""))
    own = [one for one in blocks if one.local and one.local.text is not None and not one.block.locked]
    behind, signs = sum(one.behind for one in own), sum(release_signs(press).values())
    return Version(
        audience=audience,
        name=source.name_of(audience),
        press=press,
        counts=state_counts(blocks),
        behind=behind,
        signs=signs,
        at=at,
        actor=actor,
        own=len(own),
        remarks=_remarks(press, behind, signs),
    )


def _remarks(press: Press, behind: int, signs: int) -> tuple[str, ...]:
    """Lines left out, quotes that wait, a common text that changed, a release too long for its page."""
    said = [f"{title} : {why}" for title, why in (*press.missing, *press.notices)]
    if behind:
        said.insert(0, f"{plural(behind, 'bloc')} : la trame commune a changé depuis.")
    if signs > RELEASE_MOST:
        said.append(f"Communiqué : {length_advice(signs).sentence}")
    return tuple(dict.fromkeys(said))


def _of_the_texts(common: Version, found: list[Version], kept: Material) -> list[Gap]:
    listed = [Gap(f"{title} : {why}", "L’écrire") for title, why in common.press.missing]
    if common.signs > RELEASE_MOST:
        listed.append(Gap(f"Communiqué : {length_advice(common.signs).sentence}", "Le raccourcir"))
    if bare := [one.title for one in kept.blocks if unsourced_numbers(one.text)]:
        listed.append(Gap(f"Chiffres tapés sans source : {enumerate_in_words(bare)}.", "Les prendre dans la liste"))
    late = [one.name for one in found if one.behind and one.audience.scale is not Scale.DEPARTEMENT]
    if late:
        shown = enumerate_in_words([*late[:3], *([f"{len(late) - 3} de plus"] if len(late) > 3 else [])])
        listed.append(Gap(f"La trame a changé depuis que l’ont adaptée : {shown}.", "Voir les versions", "versions"))
    return listed


def _of_the_voices(kept: Material) -> list[Gap]:
    listed, states = [], [one.state for one in kept.quotes]
    if QuoteState.APPROVED not in states:
        listed.append(Gap("Aucune citation validée par son auteur.", "Les citations", "citations"))
    if drafts := states.count(QuoteState.DRAFT):
        listed.append(Gap(f"{plural(drafts, 'citation')} à faire valider.", "Demander l’accord", "citations"))
    if asked := states.count(QuoteState.ASKED):
        said = f"{plural(asked, 'citation')} attend{'ent' if asked > 1 else ''} la réponse de "
        listed.append(Gap(f"{said}{'leurs auteurs' if asked > 1 else 'son auteur'}.", "Les citations", "citations"))
    if not kept.visuals:
        listed.append(Gap("Aucun visuel à donner aux journalistes.", "En ajouter", "visuels"))
    return listed


def _of_the_sheet(source: Source, common: Version) -> list[Gap]:
    contact, sheet = common.press.contact, source.press.sheet
    missing = [
        label
        for label, value in (("nom", contact.name), ("téléphone direct", contact.phone), ("courriel", contact.email))
        if not value
    ]
    listed = []
    if missing:
        listed.append(Gap(f"Contact presse sans {enumerate_in_words(missing)}.", "Le compléter", "reglages"))
    if not source.brand.boilerplate:
        listed.append(Gap("« À propos » de l’organisateur est vide.", "L’écrire", screen="brand.py"))
    if sheet.embargo_until and not sheet.under_embargo(clock.now()):
        listed.append(Gap("L’embargo est levé : le dossier le mentionne encore.", "Le retirer", "reglages"))
    if not sheet.published_at:
        listed.append(Gap("La page de presse est fermée : personne ne peut la lire.", "L’ouvrir", "reglages"))
    return listed
