"""Files as people send them, sound and hostile."""

import io
import zipfile

import pikepdf
from docx import Document
from openpyxl import Workbook
from PIL import Image

ODT, ODS = "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"


def pdf(pages: int = 1, *, size: tuple[int, int] = (200, 300), password: str = "") -> bytes:
    made, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page(page_size=size)
    lock = pikepdf.Encryption(owner=password, user=password) if password else None
    made.save(out, encryption=lock, static_id=not password) if lock else made.save(out, static_id=True)
    return out.getvalue()


def picture(kind: str = "JPEG", side: int = 60, **options) -> bytes:
    out, bands = io.BytesIO(), [Image.effect_noise((side, side), 60) for _ in "RGB"]
    Image.merge("RGB", bands).save(out, kind, **options)
    return out.getvalue()


def docx(text: str = "Compte rendu") -> bytes:
    made, out = Document(), io.BytesIO()
    made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


def xlsx() -> bytes:
    made, out = Workbook(), io.BytesIO()
    made.active.append(["Boutique", "Signé"])
    made.save(out)
    return out.getvalue()


def opened(kind: str = ODT, **more: bytes) -> bytes:
    """An OpenDocument file; ``more`` members by their name."""
    return archive({"mimetype": kind.encode(), "content.xml": b"<office:document-content/>", **more})


def archive(members: dict[str, bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return {name: found.read(name) for name in found.namelist()}


def changed(data: bytes, **more: bytes) -> bytes:
    """The same archive with members added or replaced (« __ » stands for « / »)."""
    return archive(members(data) | {name.replace("__", "/"): one for name, one in more.items()})
