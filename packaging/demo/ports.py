"""Ports that are known before the program that listens on them runs, and while it is started again."""
import socket


class Ports:
    """Holds each until close(): bound and not listening, so the kernel gives it to nobody who asks for any port or connects from one, while a
    program that asks for this one gets it (as all of ours, PostgreSQL and nginx do, with SO_REUSEADDR)."""

    def __init__(self):
        self._held = []

    def take(self):
        probe = socket.socket()
        self._held.append(probe)
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

    def close(self):
        while self._held:
            self._held.pop().close()
