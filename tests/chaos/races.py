"""Things that must hold when everybody does the same at once."""
import asyncio
import collections
import signal

import web
from scene import LEASE_SECONDS, Scene
from users import User

TIMES = 50     # each key is sent
KEYS = 4
RACERS = 64
PLACES = 20    # waiting jobs a user may have here

LIMITS = f"""
[limits]
waiting_jobs = {PLACES}
"""


class Races(Scene):
    """Two relays share the work; what the second takes over it takes from a frozen first."""

    async def run(self):
        await self.start_postgres()
        await self.postgres.ask("CREATE DATABASE kinora", "postgres")
        await self.start_sim(job_seconds=3)
        config = self.config(self.sim.port, in_flight=4, more=LIMITS)
        self.relays = [self.relay(f"relay-{name}", self.postgres.url(), config) for name in "ab"]
        for relay in self.relays:
            await self.start_relay(relay)
        self.ports = [relay.port for relay in self.relays]
        self.users = [User(number, self.ports, self.history, self.seed) for number in range(3)]
        for user in self.users:
            await user.register()
            self.go(user.watch())
        await self.same_key()
        await self.limit()
        await self.frozen()
        self.history.write("calm")
        await self.settle()
        await self.collect()

    async def once(self, user, key, number):
        """One try. What it was answered, and the ids."""
        body = {"prompt": f"{key}, a lantern on a river", "orientation": "portrait"}
        self.history.write("submit", user=user.name, key=key, relay=number % 2, body=body)
        try:
            answer = await web.ask(self.ports[number % 2], "POST", "/api/v1/jobs",
                                   {"Authorization": f"Bearer {user.token}", "Idempotency-Key": key}, body)
        except web.Lost as lost:
            self.history.write("lost", user=user.name, key=key, why=str(lost))
            return "lost", []
        content = answer.json()
        ids = [job["id"] for job in content.get("items", [])]
        if answer.status == 202:
            self.history.write("ack", user=user.name, key=key, relay=number % 2, status=202, code=None, ids=ids)
        return f"{answer.status} {content.get('code', '')}".strip(), ids

    def expect(self, what, is_so):
        if not is_so:
            self.history.write("unexpected", what=what, body="")

    async def same_key(self):
        """Each key fifty times at once, to both relays: one submission each."""
        user = self.users[0]
        for round in range(KEYS):
            key = f"same-{round}"
            answers = await asyncio.gather(*[self.once(user, key, number) for number in range(TIMES)])
            said = collections.Counter(answer for answer, _ in answers)
            self.history.write("note", text=f"{key} sent {TIMES} times at once: {dict(said)}")
            self.expect(f"{key}, {TIMES} times at once, was answered {dict(said)}", set(said) <= {"202", "409 request_in_progress"} and said["202"])
            again, _ = await self.once(user, key, 0)
            self.expect(f"{key} once more was answered {again}", again == "202")
        rows = int(await self.postgres.ask("SELECT count(*) FROM submissions WHERE key LIKE 'same-%'"))
        self.expect(f"{KEYS} keys made {rows} submissions", rows == KEYS)

    async def limit(self):
        """More at once than there is room for: exactly as many as there is room for get in."""
        user = self.users[1]
        # Nothing may leave the queue meanwhile, or there would be room for more.
        paused = await user.ask(0, "POST", "/queue/pause")
        self.expect(f"pausing the queue was answered {paused.status}", paused.status in (200, 204))
        answers = await asyncio.gather(*[self.once(user, f"race-{number}", number) for number in range(RACERS)])
        said = collections.Counter(answer for answer, _ in answers)
        self.history.write("note", text=f"{RACERS} at once for {PLACES} places: {dict(said)}")
        self.expect(f"{RACERS} at once for {PLACES} places were answered {dict(said)}",
                    said == {"202": PLACES, "429 queue_full": RACERS - PLACES})
        for number, (answer, _) in enumerate(answers):
            if answer != "202":
                self.history.write("ack", user=user.name, key=f"race-{number}", relay=number % 2, status=429, code="queue_full", ids=[])
        await user.ask(0, "POST", "/queue/resume")

    async def frozen(self):
        """A relay that is frozen beyond its lease while it works: the other takes over, and the frozen one writes nothing more."""
        user = self.users[2]
        for number in range(6):
            await user.submit(f"frozen-{number}", {"prompt": f"frozen-{number}, a lantern on a river", "orientation": "portrait"}, 0)
        for _ in range(100):
            holders = await self.postgres.rows("SELECT claimed_by, count(*) FROM jobs WHERE status = 'processing' GROUP BY 1")
            if len(holders) == 2:
                break
            await asyncio.sleep(0.1)
        for relay in self.relays:
            self.history.write("fault", kind="freeze relay", target=relay.name, seconds=LEASE_SECONDS * 1.5)
            relay.signal(signal.SIGSTOP)
            await asyncio.sleep(LEASE_SECONDS * 1.5)
            relay.signal(signal.SIGCONT)
            await asyncio.sleep(1)
