"""What storms, races and crashes have in common: building a stage up, waiting until all is settled, and collecting what is left."""
import asyncio
import contextlib
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

import web  # noqa: E402
from relay_config import SORA_2, relay_config  # noqa: E402
from stage import Broken, Relay, Stage  # noqa: E402

LEASE_SECONDS = 6
DEADLINE_MINUTES = 0.3
SETTLE_SECONDS = 60  # from the last fault until every job has ended
# Every wait of the relay's scaled down as the deadline is.
ENGINE = {"KINORA_LEASE_SECONDS": str(LEASE_SECONDS), "KINORA_ABSENCE_SECONDS": "4", "KINORA_RETRY_SECONDS": "4", "KINORA_LATE_SECONDS": "2"}

# What the stand-in bills for each. The families of chat gateways differ in how they tell of a video, and in whether one that was cut
# off can be asked again.
MODELS = {
    "videos": [SORA_2 | {"price_per_second": 0.10}],
    "chat-stream": [
        {"id": "sora_video2-hd", "wire_names": {"portrait": "sora_video2-hd-portrait", "landscape": "sora_video2-hd-landscape"}, "price_per_video": 0.40},
        {"id": "sora2", "wire_names": {"portrait": "sora2-portrait-10s", "landscape": "sora2-landscape-10s"}, "price_per_video": 1.00},
        {"id": "sora-2", "wire_names": {"portrait": "sora-2", "landscape": "sora-2"}, "price_per_video": 0.40}],
}

DUMP = {"jobs": "SELECT j.*, s.key, u.email FROM jobs j JOIN submissions s ON s.id = j.submission_id JOIN users u ON u.id = j.user_id",
        "attempts": "SELECT * FROM attempts", "ledger": "SELECT * FROM ledger", "usage": "SELECT * FROM monthly_usage",
        "videos": "SELECT v.*, encode(v.content_sha256, 'hex') AS sha256, encode(v.poster_sha256, 'hex') AS poster, encode(v.sprite_sha256, 'hex') AS sprite FROM videos v",
        "events": "SELECT e.user_id, e.seq, e.name, e.job_id, u.email FROM events e JOIN users u ON u.id = e.user_id"}


class Scene:
    def __init__(self, bin_dir, output, history, dialect, seed):
        self.output = output
        self.history = history
        self.dialect = dialect
        self.seed = seed
        self.stage = Stage(bin_dir, history)
        self.users = []
        self.tasks = set()
        self.postgres = self.sim = None

    def go(self, coroutine):
        task = asyncio.ensure_future(coroutine)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    # --- building up -------------------------------------------------------------------------------------------------------------

    async def start_postgres(self, *databases):
        self.postgres = await self.stage.start_postgres(*databases)

    async def start_sim(self, job_seconds=0.4):
        self.sim = await self.stage.start_sim("--job-seconds", str(job_seconds), "--seed", str(self.seed))

    def config(self, port, in_flight=12, limits=None):
        """A relay's file for an upstream at `port`."""
        path = "/v1/chat/completions" if self.dialect == "chat-stream" else "/v1"
        models = [model | {"deadline_minutes": DEADLINE_MINUTES, "max_count": 3} for model in MODELS[self.dialect]]
        return self.stage.config(relay_config(f"http://127.0.0.1:{port}{path}", *models, limits=limits, name="Storm", dialect=self.dialect,
                                              max_in_flight=in_flight))

    def relay(self, name, database_url, config, **more):
        return self.stage.add(Relay(self.stage, name, database_url, config, ENGINE, **more))

    async def start_relay(self, relay, extra=None):
        """A relay that cannot reach its database at its start ends, as it must, and whoever runs it starts it again."""
        for _ in range(60):
            relay.spawn(extra)
            if await relay.ready(60):
                return
            await asyncio.to_thread(relay.process.wait)
            relay.expected_end = True
            await asyncio.sleep(0.3)
        raise Broken(f"{relay.name} does not start; see its log")

    # --- coming to an end --------------------------------------------------------------------------------------------------------

    async def settle(self, databases=("kinora",)):
        """Until all is settled, or the time for it is over, and a little longer."""
        end = self.history.now() + SETTLE_SECONDS + 15
        while self.history.now() < end:
            list(self.stage.notice_ends())
            await asyncio.sleep(0.5)
            left = 0
            for database in databases:
                with contextlib.suppress(subprocess.SubprocessError):
                    left += int(await self.postgres.ask("SELECT count(*) FROM jobs WHERE stage <> 'done'", database))
            if left == 0 and not any(user.unanswered for user in self.users):
                break

    async def wait_for_end(self, database, where=""):
        """How the one job of `where` ended."""
        for _ in range(SETTLE_SECONDS * 5):
            end = await self.postgres.ask("SELECT concat_ws(' ', j.status, j.error_code) FROM jobs j JOIN submissions s "
                                          f"ON s.id = j.submission_id AND j.stage = 'done' {where}", database)
            if end:
                return end
            await asyncio.sleep(0.2)
        return "unsettled"

    async def collect(self, databases=("kinora",)):
        """The database first: what is in it then must be seen by everybody a moment later."""
        await asyncio.sleep(3)  # a late result is still looked for
        dump = {name: [] for name in DUMP}
        for database in databases:
            for name, select in DUMP.items():
                dump[name] += await self.postgres.rows(select, database)
        await asyncio.sleep(2)  # what a stream is promised to catch up in
        for user in self.users:
            await user.final_view()
        for _ in range(20):
            ledger = (await web.ask(self.sim.port, "GET", "/sim/ledger")).json()["entries"]
            if all(entry["sha256"] for entry in ledger):
                break
            await asyncio.sleep(1)
        files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest()
                 for path in self.stage.media.rglob("*") if path.is_file() and path.parent.name != "incoming"}
        about = {"dialect": self.dialect, "seed": self.seed, "canList": self.dialect == "videos", "settleSeconds": SETTLE_SECONDS}
        for name, content in (("upstream", ledger), ("database", dump), ("files", files), ("about", about)):
            (self.output / f"{name}.json").write_text(json.dumps(content, indent=1))

    async def end(self):
        for task in list(self.tasks):
            task.cancel()
        await self.stage.end()
        for log in self.stage.folder.glob("*.log"):
            shutil.move(log, self.output / log.name)
        self.stage.remove()
