"""Our fonts inside a Word file, so that it looks the same on computers that do not have them (SIL OFL 1.1 allows it).

Obfuscated as ECMA-376 part 4, § 2.8.1 asks: the first 32 bytes mixed with the key written beside the name.
"""

import uuid
from collections.abc import Mapping

from campaign.base.settings import ASSETS

TITLE_FONT, TEXT_FONT = "Caprasimo", "Figtree"
# Ours, what stands for it where fonts of files are not read, its family, its files by weight.
_FONTS = (
    (TITLE_FONT, "Georgia", "roman", {"Regular": "Caprasimo_400Regular"}),
    (TEXT_FONT, "Calibri", "swiss", {"Regular": "Figtree_400Regular", "Bold": "Figtree_700Bold"}),
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = '<Default Extension="odttf" ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/>'


def with_fonts(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a file (name: bytes) with our fonts among them, in the same order."""
    found = dict(parts)
    fonts, links = [], []
    for ours, theirs, family, files in _FONTS:
        inside = []
        for weight, name in files.items():
            key, rank = uuid.uuid5(uuid.NAMESPACE_URL, name), len(links) + 1
            found[f"word/fonts/font{rank}.odttf"] = _mixed((ASSETS / "fonts" / f"{name}.ttf").read_bytes(), key)
            inside.append(f'<w:embed{weight} r:id="rId{rank}" w:fontKey="{{{str(key).upper()}}}"/>')
            links.append(f'<Relationship Id="rId{rank}" Type="{_LINKS}/font" Target="fonts/font{rank}.odttf"/>')
        fonts.append(
            f'<w:font w:name="{ours}"><w:altName w:val="{theirs}"/><w:charset w:val="00"/><w:family w:val="{family}"/>'
            f'<w:pitch w:val="variable"/>{"".join(inside)}</w:font>'
        )
    table = f'<w:fonts xmlns:w="{_WORD}" xmlns:r="{_LINKS}">{"".join(fonts)}</w:fonts>'
    found["word/fontTable.xml"] = f"{_HEAD}{table}".encode()
    found["word/_rels/fontTable.xml.rels"] = (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{"".join(links)}</Relationships>'.encode()
    )
    kinds = found["[Content_Types].xml"].decode()
    found["[Content_Types].xml"] = kinds.replace("<Default ", f"{_KIND}<Default ", 1).encode()
    shown = found["word/settings.xml"].decode()
    found["word/settings.xml"] = shown.replace("<w:proofState", "<w:embedTrueTypeFonts/><w:proofState", 1).encode()
    return found


def _mixed(font: bytes, key: uuid.UUID) -> bytes:
    turned = key.bytes[::-1]
    return bytes(sign ^ turned[rank % 16] for rank, sign in enumerate(font[:32])) + font[32:]
