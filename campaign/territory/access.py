"""How the address service is reached: at the one address that was set, and never for long nor for much."""

import time
from typing import Any

from geopy import exc
from geopy.adapters import AdapterHTTPError, RequestsAdapter
from requests import RequestException, Response

LARGEST_ANSWER = 1_000_000  # bytes: one address is a kilobyte
_PIECE = 8_192


class BoundedAdapter(RequestsAdapter):
    """geopy's adapter without retries of its own nor redirections, whose whole answer comes within the timeout.

    The usual timeout counts silence between two bytes: a service that gives its answer in drops would hold us for ever.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, max_retries=0)
        self.session.max_redirects = 0

    def _request(self, url: str, *, timeout: float, headers: dict[str, str]) -> Response:
        ends_at = time.monotonic() + timeout
        try:
            with self.session.get(url, timeout=timeout, headers=headers, stream=True) as response:
                content = _whole(response, ends_at)
        except RequestException as error:
            raise exc.GeocoderUnavailable(type(error).__name__) from error
        except exc.GeopyError:
            raise
        except Exception as error:  # urllib3's own, once the answer has begun
            raise exc.GeocoderUnavailable(type(error).__name__) from error
        if response.status_code >= 400:
            raise AdapterHTTPError("refused", status_code=response.status_code, headers=response.headers, text="")
        response._content = content  # noqa: SLF001  requests has no other way to take an answer already read
        return response


def _whole(response: Response, ends_at: float) -> bytes:
    read = bytearray()
    while piece := response.raw.read1(_PIECE, decode_content=True):
        read += piece
        if len(read) > LARGEST_ANSWER:
            raise exc.GeocoderParseError("an answer far too long")
        if time.monotonic() > ends_at:
            raise exc.GeocoderTimedOut("an answer in drops")
    return bytes(read)
