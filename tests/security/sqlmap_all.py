#!/usr/bin/python3
"""sqlmap on every parameter of every route of openapi.yaml: paths, queries, bodies, headers, the cookie.

usage: sqlmap_all.py --bin DIR [--level N] [--risk N] [--at-once N] [--only NAME ...] > docs/sqlmap.md

By hand; needs sqlmap (Debian package) and half an hour. First a server that does put a parameter into its SQL must be found out, by the same command.
sqlmap judges by answers and times; PostgreSQL's own log is read too, where an apostrophe that got through would be a syntax error.
Exits with 1 if sqlmap or that log has anything to say.
"""
import argparse
import asyncio
import http.client
import http.server
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
for folder in ("chaos", "contract/generator", "support"):
    sys.path.insert(0, str(HERE.parent / folder))

import contract as contracts  # noqa: E402
import history  # noqa: E402
import web  # noqa: E402
from relay_config import SORA_2, relay_config  # noqa: E402
from stage import Stage  # noqa: E402

EMAIL, PASSWORD = "admin@sql.example", "projector-lamp-amber-42"
# These would be the end of the account that asks; the password they want is a wrong one.
ENDING = {"changePassword", "deleteMe"}
# Each of these is asked by an account of its own, which is another afterwards.
CHANGING = ENDING | {"changeMe"}
# Where the address that a proxy tells is stored, or counted by.
BY_ADDRESS = {"register", "logIn", "refresh", "resetPassword", "changePassword"}
# The stream that ends with the relay only.
ENDLESS = "events"
MARK = "*"  # where sqlmap tries
# What the relay reads of every request, whatever the route; addresses and programs' names are stored.
EVERYWHERE = {"User-Agent": "sql", "X-Forwarded-For": "203.0.113.9"}
SYNTAX = re.compile(r"ERROR:.*(syntax error|unterminated|does not exist|invalid input syntax|pg_sleep)")


class Server(http.server.ThreadingHTTPServer):
    """On a free port, answering from its beginning on."""

    def __init__(self, handler):
        super().__init__(("127.0.0.1", 0), handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class VulnerableServer(Server):
    """What sqlmap must find."""

    def __init__(self, postgres):
        self.postgres = postgres
        super().__init__(VulnerableServer.Handler)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            name = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query).get("q", [""])[0]
            sql = f"SELECT action FROM audit_log WHERE action = '{name}' LIMIT 5"
            done = subprocess.run([self.server.postgres.bin / "psql", "-X", "-A", "-t", "-d", self.server.postgres.url(), "-c", sql], capture_output=True)
            body = done.stdout or b"nothing"
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass


class CutStreams(Server):
    """The relay's streams with an end, since sqlmap compares whole answers: after `queue`, the last of what is told to whoever connects."""

    def __init__(self, port):
        self.relay_port = port
        super().__init__(CutStreams.Handler)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            relay = http.client.HTTPConnection("127.0.0.1", self.server.relay_port, timeout=60)
            relay.putrequest("GET", self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                if name.lower() != "connection":
                    relay.putheader(name, value)
            relay.endheaders()
            answer = relay.getresponse()
            body, event = b"", None
            while line := answer.readline():
                body += line
                if line.startswith(b"event: "):
                    event = line
                elif line == b"\n" and event == b"event: queue\n":
                    break
            relay.close()
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.headers["Content-Type"])
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass


class Scene:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.stage = Stage(options.bin, history.History(folder / "programs.jsonl"))
        self.contract = contracts.Contract.of_this_tree()
        self.known = {}
        self.token = self.cookie = None

    async def start(self):
        self.postgres = await self.stage.start_postgres("kinora")
        sim = await self.stage.start_sim("--job-seconds", "0.3")
        config = self.stage.config(relay_config(f"http://127.0.0.1:{sim.port}/v1", SORA_2))
        # One without limits on addresses, which would answer before anything is looked at; one that believes a proxy.
        proxied = {"KINORA_PUBLIC_URL": "https://relay.example", "KINORA_TRUSTED_PROXIES": "127.0.0.1", "KINORA_REGISTRATION": "open"}
        self.relay = await self.stage.start_relay("relay", self.postgres.url(), config, {"KINORA_WAITING_JOBS": "100000"})
        self.proxied = await self.stage.start_relay("proxied", self.postgres.url(), config, proxied)
        self.streams = CutStreams(self.relay.port)
        await self._enter({"email": EMAIL, "password": PASSWORD}, "register")
        other = await web.ask(self.relay.port, "POST", "/api/v1/auth/register", {}, {"email": "other@sql.example", "password": PASSWORD}, seconds=60)
        self.known["users"] = other.json()["user"]["id"]
        self.known["handles"] = other.json()["user"]["handle"]
        await self._fill()

    async def _ask(self, method, path, body=None, **headers):
        answer = await web.ask(self.relay.port, method, path, {"Authorization": f"Bearer {self.token}", **headers} if self.token else headers, body, seconds=60)
        assert answer.status < 300, (method, path, answer.status, answer.body)
        return answer.json()

    async def _enter(self, body, how):
        answer = await web.ask(self.relay.port, "POST", f"/api/v1/auth/{how}", {}, body, seconds=60)
        assert answer.status in (200, 201), answer.body
        self.token = answer.json()["accessToken"]
        self.cookie = answer.headers["set-cookie"].split(";")[0]

    async def _fill(self):
        """One of everything, so that each address is of something."""
        jobs = await self._ask("POST", "/api/v1/jobs", {"prompt": "A paper boat"}, **{"Idempotency-Key": "one"})
        self.known["jobs"] = jobs["items"][0]["id"]
        while not (videos := (await self._ask("GET", "/api/v1/videos"))["items"]):
            await asyncio.sleep(0.1)
        self.known["videos"] = videos[0]["id"]
        self.known["sessions"] = (await self._ask("GET", "/api/v1/auth/sessions"))["items"][0]["id"]
        key = await self._ask("POST", "/api/v1/me/api-keys", {"name": "sql", "scopes": ["jobs:read"], "password": PASSWORD})
        self.known["api-keys"] = key["id"]
        self.known["invites"] = (await self._ask("POST", "/api/v1/admin/invites", {}))["id"]
        self.known["upstreams"] = "Stand-in"

    # --- requests with a mark at every parameter ---------------------------------------------------------------------------------

    def _path(self, operation):
        parts = operation.path.split("/")
        for number, part in enumerate(parts):
            if part.startswith("{"):
                kind = {"{handle}": "handles", "{name}": "upstreams"}.get(part, parts[number - 1])
                parts[number] = self.known.get(kind, self.known["jobs"]) + MARK
        return "/".join(parts)

    def _value(self, schema, password, name=""):
        """JSON text. A password is sent right, so that what comes after it is reached; it is hashed before anything else sees it."""
        schema = self.contract.resolve(schema)
        kind = schema.get("type", "string")
        kind = kind if isinstance(kind, str) else kind[0]
        if name in ("password", "currentPassword"):
            return json.dumps(password)
        if kind == "object":
            return "{" + ", ".join(f"{json.dumps(member)}: {self._value(one, password, member)}" for member, one in schema.get("properties", {}).items()) + "}"
        if kind == "array":
            return f"[{self._value(schema['items'], password)}]"
        if kind in ("integer", "number", "boolean"):
            return f"{schema.get('minimum', 1)}{MARK}"
        meant = {"email": "sql@sql.example", "newPassword": "another projector-lamp 7", "model": "sora-2", "orientation": "portrait", "size": "720x1280",
                 "before": self.known["jobs"], "role": "member", "status": "active", "handle": "sql_handle"}.get(name, (schema.get("enum") or ["word"])[0])
        return json.dumps(meant + MARK)

    def request(self, operation, port):
        """`port`: of a relay, or of what stands before it."""
        query = "&".join(f"{one['name']}={'1' if self.contract.resolve(one['schema']).get('type') == 'integer' else 'a'}{MARK}"
                         for one in operation.parameters_in("query"))
        lines = [f"{operation.method} {self._path(operation)}{'?' + query if query else ''} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
        lines += [f"{name}: {value}{MARK}" for name, value in EVERYWHERE.items()]
        lines += [f"{one['name']}: 1{MARK}" for one in operation.parameters_in("header")]
        if operation.name in ("refresh", "logOut"):
            lines.append(f"Cookie: {self.cookie}{MARK}")
        elif operation.name == "models":
            lines.append(f"Authorization: Bearer kinora_{'A' * 43}{MARK}")  # the way of API keys, which are looked up
        elif operation.name not in ("logIn", "register", "resetPassword"):
            lines.append(f"Authorization: Bearer {self.token}")
        body = ""
        if operation.bodies:
            kind = next(iter(operation.bodies))
            lines.append(f"Content-Type: {kind}")
            body = self._value(operation.bodies[kind]["schema"], "not the right one" if operation.name in ENDING else PASSWORD) if kind.endswith("json") else "not a picture" + MARK
        text = "\r\n".join(lines) + "\r\n\r\n" + body
        return text, text.count(MARK)

    # --- sqlmap ------------------------------------------------------------------------------------------------------------------

    def command(self, name, *target):
        return ["sqlmap", *target, "--batch", "--ignore-stdin", "--flush-session", "--dbms", "PostgreSQL", "--level", str(self.options.level), "--risk", str(self.options.risk),
                "--ignore-code", "*", "--time-sec", "3", "--disable-coloring", "--output-dir", str(self.folder / f"sqlmap-{name}")]  # several at once must not share one

    async def _run(self, command, name):
        said = self.folder / f"{name}.txt"
        with open(said, "wb") as file:
            # A process group of its own: sqlmap asks its terminal otherwise.
            process = await asyncio.create_subprocess_exec(*command, stdout=file, stderr=asyncio.subprocess.STDOUT, stdin=asyncio.subprocess.DEVNULL,
                                                           start_new_session=True)
            await process.wait()
        text = said.read_text(errors="replace")
        if self.options.keep:
            (self.options.keep / said.name).write_text(text)
        return text

    async def control(self):
        server = VulnerableServer(self.postgres)
        text = await self._run(self.command("control", "-u", f"http://127.0.0.1:{server.server_address[1]}/?q=auth.registered", "-p", "q"), "control")
        server.shutdown()
        if "identified the following injection point" not in text:
            raise SystemExit("sqlmap does not find what is there; nothing can be said:\n" + text[-2000:])

    def log(self):
        return "".join((self.stage.folder / f"{name}.log").read_text(errors="replace") for name in ("relay", "proxied"))

    def answered(self):
        return self.log().count(" http: answered ")

    async def one(self, name, operation, port, turns):
        async with turns:
            if operation.name in CHANGING:
                await self._enter({"email": f"{name}@sql.example", "password": PASSWORD}, "register")
            else:
                await self._enter({"email": EMAIL, "password": PASSWORD}, "login")  # an access token is good for a quarter of an hour
            text, marks = self.request(operation, port)
            file = self.folder / f"{name}.request"
            file.write_text(text)
            begun = time.monotonic()
            said = await self._run(self.command(name, "-r", str(file)), name)
            # One sentence for each that was tried to the end: what was left out must not pass for clean.
            tried = said.count("does not seem to be injectable")
            clean = "all tested parameters do not appear to be injectable" in said and tried >= marks
            print(f"| {name} | {marks} | {tried} | {'nothing' if clean else '**see below**'} | {time.monotonic() - begun:.0f} |", flush=True)
            return (None if clean else f"{name}: sqlmap ends with: {said.strip()[-1500:]}"), marks

    async def all(self):
        turns = asyncio.Semaphore(self.options.at_once)
        tries = [(one.name, one, self.streams.server_port if one.name == ENDLESS else self.relay.port) for one in self.contract.operations]
        tries += [(one.name + "-proxied", one, self.proxied.port) for one in self.contract.operations if one.name in BY_ADDRESS]
        return await asyncio.gather(*(self.one(*one, turns) for one in tries if not self.options.only or one[0] in self.options.only))


async def hold(options):
    with tempfile.TemporaryDirectory(prefix="kinora-sql-") as name:
        folder = pathlib.Path(name)
        scene = Scene(options, folder)
        try:
            await scene.start()
            await scene.control()
            errors_of_control = (scene.stage.folder / "postgres.log").stat().st_size
            version = subprocess.run(["sqlmap", "--version"], capture_output=True, text=True).stdout.split()[0]
            print(f"sqlmap {version}, level {options.level}, risk {options.risk}; the control server was found out.\n\n"
                  "| operation | parameters | tried | found | seconds |\n|---|--:|--:|---|--:|", flush=True)
            before = scene.answered()
            results = await scene.all()
            wrong = [one for one, _ in results if one]
            log = (scene.stage.folder / "postgres.log").read_bytes()[errors_of_control:].decode(errors="replace")
            wrong += [f"PostgreSQL's log: {line}" for line in log.splitlines() if SYNTAX.search(line)][:20]
            relay_log = scene.log()
            wrong += [f"the relay's log: {line}" for line in relay_log.splitlines() if "Z error  " in line or " status=500 " in line][:20]
            print(f"\n{sum(marks for _, marks in results)} parameters of {len(results)} operations, {scene.answered() - before} requests. "
                  f"Errors in PostgreSQL's log: {len(re.findall('ERROR:', log))}.\n")
        finally:
            await scene.stage.end()
            if options.keep:
                for log in scene.stage.folder.glob("*.log"):
                    (options.keep / log.name).write_bytes(log.read_bytes())
            scene.stage.remove()
    for line in wrong:
        print(f"found: {line}")
    print(f"found: {len(wrong)}")
    return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n")[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--level", type=int, default=2)
    parser.add_argument("--risk", type=int, default=2)
    parser.add_argument("--at-once", type=int, default=2)
    parser.add_argument("--only", nargs="*", metavar="NAME", help="as in the first column of the table")
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for what sqlmap and the programs said")
    options = parser.parse_args()
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    return asyncio.run(hold(options))


if __name__ == "__main__":
    sys.exit(main())
