"""What ReportLab does not write in a file: the print condition, the description, a colour space for transparency."""

import io
import uuid
import zlib
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from campaign.documents.colours import PROFILE
from campaign.documents.presets import Preset
from campaign.documents.tagging import Element, write


def finished(file: bytes, title: str, preset: Preset, made_at: datetime, structure: Element | None = None) -> bytes:
    """The file as it is handed over. The same file at the same moment gives the same bytes.

    ``structure`` is that of a tagged file. It then says that it follows PDF/UA-1, which readers look for; what was
    really checked is said elsewhere, with which tool.
    """
    with pikepdf.open(io.BytesIO(file)) as pdf:
        moment = made_at.astimezone(UTC)
        pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = String(f"D:{moment:%Y%m%d%H%M%S}Z")
        _describe(pdf, title, preset, f"{moment:%Y-%m-%dT%H:%M:%SZ}", uuid.UUID(sha256(file).hexdigest()[:32]))
        if preset.finish.inks:
            _for_press(pdf)
        if structure:
            write(pdf, structure)
            with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
                metadata["pdfuaid:part"] = "1"
        out = io.BytesIO()
        pdf.save(
            out,
            min_version="1.7" if structure else "1.6",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
        return out.getvalue()


def _describe(pdf: pikepdf.Pdf, title: str, preset: Preset, moment: str, number: uuid.UUID) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:language"] = ["fr-FR"]
        metadata["xmp:CreateDate"] = metadata["xmp:ModifyDate"] = metadata["xmp:MetadataDate"] = moment
        if preset.finish.inks:
            metadata["pdfxid:GTS_PDFXVersion"] = "PDF/X-4"
            metadata["xmpMM:DocumentID"] = f"uuid:{number}"
            metadata["xmpMM:VersionID"], metadata["xmpMM:RenditionClass"] = "1", "default"
            metadata["pdf:Trapped"] = "False"


@cache
def _profile() -> bytes:
    """Compressed once for all files."""
    return zlib.compress(PROFILE.read_bytes(), 9)


def _for_press(pdf: pikepdf.Pdf) -> None:
    """FOGRA39 as output intent (ISO 15930-7); groups of transparency in inks, else a printer's check refuses them."""
    profile = pdf.make_stream(_profile(), {"/N": 4, "/Filter": Name.FlateDecode})
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String("FOGRA39"),
        OutputCondition=String("Offset, papier couché"),
        RegistryName=String("http://www.color.org"),
        Info=String("Coated FOGRA39"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    pdf.docinfo["/Trapped"] = Name("/False")
    for page in pdf.pages:
        if "/Group" in page.obj and "/CS" in page.obj.Group:
            page.obj.Group.CS = Name.DeviceCMYK
