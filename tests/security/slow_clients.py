#!/usr/bin/python3
"""Holds a relay with a thousand slow connections in slowhttptest's four ways while people use it, and says how it went for them.

usage: slow_clients.py --bin DIR [--connections N] [--seconds N] > docs/slow-clients.md

By hand; needs slowhttptest (Debian package) and some minutes. Two scenes: a relay for its own machine, which does not count connections by address, and
one that others can reach, which does. In the second there is one user at another address, and one behind the same address as the attack.
Exits with 1 if a request was not answered, other than of the user who shares the attacker's address.
"""
import argparse
import asyncio
import contextlib
import pathlib
import re
import resource
import statistics
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
for folder in ("chaos", "support"):
    sys.path.insert(0, str(HERE.parent / folder))

import history  # noqa: E402
import web  # noqa: E402
from relay_config import SORA_2, relay_config  # noqa: E402
from stage import Stage  # noqa: E402

PASSWORD = "projector-lamp-amber-42"
SIGN_IN_EVERY = 5.0  # seconds; more often and the attempts from one address would be used up in the second scene
# -l is how long, -r how many new connections a second, -i the pause between two pieces, -x the size of a piece; -w and -y the window of a slow reader,
# -n and -z how slowly it reads; -k asks for the same file several times over, so that there is something to read slowly.
WAYS = {
    "slow head (-H)": ["-H", "-i", "5", "-t", "GET", "-x", "24", "-u", "{url}/api/v1/server"],
    "slow body (-B)": ["-B", "-i", "5", "-t", "POST", "-s", "8192", "-x", "10", "-u", "{url}/api/v1/auth/login"],
    "overlapping ranges (-R)": ["-R", "-t", "HEAD", "-a", "10", "-b", "3000", "-u", "{url}/api/v1/videos/{video}/content"],
    "slow reading (-X)": ["-X", "-w", "512", "-y", "1024", "-n", "5", "-z", "32", "-k", "8", "-u", "{url}/api/openapi.yaml"],
}


class User:
    """Signs in, lists, asks for a film, and listens the whole time; one connection for each request, from one address."""

    def __init__(self, name, port, address):
        self.name = name
        self.port = port
        self.address = address
        self.token = None
        self.times = {}      # what → seconds of each answer
        self.unanswered = []  # (what, why)
        self.shut_out = 0.0  # longest without any answer
        self.streams_lost = 0
        self.jobs = 0
        self._last_answer = time.monotonic()

    async def ask(self, what, method, path, body=None, **headers):
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        begun = time.monotonic()
        try:
            answer = await web.ask(self.port, method, path, headers, body, seconds=20, source=self.address)
        except web.Lost as lost:
            self.unanswered.append((what, str(lost)))
            return None
        if answer.status >= 400:
            self.unanswered.append((what, f"{answer.status} {answer.body.decode()}"))
            return None
        now = time.monotonic()
        self.times.setdefault(what, []).append(now - begun)
        self.shut_out = max(self.shut_out, now - self._last_answer)
        self._last_answer = now
        return answer

    async def enter(self, setup_code):
        body = {"email": f"{self.name}@slow.example", "password": PASSWORD}
        answer = await web.ask(self.port, "POST", "/api/v1/auth/register", {}, {**body, **({"setupCode": setup_code} if setup_code else {})}, source=self.address)
        assert answer.status == 201, answer.body
        self.token = answer.json()["accessToken"]

    async def live(self, until):
        self._last_answer = time.monotonic()
        listening = asyncio.ensure_future(self._listen(until))
        sign_in_at = time.monotonic()
        while time.monotonic() < until:
            await self.ask("list", "GET", "/api/v1/videos")
            if time.monotonic() >= sign_in_at:
                sign_in_at = time.monotonic() + SIGN_IN_EVERY
                await self.ask("sign in", "POST", "/api/v1/auth/login", {"email": f"{self.name}@slow.example", "password": PASSWORD})
                await self.film(until)
            await asyncio.sleep(0.1)
        listening.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await listening

    async def film(self, until):
        begun = time.monotonic()
        accepted = await self.ask("ask for a film", "POST", "/api/v1/jobs", {"prompt": "A paper boat"}, **{"Idempotency-Key": f"{self.name}-{begun}"})
        if accepted is None:
            return
        assert accepted.status == 202, accepted.body
        job = accepted.json()["items"][0]["id"]
        while time.monotonic() < until:
            answer = await self.ask("look at a film", "GET", f"/api/v1/jobs/{job}")
            if answer and answer.json()["status"] == "completed":
                self.jobs += 1
                self.times.setdefault("film, until it is there", []).append(time.monotonic() - begun)
                return
            await asyncio.sleep(0.1)

    async def _listen(self, until):
        """The stream stays open all the while; every end of it before the time is one that was lost."""
        while time.monotonic() < until:
            async for _ in web.events(self.port, "/api/v1/events", {"Authorization": f"Bearer {self.token}"}, lambda status: None, source=self.address):
                pass
            self.streams_lost += 1
            await asyncio.sleep(0.2)


def table(users):
    lines = ["| user | answered | not answered | list p50 / p99 / longest, ms | sign in p50 / longest, ms | films | streams lost | longest without an answer, s |",
             "|---|--:|--:|--:|--:|--:|--:|--:|"]
    for user in users:
        lists = sorted(user.times.get("list", [0]))
        signs = sorted(user.times.get("sign in", [0]))
        p99 = lists[min(len(lists) - 1, len(lists) * 99 // 100)]
        lines.append(f"| {user.name} | {sum(len(times) for what, times in user.times.items() if 'until' not in what)} | {len(user.unanswered)} | "
                     f"{statistics.median(lists) * 1000:.0f} / {p99 * 1000:.0f} / {lists[-1] * 1000:.0f} | "
                     f"{statistics.median(signs) * 1000:.0f} / {signs[-1] * 1000:.0f} | {user.jobs} | {user.streams_lost} | {user.shut_out:.1f} |")
    return "\n".join(lines)


class Scene:
    def __init__(self, options, folder, is_public):
        self.options = options
        self.is_public = is_public
        self.stage = Stage(options.bin, history.History(folder / "programs.jsonl"))

    async def start(self):
        postgres = await self.stage.start_postgres("kinora")
        sim = await self.stage.start_sim("--job-seconds", "1")
        config = self.stage.config(relay_config(f"http://127.0.0.1:{sim.port}/v1", SORA_2, max_in_flight=4))
        environment = {"KINORA_VIDEOS_PER_HOUR": "none", "KINORA_REGISTRATION": "open"}
        if self.is_public:
            environment["KINORA_INSECURE_HTTP"] = "true"
        self.relay = await self.stage.start_relay("relay", postgres.url(), config, environment, host="0.0.0.0" if self.is_public else "127.0.0.1")
        code = re.search(r"set-up code ([A-Z0-9-]+)", (self.stage.folder / "relay.log").read_text())
        addresses = {"same address": "127.0.0.1", "another address": "127.0.0.2"} if self.is_public else {"user": "127.0.0.1"}
        self.users = [User(name.replace(" ", "-"), self.relay.port, address) for name, address in addresses.items()]
        for user in self.users:
            await user.enter(code.group(1) if code and user is self.users[0] else None)

    async def video(self):
        user = User(self.users[-1].name, self.relay.port, self.users[-1].address)
        user.token = self.users[-1].token
        await user.film(time.monotonic() + 60)
        return (await user.ask("list", "GET", "/api/v1/videos")).json()["items"][0]["id"]

    async def attack(self, way, video):
        """One way: the table, what slowhttptest says in the end, and whether everybody was answered."""
        url = f"http://127.0.0.1:{self.relay.port}"
        options = [part.format(url=url, video=video) for part in WAYS[way]]
        command = ["slowhttptest", "-c", str(self.options.connections), "-r", "200", "-l", str(self.options.seconds), "-p", "5", *options]
        users = [User(user.name, user.port, user.address) for user in self.users]
        for user, known in zip(users, self.users):
            user.token = known.token
        attacker = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT)
        until = time.monotonic() + self.options.seconds
        said = asyncio.ensure_future(attacker.communicate())
        most = asyncio.ensure_future(self._most_connections(until))
        await asyncio.gather(*(user.live(until) for user in users))
        text = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", (await said)[0].decode(errors="replace"))
        end = re.findall(r"(closed|connected|error|pending|service available|Exit status)[:\s]+(.*)", text)[-6:]
        wrong = [f"{user.name}: {what}: {why}" for user in users if user.address != "127.0.0.1" or not self.is_public for what, why in user.unanswered]
        return table(users), await most, "; ".join(f"{name} {value.strip()}" for name, value in end), wrong, text

    async def _most_connections(self, until):
        """The relay's own sockets, the most there were at once."""
        most = 0
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                links = [path.readlink() for path in pathlib.Path(f"/proc/{self.relay.process.pid}/fd").iterdir()]
                most = max(most, sum(str(link).startswith("socket:") for link in links))
            await asyncio.sleep(0.5)
        return most


async def hold(options):
    wrong = []
    with tempfile.TemporaryDirectory(prefix="kinora-slow-") as name:
        for is_public in (False, True):
            scene = Scene(options, pathlib.Path(name), is_public)
            try:
                await scene.start()
                video = await scene.video()
                print("\n## " + ("A relay that others can reach" if is_public else "A relay for its own machine") + "\n", flush=True)
                for way in WAYS:
                    lines, most, end, found, text = await scene.attack(way, video)
                    print(f"**{way}**: at most {most} sockets open at the relay. slowhttptest in the end: {end or text[-300:]}\n\n{lines}\n", flush=True)
                    wrong += found
                if status := await scene.relay.terminate(30):
                    wrong.append(f"the relay stopped with {status}")
            finally:
                await scene.stage.end()
                if options.keep:
                    (options.keep / f"relay-{is_public}.log").write_bytes((scene.stage.folder / "relay.log").read_bytes())
                scene.stage.remove()
    for line in wrong:
        print(f"not answered: {line}", file=sys.stderr)
    print(f"{len(wrong)} requests not answered that should have been.")
    return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n")[0])
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--connections", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for the relay's logs")
    options = parser.parse_args()
    # Both ends are on this machine.
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 8 * options.connections)), hard))
    return asyncio.run(hold(options))


if __name__ == "__main__":
    sys.exit(main())
