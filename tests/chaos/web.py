"""As much HTTP/1.1 as the storm's users, and other tests, speak: one request a connection, and event streams."""
import asyncio
import json


class Lost(Exception):
    """No complete answer came; what was asked may have happened or not."""


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    def json(self):
        return json.loads(self.body) if self.body else None


async def read_head(reader):
    """Status and headers, their names in lower case."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {}
    for line in head[1:]:
        if ":" in line:
            name, value = line.split(":", 1)
            headers[name.strip().lower()] = value.strip()
    return int(head[0].split(" ")[1]), headers


async def read_chunks(reader, headers):
    """The body after that head, as it comes."""
    if headers.get("transfer-encoding") == "chunked":
        while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
            yield (await reader.readexactly(size + 2))[:-2]
    elif "content-length" in headers:
        yield await reader.readexactly(int(headers["content-length"]))
    else:
        while chunk := await reader.read(65536):
            yield chunk


def _request(method, path, headers, body):
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if body is not None:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + (body or b"")


def _connect(port, source):
    """`source`: the address of this machine that the connection comes from."""
    return asyncio.open_connection("127.0.0.1", port, local_addr=(source, 0) if source else None)


async def ask(port, method, path, headers=None, body=None, seconds=20.0, source=None):
    """The complete answer, or Lost."""
    body = None if body is None else json.dumps(body).encode()
    writer = None
    try:
        async with asyncio.timeout(seconds):
            reader, writer = await _connect(port, source)
            writer.write(_request(method, path, headers or {}, body))
            await writer.drain()
            status, head = await read_head(reader)
            content = b"".join([chunk async for chunk in read_chunks(reader, head)]) if method != "HEAD" and status != 204 else b""
            return Answer(status, head, content)
    except (OSError, EOFError, TimeoutError, ValueError, IndexError, asyncio.LimitOverrunError) as failure:
        raise Lost(f"{type(failure).__name__} {failure}") from None
    finally:
        if writer:
            writer.close()


class Event:
    def __init__(self, name, id, data):
        self.name = name
        self.id = id
        self.data = data


async def events(port, path, headers, opened, silence=40.0, source=None):
    """Yields the events of one stream until it ends; `opened(status)` is told how it was answered. A stream that says nothing, not
    even a comment, for `silence` seconds has ended."""
    writer = None
    try:
        async with asyncio.timeout(20):
            reader, writer = await _connect(port, source)
            writer.write(_request("GET", path, {"Accept": "text/event-stream", **headers}, None))
            await writer.drain()
            status, head = await read_head(reader)
        opened(status)
        if status != 200:
            return
        rest = b""
        chunks = read_chunks(reader, head)
        while True:
            async with asyncio.timeout(silence):
                chunk = await anext(chunks, None)
            if chunk is None:
                return
            rest += chunk
            while b"\n\n" in rest:
                block, rest = rest.split(b"\n\n", 1)
                event = Event("message", None, [])
                for line in block.decode().split("\n"):
                    field, _, value = line.partition(":")
                    value = value.removeprefix(" ")
                    if field == "event":
                        event.name = value
                    elif field == "id":
                        event.id = value
                    elif field == "data":
                        event.data.append(value)
                if event.data:
                    event.data = "\n".join(event.data)
                    yield event
    except (OSError, EOFError, TimeoutError, ValueError, IndexError, asyncio.LimitOverrunError):
        return
    finally:
        if writer:
            writer.close()
