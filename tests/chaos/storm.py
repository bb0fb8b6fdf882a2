"""One storm: two relays on one database and one media folder, a stand-in upstream, users who insist, and everything that can break does."""
import asyncio
import contextlib
import signal
import subprocess

import plan
import web
from proxy import Fault
from scene import LEASE_SECONDS, Scene
from stage import Broken
from users import User


class Storm(Scene):
    def __init__(self, bin_dir, output, history, dialect, seed, size):
        super().__init__(bin_dir, output, history, dialect, seed)
        self.size = plan.SIZES[dialect][size]
        self.busy = set()  # programs that somebody has in hand
        self.links = {}

    async def build(self):
        await self.start_postgres("kinora")
        await self.start_sim()
        self.links["upstream"] = await self.stage.proxy("upstream", self.sim.port)
        self.links["database"] = await self.stage.proxy("database", self.postgres.port)
        config = self.config(self.links["upstream"].port)
        # One of them reaches its database over a line that breaks.
        self.relays = [self.relay("relay-a", self.postgres.url(), config),
                       self.relay("relay-b", self.postgres.url(self.links["database"].port), config)]
        for relay, name in zip(self.relays, "ab"):
            await self.start_relay(relay)
            self.links[f"client-{name}"] = await self.stage.proxy(f"client-{name}", relay.port)
        ports = [self.links["client-a"].port, self.links["client-b"].port]
        self.users = [User(number, ports, self.history, self.seed) for number in range(self.size.users)]
        for user in self.users:
            await user.register()
            user.may_retry = True

    # --- blows -------------------------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def in_hand(self, process):
        self.busy.add(process.name)
        try:
            yield
        finally:
            self.busy.discard(process.name)

    async def strike(self, action):
        args = action.args
        if action.what == "submit":
            user = self.users[args["user"]]
            if "cancel_after" in args:
                await user.submit_and_cancel(args["key"], args["body"], args["relay"], args["cancel_after"])
            else:
                await user.submit(args["key"], args["body"], args["relay"])
            if "again_after" in args:
                # As an app does that died before it could note the answer.
                await asyncio.sleep(args["again_after"])
                await user.submit(args["key"], args["body"], 1 - args["relay"])
        elif action.what == "pause":
            await self.users[args["user"]].pause(args["relay"], args["seconds"])
        elif action.what == "sim fault":
            await self.sim_fault(args)
        elif action.what == "link fault":
            self.links[args["link"]].arm(Fault(**{name: value for name, value in args.items() if name != "link"}))
        elif "relay" in action.what:
            relay = self.relays[args["relay"]]
            if relay.name not in self.busy and relay.is_running:
                with self.in_hand(relay):
                    await self.hit_relay(action.what, relay, args["seconds"])
        elif action.what == "kill postgres":
            if self.postgres.name not in self.busy:
                with self.in_hand(self.postgres):
                    self.history.write("fault", kind=action.what, target="postgres", **args)
                    await self.postgres.kill()
                    await asyncio.sleep(args["seconds"])
                    await self.postgres.start()
        elif action.what == "cut backends":
            with contextlib.suppress(OSError, subprocess.SubprocessError):
                cut = await self.postgres.ask("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                                              "WHERE datname = 'kinora' AND pid <> pg_backend_pid()")
                self.history.write("fault", kind=action.what, target="postgres", count=int(cut))
        elif action.what == "kill sim":
            if self.sim.name not in self.busy:
                with self.in_hand(self.sim):
                    self.history.write("fault", kind=action.what, target="sim", **args)
                    await self.forget_faults()
                    await self.sim.kill()
                    await asyncio.sleep(args["seconds"])
                    self.sim.spawn()
                    await self.sim.ready()
        elif action.what == "cut link":
            self.history.write("fault", kind=action.what, link=args["link"], count=self.links[args["link"]].cut_all())
        elif action.what == "link down":
            self.history.write("fault", kind=action.what, link=args["link"], seconds=args["seconds"])
            self.links[args["link"]].is_down = True
            await asyncio.sleep(args["seconds"])
            self.links[args["link"]].is_down = False

    async def hit_relay(self, what, relay, seconds):
        self.history.write("fault", kind=what, target=relay.name, seconds=seconds)
        if what == "freeze relay":
            relay.signal(signal.SIGSTOP)
            await asyncio.sleep(seconds)
            relay.signal(signal.SIGCONT)
            return
        if what == "kill relay":
            await relay.kill()
        else:
            await relay.terminate()
        await asyncio.sleep(seconds)
        await self.start_relay(relay)

    async def sim_fault(self, args):
        with contextlib.suppress(web.Lost):
            answer = await web.ask(self.sim.port, "POST", "/sim/faults", body={"count": 1, **args})
            if answer.status >= 300:
                raise Broken(f"the stand-in refuses the fault {args}: {answer.body}")
            self.history.write("fault", target="sim", **args)

    # --- the run -----------------------------------------------------------------------------------------------------------------

    async def run(self):
        await self.build()
        self.go(self.look_at_the_truth())
        for user in self.users:
            self.go(user.watch())
            self.go(user.look())
        self.history.write("note", text="the storm begins")
        start = self.history.now()
        striking = set()
        for action in plan.make(self.seed, self.size, self.dialect, LEASE_SECONDS):
            while self.history.now() - start < action.at:
                list(self.stage.notice_ends())
                await asyncio.sleep(min(0.2, max(0.0, action.at - (self.history.now() - start))))
            striking.add(self.go(self.strike(action)))
        await self.calm()
        await self.settle()
        for task in striking:
            if task.done():
                task.result()
        await self.collect()

    async def look_at_the_truth(self):
        """What a view is compared with: each job's status in the database, again and again."""
        while True:
            with contextlib.suppress(OSError, subprocess.SubprocessError):
                asked = self.history.now()
                rows = await self.postgres.ask("SELECT j.id, j.status FROM jobs j WHERE j.stage <> 'done' OR j.finished_at > now() - interval '10 s'")
                jobs = dict(row.split("|") for row in rows.splitlines())
                self.history.write("truth", asked=round(asked, 3), jobs=jobs)
                off = await self.postgres.ask("SELECT job_id FROM ledger_by_job WHERE micro_usd <> expected_micro_usd")
                if off:
                    self.history.write("unexpected", what="the ledger's lines of a job and what it says was charged part", body=off)
            await asyncio.sleep(1)

    async def forget_faults(self):
        """What was asked of the upstream and has not struck is not counted."""
        with contextlib.suppress(web.Lost):
            left = (await web.ask(self.sim.port, "GET", "/sim/faults")).json()
            self.history.write("unspent", count=sum(fault["count"] for fault in left["faults"]))
            await web.ask(self.sim.port, "DELETE", "/sim/faults")

    async def calm(self):
        for user in self.users:
            user.may_retry = False
        for link in self.links.values():
            link.heal()
        while self.busy:
            await asyncio.sleep(0.1)
        await self.forget_faults()
        for process in list(self.stage.notice_ends()):
            if process in self.relays:
                await self.start_relay(process)
        self.history.write("calm")
