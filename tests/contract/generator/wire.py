"""Requests as bytes, right or wrong, over connections that are kept as long as the relay keeps them."""
import asyncio
import dataclasses
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "chaos"))

import web  # noqa: E402

PATIENCE = 60.0       # an answer that takes longer counts as none; generous, since the machine may be busy
STREAM_SECONDS = 0.5  # how long a stream is listened to
STREAM_EVENTS = 2


@dataclasses.dataclass
class Request:
    method: str
    target: str
    headers: list = dataclasses.field(default_factory=list)  # (name, value), in order, names may come twice
    body: bytes | None = None
    host: str = "127.0.0.1"

    def bytes(self):
        lines = [f"{self.method} {self.target} HTTP/1.1", f"Host: {self.host}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        if self.body is not None:
            lines.append(f"Content-Length: {len(self.body)}")
        return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + (self.body or b"")

    def curl(self, port, body_file):
        """The same request as a command; a body goes through a file, since a shell cannot hold every byte."""
        parts = ["curl -i --path-as-is -g", f"-X {self.method}" if self.method != "HEAD" else "-I", _quoted(f"http://127.0.0.1:{port}{self.target}")]
        parts += [f"-H {_quoted(f'{name}: {value}')}" for name, value in self.headers]
        if self.body is not None:
            body_file.write_bytes(self.body)
            parts.append(f"--data-binary @{body_file}")
        return " ".join(parts)


def _quoted(text):
    """For bash: $'…' says every byte but NUL."""
    if text.isascii() and text.isprintable():
        return "'" + text.replace("'", "'\\''") + "'"
    special = {0x27: "\\'", 0x5c: "\\\\"}
    return "$'" + "".join(special.get(byte) or (chr(byte) if 32 <= byte < 127 else f"\\x{byte:02x}")
                          for byte in text.encode("utf-8", "surrogateescape")) + "'"


class Peer:
    """One connection at a time."""

    def __init__(self, port):
        self._port = port
        self._reader = self._writer = None

    async def ask(self, request, is_stream=False):
        """The whole answer, of a stream what came at first; web.Lost when there was none."""
        for attempt in (1, 2):
            kept = self._writer is not None
            try:
                async with asyncio.timeout(PATIENCE):
                    return await self._exchange(request, is_stream)
            except (OSError, EOFError, TimeoutError, ValueError, IndexError, asyncio.LimitOverrunError) as failure:
                self.close()
                # A kept connection may be closed by its peer just as the next request goes out: that is asked again, once.
                if not kept or attempt == 2 or isinstance(failure, TimeoutError):
                    raise web.Lost(f"{type(failure).__name__} {failure}") from None

    async def _exchange(self, request, is_stream):
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 22)
        self._writer.write(request.bytes())
        # Not drained: what is refused before it was read is answered all the same.
        status, headers = await web.read_head(self._reader)
        while status == 100:
            status, headers = await web.read_head(self._reader)
        if is_stream and status == 200 and request.method == "GET":
            body = await self._listen(headers)
        elif request.method == "HEAD" or status in (204, 304):
            body = b""
        else:
            body = b"".join([chunk async for chunk in web.read_chunks(self._reader, headers)])
        if headers.get("connection") == "close" or is_stream:
            self.close()
        return web.Answer(status, headers, body)

    async def _listen(self, headers):
        body = b""
        try:
            async with asyncio.timeout(STREAM_SECONDS):
                async for chunk in web.read_chunks(self._reader, headers):
                    body += chunk
                    if body.count(b"\ndata:") >= STREAM_EVENTS and body.endswith(b"\n\n"):
                        break
        except TimeoutError:
            pass  # it goes on, and has said what it had to say
        return body

    def close(self):
        if self._writer:
            self._writer.close()
        self._reader = self._writer = None
