"""From plain work to what the server calls: the form is read on the loop, everything else happens in a thread."""

from collections.abc import Awaitable, Callable

from anyio import CapacityLimiter, to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from campaign.schema import open_database
from campaign.web.assets import all_assets
from campaign.web.failures import failure, failure_of
from campaign.web.uploads import Limits, read_upload
from campaign.web.visit import MAX_BODY, BadRequest, Form, Visit, read_form

_A_YEAR = "public, max-age=31536000, immutable"
_AN_HOUR = "public, max-age=3600"
_TOO_HEAVY = "5 Mo au plus par photo : réduisez-la, revenez à la page précédente, puis envoyez-la de nouveau."
Work = Callable[[Visit], Response]


# Writers wait for one another in the database. A few threads of their own never take those that readers need.
_WRITERS = CapacityLimiter(8)
# A document to draw takes a processor for a second: two at once, and whoever answers meanwhile does not wait.
_DRAWERS = CapacityLimiter(2)


def handled(
    work: Work,
    *,
    writes: bool = False,
    draws: bool = False,
    reads_form: bool = True,
    most: int = MAX_BODY,
    uploads: Limits | None = None,
) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint out of plain work: the form is read here, the rest happens in a thread with its own connection.

    ``writes``: this work may wait for the write lock. ``draws``: it may draw documents. ``reads_form``: False where
    whatever comes along says nothing; ``most``: how many bytes of form are read. ``uploads``: the files it may carry.
    """
    limiter = _WRITERS if writes else _DRAWERS if draws else None

    async def endpoint(request: Request) -> Response:
        try:
            posted, files = request.method == "POST" and reads_form, {}
            if posted and uploads:
                form, files = await read_upload(request, uploads)
            else:
                form = await read_form(request, most) if posted else {}
        except BadRequest as problem:
            return failure(problem.status, _TOO_HEAVY if uploads and problem.status == 413 else None)
        except ClientDisconnect:
            return Response(status_code=400)
        return await to_thread.run_sync(_answer, work, request, form, files, limiter=limiter)

    endpoint.__name__ = work.__name__
    endpoint.__doc__ = work.__doc__
    return endpoint


def _answer(work: Work, request: Request, form: Form, files: dict[str, bytes]) -> Response:
    try:
        db = open_database()
    except Exception as error:  # whatever happens, a page in French answers
        return failure_of(error)
    try:
        return work(Visit(request, form, db, files=files))
    except Exception as error:  # the same
        return failure_of(error, db)
    finally:
        db.close()


async def serve_asset(request: Request) -> Response:
    """One file: long cache under its versioned address (or for a font), an hour otherwise."""
    name = request.path_params["path"]
    known = all_assets().get(name)
    if known is None:
        return failure(404)
    lasting = request.query_params.get("v") == known.version or name.endswith(".woff2")
    headers = {
        "Cache-Control": _A_YEAR if lasting else _AN_HOUR,
        "ETag": f'"{known.version}"',
        "Access-Control-Allow-Origin": "*",  # the agents' map lives in a frame without an origin of its own
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(known.content, media_type=known.media_type, headers=headers)
