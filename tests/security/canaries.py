#!/usr/bin/python3
"""Runs a relay whose every secret is a canary, at debug level, and looks for them wherever they must not be.

usage: canaries.py --bin DIR --output DIR [--also FOLDER ...]

Looked through are all answers, the relay's log in both formats, the logs of PostgreSQL (with every parameter) and of the upstream, a dump of the database, the
relay's folders but `secrets/`, a backup likewise, the audit log, metrics, the commands' output, command lines and environments of the
relay and its children. --also looks through what other tests have left (logs, pictures, the app's folder) for tokens and keys by their look.
"""
import argparse
import asyncio
import pathlib
import shutil
import subprocess
import sys

from house import House, canary
from needles import Needles, search_folder

SETUP_LINE = b"the set-up code"  # where an operator is meant to find it


class Canaries(House):
    async def people(self):
        """Every way in, with right and with wrong secrets."""
        log = (self.folder / "first.log").read_text()
        code = log.split("needs the set-up code ")[1].split()[0]
        self.needles.add_code("set-up code", code)
        passwords = {name: canary(f"password-{name}") for name in ("admin", "member", "changed", "reset", "wrong", "typed-in-the-path")}
        for name, value in passwords.items():
            self.needles.add(f"password {name}", value)
        api = "/api/v1"
        admin = {"email": "admin@house.example", "password": passwords["admin"]}
        await self.ask("POST", f"{api}/auth/register", {**admin, "setupCode": canary("no-code")})
        session = await self.ask("POST", f"{api}/auth/register", {**admin, "setupCode": code}, makes=["session"])
        assert session.status == 201, session.body
        self.admin = session.json()["accessToken"]
        invite = await self.ask("POST", f"{api}/admin/invites", {"note": "house"}, self.admin, makes=["code"])
        member = {"email": "member@house.example", "password": passwords["member"]}
        await self.ask("POST", f"{api}/auth/register", {**member, "inviteCode": "not-the-code-at-all"})
        session = await self.ask("POST", f"{api}/auth/register", {**member, "inviteCode": invite.json()["code"]}, makes=["session"])
        assert session.status == 201, session.body
        self.user = session.json()["user"]["id"]
        cookie = session.headers["set-cookie"].split(";")[0]
        session = await self.ask("POST", f"{api}/auth/refresh", headers={"Cookie": cookie}, makes=["session"])
        self.member = session.json()["accessToken"]
        for body in ({**member, "password": passwords["wrong"]}, {**member, "password": [passwords["wrong"]]}, {**member, "more": passwords["wrong"]}):
            await self.ask("POST", f"{api}/auth/login", body)
        await self.ask("GET", f"{api}/{passwords['typed-in-the-path']}?password={passwords['typed-in-the-path']}", token=self.member)
        await self.ask("GET", f"{api}/jobs?cursor={passwords['typed-in-the-path']}", token=self.member)
        for token in (self.member[:-3] + "AAA", self.member.rsplit(".", 1)[0] + ".", "kinora_" + canary("key")):
            await self.ask("GET", f"{api}/me", token=token)
        changed = await self.ask("POST", f"{api}/auth/password", {"currentPassword": passwords["member"], "newPassword": passwords["changed"]}, self.member,
                                 makes=["session"])
        assert changed.status == 200, changed.body
        code = await self.ask("POST", f"{api}/admin/users/{self.user}/reset-code", None, self.admin, makes=["code"])
        await self.ask("POST", f"{api}/auth/password/reset", {"email": member["email"], "code": canary("no-code"), "newPassword": passwords["reset"]})
        reset = await self.ask("POST", f"{api}/auth/password/reset", {"email": member["email"], "code": code.json()["code"], "newPassword": passwords["reset"]},
                               makes=["session"])
        assert reset.status == 200, reset.body
        self.member = reset.json()["accessToken"]
        key = await self.ask("POST", f"{api}/me/api-keys", {"name": "program", "scopes": ["jobs:read", "jobs:write"], "password": passwords["reset"]}, self.member,
                             makes=["key"])
        assert key.status == 201, key.body
        self.key = key.json()["key"]
        await self.ask("PATCH", f"{api}/me", {"email": "moved@house.example", "currentPassword": passwords["reset"]}, self.member)

    async def job(self, prompt, ends):
        """From the request to its end, asked for with the key and followed on its stream."""
        accepted = await self.ask("POST", "/api/v1/jobs", {"prompt": prompt}, self.key, {"Idempotency-Key": prompt.replace(" ", "-")})
        assert accepted.status == 202, accepted.body
        job = accepted.json()["items"][0]["id"]
        stream = await self.ask("GET", f"/api/v1/jobs/{job}/events", token=self.key)
        assert f"event: {ends}".encode() in stream.body, stream.body[-2000:]

    async def reading(self):
        for path in ("/auth/sessions", "/me", "/me/api-keys", "/me/usage", "/models", "/jobs", "/videos"):
            assert (await self.ask("GET", "/api/v1" + path, token=self.member)).status == 200, path
        for path in ("/audit?limit=100", "/upstreams", "/jobs", "/usage", "/users", "/invites", "/storage?compare=true"):
            assert (await self.ask("GET", "/api/v1/admin" + path, token=self.admin)).status == 200, path
        assert (await self.ask("GET", "/metrics", token=self.admin)).status == 200
        port, self.port = self.port, self.metrics_port
        assert (await self.ask("GET", "/metrics")).status == 200
        self.port = port

    async def commands(self, environment):
        for arguments in (["check"], ["check", "--json"], ["user", "list", "--json"], ["invite", "list", "--json"], ["audit", "verify", "--json"],
                          ["backup", str(self.folder / "backup")]):
            status, said = await self.command(*arguments, environment=environment)
            assert status == 0 or arguments[0] == "check", said

    async def run(self):
        await self.start()
        environment = self.environment(self.sim.port)
        await self.live("first", environment)
        await self.people()
        await self.job("A paper boat", "completed")
        await self.reading()
        self.processes = self.look_at_processes()
        await self.relay.terminate()
        echoing = self.environment(await self.echo.start(), KINORA_LOG_FORMAT="json")
        await self.live("second", echoing)
        await self.job("What the upstream repeats", "failed")
        assert self.echo.asked > 0
        await self.reading()
        await self.commands(environment)
        await self.relay.terminate()
        await self.alone()

    async def alone(self):
        """A relay as it starts without being told anything: its database and its upstream are children of its own."""
        self.own = self.folder / "own"
        self.own.mkdir(mode=0o700)
        await self.live("alone", {"JWT_SECRET": self.given["jwt-secret"], "KINORA_PEPPER": self.given["pepper"], "KINORA_LOG_LEVEL": "debug"}, self.own)
        self.needles.add("the stand-in's token", (self.own / "secrets/stand_in_token").read_text().strip())
        family = self.look_at_processes()
        if family < 3:
            self.findings.append(f"of the relay's children nothing was seen: {family} processes")
        self.processes += family
        await self.relay.terminate()

    async def look_everywhere(self):
        logs = sorted(self.folder.glob("*.log"))
        for log in logs:
            lines = [line for line in log.read_bytes().splitlines() if SETUP_LINE not in line]
            self.look(log.name, b"\n".join(lines))
        dump = await asyncio.to_thread(subprocess.run, [self.postgres.bin / "pg_dump", "-d", self.postgres.url()], capture_output=True)
        assert dump.returncode == 0 and b"moved@house.example" in dump.stdout, dump.stderr
        self.look("the database", dump.stdout)
        backup = self.folder / "backup"
        folders = [(self.data, [self.data / "secrets"]), (self.own, [self.own / "secrets"]), (self.media, []), (backup, [backup / "secrets"])]
        for folder, but in folders:
            # Films are compressed: what looks like a token there is chance.
            self.findings += [f"{name} ({form}) is in {path}" for path, name, form in search_folder(self.needles, folder, but, patterns=False)]
        return len(logs), len(dump.stdout)


async def hold(options):
    house = Canaries(options.bin, options.output)
    try:
        await house.run()
        logs, dumped = await house.look_everywhere()
    finally:
        await house.end()
        for log in house.folder.glob("*.log"):
            shutil.copy(log, options.output)
        house.stage.remove()
    print(f"secrets: {len(house.needles.names)}; answers: {house.answers}; logs: {logs}; processes: {house.processes}; dump: {dumped} bytes")
    return house.findings


def look_also(folders):
    """What other tests have left: nothing that looks like a token or a key may be in it."""
    nothing = Needles()
    for folder in folders:
        files = [path for path in folder.rglob("*") if path.suffix in (".log", ".json", ".jsonl", ".txt", ".conf", ".sqlite")]
        print(f"{folder}: {len(files)} files")
        for path in files:
            for name, _ in nothing.search(path.read_bytes()):
                yield f"{name} is in {path}"


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n")[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("--also", type=pathlib.Path, nargs="*", default=[], metavar="FOLDER")
    options = parser.parse_args()
    shutil.rmtree(options.output, ignore_errors=True)
    options.output.mkdir(parents=True)
    findings = asyncio.run(hold(options)) + list(look_also(options.also))
    for finding in findings:
        print("found: " + finding)
    print(f"found: {len(findings)}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
