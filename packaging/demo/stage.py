"""The real programs on one stage: a relay, an upstream of its own where the play needs one, and the app."""
import json
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import time
import urllib.request

from desktop import App, NotThere, screenshot, wait_for
from ports import Ports

PRESSABLE = ("push button", "toggle button", "check box", "radio button")


def _ready_address(process, what):
    """The address of a program's ready line."""
    line = process.stdout.readline()
    match = re.fullmatch(r"listening on (http://\S+)\n", line)
    if not match:
        raise NotThere(f"{what} did not get ready: {line!r}")
    return match.group(1)


class Stage:
    """Everything lives under $HOME of the session; logs and pictures go to `output`."""

    def __init__(self, bin_dir, output):
        self.bin = pathlib.Path(bin_dir)
        self.output = pathlib.Path(output)
        self.home = pathlib.Path(os.environ["HOME"])
        self.relay_data = self.home / "relay"
        self.app_data = self.home / "kinora"
        self.relay = self.sim = self.app_process = self.app = None
        self.address = self.sim_address = None
        self._ports = Ports()
        self._relay_port = None
        (self.output / "stalls.txt").unlink(missing_ok=True)  # the app adds to it, start by start

    # --- processes ---------------------------------------------------------------------------------------------------------------

    def _start(self, command, log, **more):
        with open(self.output / log, "ab") as file:
            return subprocess.Popen([str(part) for part in command], stderr=file, **more)

    def start_sim(self, job_seconds):
        environment = dict(os.environ, KINORA_SIM_TOKEN="upstream-token")
        self.sim = self._start([self.bin / "kinora-sim", "--listen", "127.0.0.1:0", "--dir", self.home / "sim", "--job-seconds", job_seconds],
                               "sim.log", stdout=subprocess.PIPE, text=True, env=environment)
        self.sim_address = _ready_address(self.sim, "the stand-in upstream (see sim.log)")

    def start_relay(self, listen=None, within=(), options=(), **environment):
        """On the same port each time, unless `listen` says where. within: a command that starts it elsewhere."""
        self._relay_port = self._relay_port or self._ports.take()
        listen = listen or f"127.0.0.1:{self._relay_port}"
        self.relay = self._start([*within, self.bin / "kinora-relay", "serve", "--data-dir", self.relay_data, "--listen", listen, *options],
                                 "relay.log", stdout=subprocess.PIPE, text=True, env=dict(os.environ, **environment))
        self.address = _ready_address(self.relay, "the relay (see relay.log)")

    def restart_relay(self, **environment):
        self.start_relay(**environment)

    def stop_relay(self):
        self.relay.send_signal(signal.SIGTERM)
        status = self.relay.wait(timeout=15)
        self.relay = None
        if status != 0:
            raise NotThere(f"the relay stopped with status {status}")

    def kill_relay(self):
        self.relay.kill()
        self.relay.wait()
        self.relay = None

    def start_app(self, *options):
        self.start_process(*options)
        self.app = App(self.app_process)
        wait_for("the app on the accessibility bus", self.app.root, 30)

    def start_process(self, *options):
        """The app, without waiting until it can be seen."""
        environment = dict(os.environ)
        if (watch := self.bin / "kinora_watch.so").exists():  # test builds have it
            environment |= {"LD_PRELOAD": str(watch), "KINORA_WATCH_STALLS": str(self.output / "stalls.txt")}
        with open(self.output / "app.log", "ab") as log:
            relay = ["--relay", self.address] if self.address else []
            self.app_process = subprocess.Popen([self.bin / "kinora", *relay, "--data-dir", self.app_data, *options],
                                                stdout=log, stderr=log, env=environment)

    def stop_app(self):
        self.app.key("ctrl+q")
        status = self.app_process.wait(timeout=15)
        self.app_process = None
        if status != 0:
            raise NotThere(f"the app ended with status {status}")

    def kill_app(self):
        self.app_process.kill()
        self.app_process.wait()
        self.app_process = None

    def end(self):
        for process in (self.app_process, self.relay, self.sim):
            if process and process.poll() is None:
                process.terminate()
                try:
                    process.wait(timeout=15)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()

    def flow(self, name):
        """From here on the person does this: where the window keeps somebody waiting is told by it."""
        with open(self.output / "stalls.txt", "a") as file:
            file.write(f"flow {name}\n")

    def tell_stalls(self, flow):
        """Prints a line for each flow in which the window did not answer within 50 ms for a reason of its own. Not the machine's: how long it
        was ready and got no core does not count. `flow` is what was done before anything else was said."""
        file = self.output / "stalls.txt"
        if not file.exists():
            return
        found = {}
        for line in file.read_text().splitlines():
            if line.startswith("flow "):
                flow = line.removeprefix("flow ")
                continue
            took, waited, event = line.split(" ", 2)
            if int(took) - int(waited) > 50:
                found.setdefault(flow, []).append((int(took) - int(waited), event))
        for name, stalls in found.items():
            longest, event = max(stalls)
            print(f"stalls: {name}: {len(stalls)} over 50 ms, the longest {longest} ms, {event}", flush=True)

    # --- looking -----------------------------------------------------------------------------------------------------------------

    def picture(self, name):
        self.app.park_mouse()
        time.sleep(0.4)  # lets a fade end, for the picture's sake only
        screenshot(self.output / f"{name}.png", os.environ["DISPLAY"])

    def library(self):
        """(prompt, orientation, sha256, path) of each video that the app's library holds as a complete file."""
        found = []
        for database in self.app_data.glob("libraries/*/*/library.sqlite"):
            with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
                rows = db.execute("SELECT prompt, orientation, sha256, file FROM videos WHERE file IS NOT NULL").fetchall()
            found += [(prompt, orientation, sha256, database.parent / name) for prompt, orientation, sha256, name in rows]
        return [row for row in found if row[3].is_file()]

    def ledger(self):
        """What the stand-in charged for."""
        with urllib.request.urlopen(f"{self.sim_address}/sim/ledger", timeout=10) as answer:
            return json.load(answer)["entries"]

    def fault(self, kind, count=1, **more):
        body = json.dumps({"kind": kind, "count": count, **more}).encode()
        request = urllib.request.Request(f"{self.sim_address}/sim/faults", body, {"Content-Type": "application/json"}, method="POST")
        urllib.request.urlopen(request, timeout=10).close()

    def end_faults(self):
        request = urllib.request.Request(f"{self.sim_address}/sim/faults", method="DELETE")
        urllib.request.urlopen(request, timeout=10).close()

    def percents(self):
        """The percents on the screen."""
        found = []
        for node in self.app.all(("label", "progress bar")):
            match = re.fullmatch(r"(\d+)\s?%", node.get_name() or "")
            if match:
                found.append(int(match.group(1)))
        return found

    # --- doing -------------------------------------------------------------------------------------------------------------------

    def register(self, email, password, name):
        self.app.find("label", contains="reachable")  # what is then said of the relay moves the buttons
        self.app.press(PRESSABLE, name="Create an account")
        self.app.write("text", name, name="Display name")
        self.app.write("text", email, name="E-mail")
        self.app.write("password text", password, name="Password")
        self.app.write("password text", password, name="Confirm password")

    def ask_for(self, prompt, orientation):
        self.app.write("text", prompt, name="Prompt")
        self.app.press(PRESSABLE, name=orientation)
        self.app.press("push button", starts="Generate")
