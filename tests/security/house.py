"""A relay whose every secret is a canary, and all that it says on the way from an account to a video."""
import asyncio
import json
import os
import pathlib
import sys
import uuid

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "chaos"))

import history  # noqa: E402
import web  # noqa: E402
from needles import Needles  # noqa: E402
from stage import Postgres, Process, Stage  # noqa: E402

PROXIED = {"X-Forwarded-For": "203.0.113.7"}


def canary(name):
    return f"canary-{name}-{uuid.uuid4().hex}"


class EchoingUpstream:
    """Refuses everything, and repeats in its answer what it was asked with, as careless gateways do."""

    def __init__(self):
        self.asked = 0
        self._server = None

    async def start(self):
        self._server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        return self._server.sockets[0].getsockname()[1]

    async def stop(self):
        if self._server:
            self._server.close()

    async def _answer(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        self.asked += 1
        body = json.dumps({"error": {"message": f"Incorrect API key provided. You sent: {head}", "code": "content_policy_violation"}}).encode()
        writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()
        writer.close()


class House:
    def __init__(self, bin_dir, output):
        self.bin = pathlib.Path(bin_dir).resolve()
        self.stage = Stage(bin_dir, history.History(output / "programs.jsonl"))
        self.folder = self.stage.folder
        self.needles = Needles()
        self.findings = []
        self.given = {name: canary(name) for name in ("jwt-secret", "pepper", "upstream-token", "database-password")}
        for name, value in self.given.items():
            self.needles.add(name, value)
        self.echo = EchoingUpstream()
        self.postgres = self.sim = self.relay = None
        self.port, self.metrics_port = self.stage.ports.take(), self.stage.ports.take()
        self.data, self.media = self.folder / "relay", self.folder / "media"
        self.answers = 0

    # --- the programs ------------------------------------------------------------------------------------------------------------

    async def start(self):
        self.postgres = self.stage.add(Postgres(self.stage))
        await self.postgres.make()
        hba = self.postgres.data / "pg_hba.conf"
        hba.write_text("host kinora relay 127.0.0.1/32 scram-sha-256\n" + hba.read_text())
        await self.postgres.start()
        await self.postgres.ask(f"CREATE ROLE relay LOGIN PASSWORD '{self.given['database-password']}'", "postgres")
        await self.postgres.ask("CREATE DATABASE kinora OWNER relay", "postgres")
        # From here on its log has every statement with its parameters: what reaches the database in clear is seen there, kept or not.
        await self.postgres.ask("ALTER SYSTEM SET log_statement = 'all'", "postgres")
        await self.postgres.ask("SELECT pg_reload_conf()", "postgres")
        self.sim = await self.stage.start_sim("--job-seconds", "0.3", environment={"KINORA_SIM_TOKEN": self.given["upstream-token"]})

    def environment(self, upstream_port, path="", **more):
        """Secrets by variable and by file, as `kinora-relay serve` is given them."""
        pepper = self.folder / "pepper"
        pepper.write_text(self.given["pepper"])
        pepper.chmod(0o600)
        url = f"postgresql://relay:{self.given['database-password']}@127.0.0.1:{self.postgres.port}/kinora"
        return {"JWT_SECRET": self.given["jwt-secret"], "KINORA_PEPPER_FILE": str(pepper), "DATABASE_URL": url,
                "SORA_API_URL": f"http://127.0.0.1:{upstream_port}/v1{path}", "SORA_API_TOKEN": self.given["upstream-token"], "KINORA_LOG_LEVEL": "debug",
                "KINORA_PUBLIC_URL": "https://relay.example", "KINORA_TRUSTED_PROXIES": "127.0.0.1", "KINORA_REGISTRATION": "invite",
                "KINORA_MEDIA_DIR": str(self.media), **more}

    async def live(self, name, environment, data=None):
        """One life of the relay, in its folder or in another."""
        command = [self.bin / "kinora-relay", "serve", "--data-dir", data or self.data, "--listen", f"127.0.0.1:{self.port}",
                   "--metrics-listen", f"127.0.0.1:{self.metrics_port}"]
        self.relay = self.stage.add(Process(self.stage, name, command, environment))
        self.relay.spawn()
        if not await self.relay.ready(60):
            raise RuntimeError(f"the relay does not start; see {name}.log")

    async def command(self, *arguments, environment):
        """What a command of the relay prints."""
        process = await asyncio.create_subprocess_exec(self.bin / "kinora-relay", *arguments, "--data-dir", str(self.data), env={**os.environ, **environment},
                                                       stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT)
        said, _ = await process.communicate()
        self.look("the command " + " ".join(arguments[:2]), said)
        return process.returncode, said.decode(errors="replace")

    # --- looking -----------------------------------------------------------------------------------------------------------------

    def look(self, place, content, patterns=True):
        for name, form in self.needles.search(content, patterns):
            self.findings.append(f"{name} ({form}) is in {place}")

    async def ask(self, method, path, body=None, token=None, headers=None, makes=()):
        """One answer. It may hold what it makes (a token, a key, a code) and nothing that was secret before."""
        fields = {**PROXIED, **(headers or {})}
        if token:
            fields["Authorization"] = f"Bearer {token}"
        answer = await web.ask(self.port, method, path, fields, body, seconds=60)
        self.answers += 1
        content = "\n".join(f"{name}: {value}" for name, value in answer.headers.items()).encode() + b"\n" + answer.body
        self.look(f"the answer to {method} {path.split('?')[0]} ({answer.status})", content, patterns=not makes)
        if answer.status < 300 and makes:
            self.learn(answer, makes)
        return answer

    def learn(self, answer, makes):
        number = len(self.needles.names)
        body = answer.json()
        if "session" in makes:
            self.needles.add_token(f"access token {number}", body["accessToken"])
            self.needles.add_token(f"refresh token {number}", answer.headers["set-cookie"].split(";")[0])
        if "key" in makes:
            self.needles.add(f"API key {number}", body["key"].removeprefix("kinora_"))
        if "code" in makes:
            self.needles.add_code(f"code {number}", body["code"])

    def look_at_processes(self):
        """Command lines and environments, as everybody and the same user may read them, and whether a crash would leave the memory behind."""
        family = [self.relay.process.pid, *self._descendants(self.relay.process.pid)]
        for pid in family:
            folder = pathlib.Path(f"/proc/{pid}")
            try:
                name = (folder / "comm").read_text().strip()
                for what in ("cmdline", "environ"):
                    self.look(f"the {what} of {name}", (folder / what).read_bytes())
                cores = next(line for line in (folder / "limits").read_text().splitlines() if line.startswith("Max core file size"))
                if cores.split()[4] != "0":
                    self.findings.append(f"{name} may leave an image of its memory: {cores}")
            except FileNotFoundError:
                pass  # it has ended
        return len(family)

    @staticmethod
    def _descendants(pid):
        parents = {}
        for folder in pathlib.Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    parents[int(folder.name)] = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
                except (FileNotFoundError, ProcessLookupError):
                    pass
        found = [pid]
        for one in found:
            found += [child for child, parent in parents.items() if parent == one]
        return found[1:]

    async def end(self):
        await self.echo.stop()
        await self.stage.end()
