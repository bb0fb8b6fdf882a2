"""The relay dies at each named edge, once each; another life of it must bring every job to its right end."""
import asyncio

from scene import Scene
from users import User

EDGES = [f"{name}:{side}" for name in ("submission committed", "intent committed", "request sent", "reply read", "id committed",
                                       "result known", "file renamed", "row completed") for side in ("before", "after")]
AT_ONCE = 3

# Where the request cannot have gone out, or has not, the upstream's list says so. Where it may have, the list has it.
NOT_SENT = ("intent committed:after", "request sent:before")
# A stream that nobody can take up again: between the last thing stored before the wire and the stored link to the result.
CUT_STREAM = ("intent committed:after", "request sent:before", "request sent:after", "reply read:before", "reply read:after",
              "id committed:before", "id committed:after", "result known:before")


def right_ends(dialect, edge):
    if dialect == "videos":
        return ("failed not_accepted",) if edge in NOT_SENT else ("completed",)
    return ("failed interrupted", "failed outcome_unknown") if edge in CUT_STREAM else ("completed",)


class Crashes(Scene):
    """One database, one data folder and one user per edge; they share the server and the upstream."""

    async def run(self):
        await self.start_postgres()
        await self.start_sim()
        self.configuration = self.config(self.sim.port)
        places = asyncio.Semaphore(AT_ONCE)
        cases = [self.go(self.case(number, edge, places)) for number, edge in enumerate(EDGES)]
        await asyncio.gather(*cases)
        self.history.write("calm")
        await self.collect([f"edge{number}" for number in range(len(EDGES))])

    async def case(self, number, edge, places):
        async with places:
            database = f"edge{number}"
            await self.postgres.ask(f"CREATE DATABASE {database}", "postgres")
            url = self.postgres.url(database=database)
            dying = self.relay(f"relay-{number}-crash", url, self.configuration, program="kinora-relay-crash")
            await self.start_relay(dying, {"KINORA_CRASH_AT": edge})
            user = User(number, [dying.port, dying.port], self.history, self.seed)
            await user.register()
            self.users.append(user)
            body = {"prompt": f"edge {number:02d}, a lantern on a river", "orientation": "portrait"}
            asking = self.go(user.submit(f"key-{number}", body, 0))
            dying.expected_end = True
            for _ in range(300):
                if not dying.is_running:
                    break
                await asyncio.sleep(0.1)
            else:
                await dying.kill()
                self.history.write("unexpected", what=f"{edge} was never reached", body="")
            self.history.write("fault", kind="crash", target=edge)
            heir = self.relay(f"relay-{number}", url, self.configuration, like=dying)
            await self.start_relay(heir)
            watching = self.go(user.watch())
            await asking
            end = await self.wait_for_end(database)
            await self.wait_for_news(user, database)
            watching.cancel()
            await user.final_view()
            self.users.remove(user)
            good = right_ends(self.dialect, edge)
            if end not in good:
                self.history.write("unexpected", what=f"after {edge} the job ended as \"{end}\" and not as {' or '.join(good)}", body="")
            await heir.terminate()

    async def wait_for_news(self, user, database):
        """What the database knows is told a moment later; who is not told after ten seconds never was."""
        last = int(await self.postgres.ask("SELECT coalesce(max(seq), 0) FROM events", database))
        for _ in range(50):
            if user.last_number >= last:
                return
            await asyncio.sleep(0.2)


class Poison(Scene):
    """A job at which the relay itself dies is given up at the third time; killed from outside it never is."""

    async def run(self):
        await self.start_postgres("kinora")
        await self.start_sim()
        configuration = self.config(self.sim.port)
        relay = self.relay("relay-crash", self.postgres.url(), configuration, program="kinora-relay-crash")
        # Right before the intent is stored: each time nothing new is known of the job.
        edge = {"KINORA_CRASH_AT": "intent committed:before"}
        await self.start_relay(relay)
        self.users = [User(number, [relay.port, relay.port], self.history, self.seed) for number in range(2)]
        for user in self.users:
            await user.register()
        await relay.terminate()
        for user, how, lives in zip(self.users, ({}, {"KINORA_CRASH_BY_ABORT": "1"}), (5, 3)):
            await self.start_relay(relay, {**edge, **how})
            asking = self.go(user.submit(f"poison-{user.name}", {"prompt": f"poison of {user.name}", "orientation": "portrait"}, 0))
            for life in range(lives):
                if life > 0:
                    relay.spawn({**edge, **how})  # it may be dead again before it is ready
                await self.death(relay)
                self.history.write("fault", kind="crash by itself" if how else "kill", target="relay-crash")
            await self.start_relay(relay)
            await asking
            end = await self.wait_for_end("kinora", f"AND s.key = 'poison-{user.name}'")
            wanted = "failed internal" if how else "completed"
            if end != wanted:
                self.history.write("unexpected", what=f"after {lives} deaths the job ended as \"{end}\" and not as {wanted}", body="")
            if how:
                self.history.write("poison", jobs=[job for job in user.jobs])
            await relay.terminate()
        await self.start_relay(relay)
        self.history.write("calm")
        await self.settle()
        await self.collect()

    async def death(self, relay):
        relay.expected_end = True
        for _ in range(300):
            if not relay.is_running:
                return
            await asyncio.sleep(0.1)
        self.history.write("unexpected", what="the relay did not die at the job", body="")
        await relay.kill()
