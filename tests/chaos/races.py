"""Things that must hold when everybody does the same at once."""
import asyncio
import collections
import signal

import web
from proxy import Fault
from scene import LEASE_SECONDS, Scene
from users import User

TIMES = 50     # each key is sent
KEYS = 4
RACERS = 64
TWINS = 4
STREAMS = 64
STEPS = ("same_key", "full_house", "equal_requests", "frozen", "limits")

# setting, how many of 40 cents each it lets in, what the others are told
LIMITS = (({"waiting_jobs": 20}, 20, "429 queue_full"), ({"videos_per_hour": 15}, 15, "429 rate_limited"), ({"money_per_month": 4.50}, 11, "403 budget_exhausted"))


class Races(Scene):
    """Two relays share the work. `steps`: names of the methods to run."""

    def __init__(self, bin_dir, output, history, dialect, seed, steps):
        super().__init__(bin_dir, output, history, dialect, seed)
        self.steps = steps

    async def run(self):
        await self.start_postgres("kinora")
        await self.start_sim(job_seconds=1.2)
        self.upstream = await self.stage.proxy("upstream", self.sim.port)
        config = self.config(self.upstream.port, in_flight=8)
        self.relays = [self.relay(f"relay-{name}", self.postgres.url(), config) for name in "ab"]
        for relay in self.relays:
            await self.start_relay(relay)
        self.ports = [relay.port for relay in self.relays]
        self.users = [User(number, self.ports, self.history, self.seed) for number in range(3 + len(LIMITS))]
        for user in self.users:
            await user.register()
            self.go(user.watch())
        for step in self.steps:
            await getattr(self, step)()
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

    async def limits(self):
        """More at once than there is room for: exactly as many as there is room for get in, whichever limit it is."""
        for number, (setting, places, refusal) in enumerate(LIMITS):
            self.config(self.upstream.port, in_flight=8, limits=setting)
            for relay in self.relays:
                await relay.terminate()
                await self.start_relay(relay)
            user = self.users[3 + number]
            # What leaves the queue meanwhile makes room for more.
            paused = await user.ask(0, "POST", "/queue/pause")
            self.expect(f"pausing the queue was answered {paused.status}", paused.status in (200, 204))
            answers = await asyncio.gather(*[self.once(user, f"race-{number}-{racer}", racer) for racer in range(RACERS)])
            said = collections.Counter(answer for answer, _ in answers)
            self.history.write("note", text=f"{RACERS} at once against {setting}: {dict(said)}")
            self.expect(f"{RACERS} at once against {setting} were answered {dict(said)}", said == {"202": places, refusal: RACERS - places})
            for racer, (answer, _) in enumerate(answers):
                if answer != "202":
                    self.history.write("ack", user=user.name, key=f"race-{number}-{racer}", relay=racer % 2, status=int(answer[:3]), code=answer[4:], ids=[])
            await user.ask(0, "POST", "/queue/resume")
            await self.ends(f"race-{number}-%", places)

    async def equal_requests(self):
        """Several people ask for the very same thing at once, and each answer is lost after it was accepted: the upstream's list tells
        which is whose only if one at a time was undecided."""
        await self.fault("drop_after_accept", TWINS, "twins")
        body = {"prompt": "twins, a lantern on a river", "orientation": "landscape"}
        await asyncio.gather(*[self.users[number % 3].submit(f"twin-{number}", body, number % 2) for number in range(TWINS)])
        ends = await self.ends("twin-%", TWINS)
        self.expect(f"{TWINS} equal requests ended as {dict(ends)}", ends == {"completed": TWINS})
        # Whose is whose cannot be seen afterwards; that it never was a question can. A transaction's time is its beginning's: hence the 20 ms.
        together = await self.postgres.ask(
            "SELECT count(*) FROM attempts a JOIN attempts b ON a.id < b.id AND a.account = b.account AND a.intent_fingerprint = b.intent_fingerprint "
            "WHERE least(a.accepted_at, b.accepted_at) > greatest(a.sent_at, b.sent_at) + interval '20 ms'")
        self.expect(f"{together} pairs of equal requests were undecided at the same time", together == "0")

    async def full_house(self):
        """Far more open streams than the relay has connections to its database, and it still answers."""
        opened = []
        headers = {"Authorization": f"Bearer {self.users[0].token}"}

        async def listen():
            async for _ in web.events(self.ports[0], "/api/v1/events", headers, opened.append):
                pass

        listeners = [self.go(listen()) for _ in range(STREAMS)]
        for _ in range(100):
            if len(opened) == STREAMS:
                break
            await asyncio.sleep(0.1)
        self.expect(f"{STREAMS} streams were opened and {opened.count(200)} answered with 200", opened == [200] * STREAMS)
        try:
            answer = await web.ask(self.ports[0], "GET", "/api/v1/jobs", headers, seconds=3)
            self.expect(f"with {STREAMS} open streams a list was answered {answer.status}", answer.status == 200)
        except web.Lost as lost:
            self.expect(f"with {STREAMS} open streams a list was not answered: {lost}", False)
        for listener in listeners:
            listener.cancel()

    async def frozen(self):
        """A relay is frozen beyond its lease while a request of its is on the wire. The other takes the job over; the frozen one wakes
        up to a broken connection, and must neither write what it makes of that nor send anything again."""
        relay = self.relays[0]
        await self.relays[1].terminate()
        # Still being made when the frozen one hears from its request: what it writes then is there to be seen.
        await self.fault("slow", 1, "frozen")
        self.upstream.arm(Fault("hang", seconds=LEASE_SECONDS * 1.5))
        asking = self.go(self.users[2].submit("frozen", {"prompt": "frozen, a lantern on a river", "orientation": "portrait"}, 0))
        await self.until("the request on the wire", "SELECT count(*) FROM jobs j JOIN submissions s ON s.id = j.submission_id "
                                                    "WHERE s.key = 'frozen' AND j.stage = 'submitting'")
        await asking
        await self.start_relay(self.relays[1])
        self.history.write("fault", kind="freeze relay", target=relay.name, seconds=LEASE_SECONDS * 2)
        relay.signal(signal.SIGSTOP)
        await self.until("the job in the other's hands", "SELECT count(*) FROM jobs j JOIN submissions s ON s.id = j.submission_id "
                                                         "WHERE s.key = 'frozen' AND j.stage IN ('generating', 'saving')", 30)
        relay.signal(signal.SIGCONT)
        ends = await self.ends("frozen", 1)
        self.expect(f"the job of the frozen relay ended as {dict(ends)}", ends == {"completed": 1})

    async def fault(self, kind, count, match):
        await web.ask(self.sim.port, "POST", "/sim/faults", body={"kind": kind, "count": count, "match": match})
        self.history.write("fault", kind=kind, target="sim", count=count)

    async def ends(self, like, count, seconds=60):
        """How the jobs of these keys ended, once all of them have."""
        for _ in range(seconds * 5):
            rows = await self.postgres.rows("SELECT j.status, j.error_code FROM jobs j JOIN submissions s ON s.id = j.submission_id "
                                            f"WHERE s.key LIKE '{like}' AND j.stage = 'done'")
            if len(rows) == count:
                break
            await asyncio.sleep(0.2)
        return collections.Counter(" ".join(filter(None, (row["status"], row["error_code"]))) for row in rows)

    async def until(self, what, count, seconds=15):
        for _ in range(seconds * 20):
            if await self.postgres.ask(count) != "0":
                return
            await asyncio.sleep(0.05)
        self.expect(f"waited in vain for {what}", False)
