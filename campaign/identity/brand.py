"""What dresses the printed documents: three colours, logos, printer, paper, credits, the lines about the body."""

from dataclasses import dataclass, fields

from campaign.base.fields import website as checked_website
from campaign.base.text import clean_text
from campaign.identity.colours import DEFAULTS, Replaceable, Shade, readable

MAX_LOGOS = 12
LOGOS = "logos"  # the purpose under which their files are kept (base.kept_files)


@dataclass(frozen=True, slots=True)
class Brand:
    """One row per database. Colours are « #RRGGBB » and always readable; empty texts are simply not printed."""

    field: str = DEFAULTS[Replaceable.FIELD]
    accent: str = DEFAULTS[Replaceable.ACCENT]
    second: str = DEFAULTS[Replaceable.SECOND]
    website: str = ""
    boilerplate: str = ""
    printer_name: str = ""
    printer_town: str = ""
    paper: str = ""
    credits: str = ""
    version: int = 1

    @property
    def printer(self) -> str:
        """« Imprimerie Exemple, Angers », '' until both are known (law of 29 July 1881, art. 3)."""
        return f"{self.printer_name}, {self.printer_town}" if self.printer_name and self.printer_town else ""


@dataclass(frozen=True, slots=True)
class Logo:
    """A partner's logo, re-encoded; ``file`` is its fingerprint among the kept files, sizes are in pixels."""

    id: int
    name: str
    file: str
    width: int
    height: int
    transparent: bool
    position: int


BRAND_LABELS = {
    "field": Replaceable.FIELD.label,
    "accent": Replaceable.ACCENT.label,
    "second": Replaceable.SECOND.label,
    "website": "adresse du site imprimée",
    "boilerplate": "« À propos », pour la presse",
    "printer_name": "imprimeur",
    "printer_town": "ville de l’imprimeur",
    "paper": "papier",
    "credits": "crédits",
}
BRAND_HINTS = {
    "website": "Celle que les affiches donnent ; sans elle, l’adresse publique du logiciel.",
    "printer_name": "Son nom et sa ville sont obligatoires sur tout imprimé (loi du 29 juillet 1881).",
    "paper": "Par exemple « papier recyclé » ; un label demande le numéro de licence de l’imprimeur.",
    "credits": "Auteurs des illustrations et des photos.",
}


def checked_brand(values: dict[str, str]) -> tuple[dict[str, str], list[Shade]]:
    """The typed values, cleaned, colours made readable; and the colours that had to move, with the reason.

    Raises:
        InvalidInput: a colour, the address or a too long text.
    """
    kept: dict[str, str] = {}
    moved: list[Shade] = []
    for name in (field.name for field in fields(Brand) if field.name in values and field.name != "version"):
        typed = values[name]
        if name in set(Replaceable):
            shade = readable(Replaceable(name), typed)
            moved += [shade] if shade.reason else []
            kept[name] = shade.hex
        elif name == "website":
            kept[name] = checked_website(typed, name) if typed.strip() else ""
        else:
            long = name == "boilerplate"
            kept[name] = clean_text(
                typed,
                field=name,
                label=BRAND_LABELS[name],
                required=False,
                max_length=1200 if long else 120,
                multiline=long,
            )
    return kept, moved
