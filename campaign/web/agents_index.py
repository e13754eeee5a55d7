"""Streamlit's own page, put in French: language, title, no indexing, our colour. Its scripts are left as they are."""

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TITLE = "Les bons jours de l’occasion"
_HEAD = (
    '<meta name="robots" content="noindex, nofollow" /><meta name="theme-color" content="#FFBE2E" />'
    '<meta name="google" content="notranslate" />'
)
_NOT_OURS = re.compile(r'\s*<link[^>]*SourceSans[^>]*>|\s*<link[^>]*rel="service-desc"[^>]*>', re.DOTALL)


def in_french(page: str) -> str:
    """The page with its language and title; fonts and services we do not use are no longer announced."""
    page = page.replace('<html lang="en">', '<html lang="fr">', 1)
    page = page.replace("<title>Streamlit</title>", f"<title>{TITLE}</title>", 1)
    page = _NOT_OURS.sub("", page)
    return page.replace("</head>", f"{_HEAD}</head>", 1)


class FrenchIndex:
    """Wraps the answer to a screen's address; anything but HTML passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Collect the page, rewrite it, send it."""
        # Neither compressed nor « not modified »: the page is rewritten as text.
        skipped = (b"accept-encoding", b"if-none-match", b"if-modified-since")
        scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] not in skipped]}
        start: Message | None = None
        body = bytearray()

        async def sending(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                is_page = MutableHeaders(scope=message).get("content-type", "").startswith("text/html")
                if not is_page or message["status"] != 200:
                    await send(message)
                else:
                    start = message
                return
            if start is None:
                await send(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            page = in_french(body.decode("utf-8")).encode()
            head = MutableHeaders(scope=start)
            if scope["method"] != "HEAD":
                head["Content-Length"] = str(len(page))
            head["Cache-Control"] = "no-store"
            for name in ("etag", "last-modified"):
                if name in head:
                    del head[name]
            await send(start)
            await send({"type": "http.response.body", "body": page if scope["method"] != "HEAD" else b""})

        await self.app(scope, receive, sending)
