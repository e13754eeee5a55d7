"""Forms that carry a file: read within limits, the file's name forgotten, nothing of it on the disk but a spool."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from campaign.web.visit import BadRequest, Form, read_form

MOST = 6 * 1024 * 1024  # bytes of the whole form; the proxy of docs/deploiement.md stops at the same
_READ_AT_MOST = 64 * 1024 * 1024
_TEXT = 64 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How many files and fields a form may hold; a file left empty counts."""

    files: int
    fields: int


ONE_PHOTO = Limits(1, 20)
MANY_PHOTOS = Limits(80, 400)  # a return slip: a photo for each damaged piece, all within MOST


async def read_upload(request: Request, limits: Limits = ONE_PHOTO) -> tuple[Form, dict[str, bytes]]:
    """The fields and the files of a form, by name; an ordinary form has no file.

    Raises:
        BadRequest: 413 too long, 415 not a form, 400 unreadable.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data":
        return await read_form(request), {}
    counted = _Counted(request)
    parser = MultiPartParser(
        request.headers, counted.stream(), max_files=limits.files, max_fields=limits.fields, max_part_size=_TEXT
    )
    try:
        received = await parser.parse()
    except (MultiPartException, ValueError, UnicodeDecodeError):
        raise BadRequest(413 if counted.too_long else 400) from None
    form: Form = {}
    files: dict[str, bytes] = {}
    try:
        if counted.too_long:
            raise BadRequest(413)
        for name, value in received.multi_items():
            if isinstance(value, UploadFile):
                files[name] = await value.read()
            else:
                form.setdefault(name, []).append(value)
    finally:
        await received.close()
    return form, files


class _Counted:
    """The body as it comes; what is too long is read to its end, within reason, and thrown away: otherwise browsers
    show a broken connection, not our page."""

    def __init__(self, request: Request) -> None:
        self.request, self.total = request, 0

    @property
    def too_long(self) -> bool:
        """Whether more came than is taken."""
        return self.total > MOST

    async def stream(self) -> AsyncIterator[bytes]:
        """The chunks, as long as there are not too many."""
        async for chunk in self.request.stream():
            self.total += len(chunk)
            if self.total > _READ_AT_MOST:
                raise BadRequest(413)
            if not self.too_long:
                yield chunk
