"""What must reach the disk before a job is called complete, watched call by call: kill -9 cannot show it, only a power cut could."""
import os
import pathlib

from scene import Scene
from users import User

JOBS = 3


class Files(Scene):
    async def run(self):
        await self.start_postgres("kinora")
        await self.start_sim()
        log = self.output / "files.log"
        relay = self.relay("relay", self.postgres.url(), self.config(self.sim.port))
        await self.start_relay(relay, {"LD_PRELOAD": str(self.stage.bin / "libkinora-file-log.so"), "KINORA_FILE_LOG": str(log)})
        user = User(0, [relay.port, relay.port], self.history, self.seed)
        self.users = [user]
        await user.register()
        self.go(user.watch())
        for number in range(JOBS):
            await user.submit(f"key-{number}", {"prompt": f"take {number}, a lantern on a river", "orientation": "portrait"}, 0)
        self.history.write("calm")
        await self.settle()
        await self.collect()
        rows = await self.postgres.rows("SELECT encode(content_sha256, 'hex') AS content, encode(poster_sha256, 'hex') AS poster, "
                                        "encode(sprite_sha256, 'hex') AS sprite, "
                                        "extract(epoch FROM j.finished_at) AS finished FROM videos v JOIN jobs j ON j.id = v.job_id")
        calls = [line.split("\t") for line in log.read_text().splitlines()]
        for row in rows:
            for name in (row["content"], row["poster"], row["sprite"]):
                for wrong in unsafe(calls, name, row["finished"]):
                    self.history.write("unexpected", what=wrong, body="")
        for wrong in unsafe_folders(calls, pathlib.Path(os.path.realpath(self.stage.media))):
            self.history.write("unexpected", what=wrong, body="")


def unsafe(calls, name, finished):
    """What is missing in the life of the file `name` of the content store. `calls`: (time, what, path, target), in their order."""
    renamed = next((index for index, call in enumerate(calls) if call[1] == "rename" and pathlib.PurePath(call[3]).name == name), None)
    if renamed is None:
        yield f"{name} did not get its name by a rename"
        return
    source, target = pathlib.PurePath(calls[renamed][2]), pathlib.PurePath(calls[renamed][3])
    if not any(what == "sync" and _same(path, source) for _, what, path, _ in calls[:renamed]):
        yield f"{name} was not synced before it got its name: after a power cut it may be empty"
    synced = next((call for call in calls[renamed:] if call[1] == "sync" and _same(call[2], target.parent)), None)
    if synced is None or float(synced[0]) > finished:
        yield f"the folder of {name} was not synced before the job was complete: after a power cut the file may have no name"


def unsafe_folders(calls, media):
    """New folders are names as well."""
    for index, (_, what, path, _) in enumerate(calls):
        folder = pathlib.PurePath(os.path.realpath(path))
        if what == "mkdir" and media in folder.parents and len(folder.name) == 2:
            if not any(call[1] == "sync" and _same(call[2], folder.parent) for call in calls[index:]):
                yield f"the folder {path} was made and its parent not synced"


def _same(path, other):
    # The media folder of a stage is reached by a link; the kernel tells where it leads.
    return os.path.realpath(path) == os.path.realpath(other)
