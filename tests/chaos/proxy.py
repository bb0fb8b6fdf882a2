"""A TCP proxy that hurts what passes through it, when told to.

Faults are armed one by one and each strikes the next request that passes, on whatever connection: connections are kept open for
long, and a fault that waits for a new one might never strike.
"""
import asyncio
import collections
import dataclasses
import socket
import struct

KINDS = ("latency", "cut_request", "cut_reply", "reset", "hang", "bandwidth")


@dataclasses.dataclass
class Fault:
    kind: str
    bytes: int = 0        # cut_request, cut_reply, reset: how many pass before it
    seconds: float = 0    # latency, hang: how long
    rate: int = 0         # bandwidth: bytes a second


class Connection:
    """Both directions of one client's connection."""

    def __init__(self, proxy, client, server):
        self.proxy = proxy
        self.client = client
        self.server = server
        self.fault = None
        self.passed = 0  # bytes of the answer since the fault struck

    def close(self, reset=False):
        for _, writer in (self.client, self.server):
            if reset:
                # A linger of zero makes the close a reset, as a crashed peer's or a firewall's would be.
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.close()

    async def requests(self):
        reader, writer = self.client[0], self.server[1]
        while chunk := await reader.read(65536):
            if self.proxy.is_down:
                return self.close(reset=True)
            self.fault = self.proxy.take() or (self.fault if self.fault and self.fault.kind == "bandwidth" else None)
            self.passed = 0
            fault = self.fault
            if fault and fault.kind == "latency":
                await asyncio.sleep(fault.seconds)
            if fault and fault.kind == "cut_request":
                writer.write(chunk[:fault.bytes])
                await writer.drain()
                return self.close(reset=True)
            writer.write(chunk)
            await writer.drain()
        writer.write_eof()

    async def replies(self):
        reader, writer = self.server[0], self.client[1]
        while chunk := await reader.read(65536):
            fault = self.fault
            if fault and fault.kind == "hang":
                await asyncio.sleep(fault.seconds)
                return self.close()
            if fault and fault.kind in ("cut_reply", "reset") and self.passed + len(chunk) >= fault.bytes:
                writer.write(chunk[:max(0, fault.bytes - self.passed)])
                if fault.kind == "cut_reply":
                    await writer.drain()
                return self.close(reset=fault.kind == "reset")
            self.passed += len(chunk)
            if fault and fault.kind == "bandwidth":
                step = max(1, fault.rate // 10)
                for start in range(0, len(chunk), step):
                    writer.write(chunk[start:start + step])
                    await writer.drain()
                    await asyncio.sleep(0.1)
                continue
            writer.write(chunk)
            await writer.drain()
        writer.write_eof()


class Proxy:
    def __init__(self, name, port, struck):
        """`struck(link, fault)` is told of each fault when it strikes."""
        self.name = name
        self.target_port = port
        self.port = None
        self.is_down = False
        self._struck = struck
        self._armed = collections.deque()
        self._connections = set()
        self._server = None

    async def start(self):
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self):
        self._server.close()
        self.cut_all()

    def arm(self, fault):
        self._armed.append(fault)

    def take(self):
        if not self._armed:
            return None
        fault = self._armed.popleft()
        self._struck(self.name, fault)
        return fault

    def heal(self):
        """Forgets what has not struck; what struck goes on to its end."""
        self._armed.clear()
        self.is_down = False

    def cut_all(self):
        """As a cable pulled out: every connection ends with a reset."""
        count = len(self._connections)
        for connection in list(self._connections):
            connection.close(reset=True)
        return count

    async def _serve(self, reader, writer):
        if self.is_down:
            return writer.transport.abort()
        try:
            server = await asyncio.open_connection("127.0.0.1", self.target_port)
        except OSError:
            return writer.transport.abort()
        connection = Connection(self, (reader, writer), server)
        self._connections.add(connection)
        pumps = [asyncio.ensure_future(pump) for pump in (connection.requests(), connection.replies())]
        try:
            await asyncio.gather(*pumps)
        except (OSError, RuntimeError):
            pass
        finally:
            for pump in pumps:
                pump.cancel()
            connection.close()
            self._connections.discard(connection)
