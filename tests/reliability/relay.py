"""A mail relay on this machine that can fall silent in the middle of a conversation."""

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType


class Relay:
    """An SMTP relay: ``received`` holds the messages it accepted. While ``silent`` is set it takes calls and says
    nothing; ``called`` is set once somebody is on the line."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.silent, self.called = threading.Event(), threading.Event()
        self._over = threading.Event()
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._conversation())
        self._server.daemon_threads = True
        self.url = f"smtp://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "Relay":
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        self._server.shutdown()
        self._server.server_close()

    def _conversation(self) -> type[socketserver.StreamRequestHandler]:
        relay = self

        class Conversation(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                relay.called.set()
                if relay.silent.is_set():
                    relay._over.wait(60)
                    return
                self._say("220 relay")
                for line in self.rfile:
                    verb = line[:4].upper()
                    if verb == b"DATA":
                        self._say("354 go on")
                        relay.received.append(message_from_bytes(self._text(), policy=policy.default))
                        self._say("250 kept")
                    elif verb == b"QUIT":
                        self._say("221 bye")
                        return
                    else:
                        self._say("250 ok")

            def _say(self, line: str) -> None:
                self.wfile.write(f"{line}\r\n".encode())

            def _text(self) -> bytes:
                lines = []
                for line in self.rfile:
                    if line == b".\r\n":
                        break
                    lines.append(line)
                return b"".join(lines)

        return Conversation
