"""The programs of a storm: a PostgreSQL of its own, relays, stand-in upstreams, and the proxies between them."""
import asyncio
import contextlib
import ctypes
import glob
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).resolve().parents[2] / "packaging" / "demo"))  # after ours, which has a stage of its own, too

from ports import Ports  # noqa: E402
from proxy import Proxy  # noqa: E402

SECRETS = {"JWT_SECRET": "chaos-signs-with-these-thirty-two-bytes", "KINORA_PEPPER": "chaos-peppers-with-these-thirty-two-bytes"}
TOKEN = "upstream-token"

_libc = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1


def _die_with_the_storm():
    """Nothing stays behind when the storm itself is killed."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Broken(Exception):
    """The storm itself cannot go on; no statement about the programs."""


def postgres_folder():
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/postgres"))
    if not found:
        raise Broken("no PostgreSQL server is installed")
    return pathlib.Path(found[-1]).parent


class Process:
    """One program that is started again on the same port with the same folder."""

    def __init__(self, stage, name, command, environment=None, user=None):
        self.name = name
        self._stage = stage
        self._command = [str(part) for part in command]
        self._environment = environment
        self._user = {"user": user, "group": user, "extra_groups": []} if user else {}
        self.process = None
        self.expected_end = True

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def spawn(self, extra=None):
        environment = {**os.environ, **(self._environment or {}), **(extra or {})}
        self._stage.history.write("process", name=self.name, what="started")
        with open(self._stage.folder / f"{self.name}.log", "ab") as log:
            self.process = subprocess.Popen(self._command, stdout=subprocess.PIPE, stderr=log, env=environment, text=True,
                                            start_new_session=True, preexec_fn=_die_with_the_storm, **self._user)
        self.expected_end = False

    async def ready(self, seconds=30):
        """Waits for the ready line; False when the program ended instead."""
        line = await asyncio.wait_for(asyncio.to_thread(self.process.stdout.readline), seconds)
        good = line.startswith("listening on ")
        self._stage.history.write("process", name=self.name, what="ready" if good else "gone", status=self.process.poll())
        return good

    def signal(self, number):
        if self.is_running:
            self.process.send_signal(number)

    async def kill(self):
        self.expected_end = True
        self.signal(signal.SIGKILL)
        await asyncio.to_thread(self.process.wait)
        self._stage.history.write("process", name=self.name, what="killed")

    async def terminate(self, patience=20):
        self.expected_end = True
        begun = self._stage.history.now()
        self.signal(signal.SIGTERM)
        try:
            status = await asyncio.to_thread(self.process.wait, patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = await asyncio.to_thread(self.process.wait)
        self._stage.history.write("process", name=self.name, what="stopped", seconds=round(self._stage.history.now() - begun, 2),
                                  status=status)
        return status


class Postgres(Process):
    def __init__(self, stage):
        self.bin = postgres_folder()
        self.port = stage.ports.take()
        self.data = stage.folder / "pg"
        user = "postgres" if os.getuid() == 0 else None
        super().__init__(stage, "postgres", [self.bin / "postgres", "-D", self.data, "-p", self.port, "-h", "127.0.0.1", "-k", "",
                                             "-c", "max_connections=200", "-c", "log_min_messages=warning"], user=user)

    async def make(self):
        self.data.mkdir(mode=0o700)
        if self._user:
            shutil.chown(self.data, "postgres", "postgres")
        command = [self.bin / "initdb", "-D", self.data, "-U", "kinora", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        made = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, **self._user)
        if made.returncode:
            raise Broken("initdb: " + made.stderr)

    async def start(self):
        # After kill -9 the orphans of the old postmaster keep its shared memory until they notice.
        for _ in range(200):
            if not self.is_running:
                self.spawn()
            with contextlib.suppress(OSError, subprocess.SubprocessError):
                if await self.ask("SELECT 1", "postgres") == "1":
                    self._stage.history.write("process", name=self.name, what="ready")
                    return
            await asyncio.sleep(0.1)
        raise Broken("PostgreSQL does not start; see postgres.log")

    def url(self, port=None, database="kinora"):
        return f"postgresql://kinora@127.0.0.1:{port or self.port}/{database}"

    async def ask(self, sql, database="kinora"):
        command = [self.bin / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", self.url(database=database), "-c", sql]
        done = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, timeout=60)
        if done.returncode:
            raise subprocess.SubprocessError(done.stderr.strip())
        return done.stdout.strip()

    async def rows(self, select, database="kinora"):
        return json.loads(await self.ask(f"SELECT coalesce(json_agg(row_to_json(t)), '[]') FROM ({select}) t", database))


class Sim(Process):
    def __init__(self, stage, name, options):
        self.port = stage.ports.take()
        super().__init__(stage, name, [stage.bin / "kinora-sim", "--listen", f"127.0.0.1:{self.port}", "--dir", stage.folder / name, *options],
                         {"KINORA_SIM_TOKEN": TOKEN})


class Relay(Process):
    """`like`: a later life of that relay, on its port and in its folder."""

    def __init__(self, stage, name, database_url, config, environment, program="kinora-relay", like=None, host="127.0.0.1"):
        self.port = like.port if like else stage.ports.take()
        self.data = like.data if like else stage.folder / name
        if not like:
            self.data.mkdir(mode=0o700)
        command = [stage.bin / program, "serve", "--data-dir", self.data, "--media-dir", stage.media, "--listen", f"{host}:{self.port}",
                   "--config", config, "--database-url", database_url]
        super().__init__(stage, name, command, {**SECRETS, "SORA_API_TOKEN": TOKEN, **environment})


class Stage:
    def __init__(self, bin_dir, history):
        self.bin = pathlib.Path(bin_dir).resolve()
        self.history = history
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kinora-chaos."))
        # The server's own user must be able to pass through.
        self.folder.chmod(0o711)
        self.media = self.folder / "media"
        self.ports = Ports()
        self.processes = []
        self.proxies = []

    def add(self, process):
        self.processes.append(process)
        return process

    async def start_postgres(self, *databases):
        postgres = self.add(Postgres(self))
        await postgres.make()
        await postgres.start()
        for database in databases:
            await postgres.ask(f"CREATE DATABASE {database}", "postgres")
        return postgres

    async def start_sim(self, *options, environment=None):
        """A stand-in that has its films at hand."""
        sim = self.add(Sim(self, "sim", ["--quick", *options]))
        sim.spawn(environment)
        if not await sim.ready():
            raise Broken("the stand-in upstream does not start; see sim.log")
        return sim

    def config(self, text):
        """The file of its relays."""
        file = self.folder / "relay.toml"
        file.write_text(text)
        return file

    async def start_relay(self, *arguments, **more):
        """As Relay is made."""
        relay = self.add(Relay(self, *arguments, **more))
        relay.spawn()
        if not await relay.ready(60):
            raise Broken(f"{relay.name} does not start; see its log")
        return relay

    async def proxy(self, name, port):
        proxy = Proxy(name, port, lambda link, fault: self.history.write("fault", kind=fault.kind, link=link, bytes=fault.bytes,
                                                                         seconds=fault.seconds, rate=fault.rate))
        await proxy.start()
        self.proxies.append(proxy)
        return proxy

    def notice_ends(self):
        """A program that ended although nobody ended it."""
        for process in self.processes:
            if process.process and process.process.poll() is not None and not process.expected_end:
                process.expected_end = True
                self.history.write("process", name=process.name, what="gone", status=process.process.returncode)
                yield process

    async def end(self):
        for proxy in self.proxies:
            await proxy.stop()
        for process in reversed(self.processes):
            if process.is_running:
                process.signal(signal.SIGCONT)
                # PostgreSQL's fast stop; SIGTERM would wait for its clients.
                process.expected_end = True
                process.signal(signal.SIGINT if isinstance(process, Postgres) else signal.SIGTERM)
                try:
                    await asyncio.to_thread(process.process.wait, 15)
                except subprocess.TimeoutExpired:
                    process.process.kill()
                    await asyncio.to_thread(process.process.wait)

    def remove(self):
        self.ports.close()
        shutil.rmtree(self.folder, ignore_errors=True)
