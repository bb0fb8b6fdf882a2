#!/usr/bin/python3
"""The main job, done with the real programs: register, make a portrait and a landscape video, watch them, play one, and play it again
with the relay gone. Runs inside session (screen, bus, keychain); leaves pictures, videos and demo.json.

usage: drive.py BIN_DIR OUTPUT_DIR
"""
import hashlib
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

from desktop import App, NotThere, screenshot, wait_for

PORTRAIT = "A paper boat drifts down a rainy street at night, city lights in the puddles, slow push-in"
LANDSCAPE = "Sunrise over misty mountains, birds crossing the frame, wide shot"
EMAIL = "maya@studio.example"
PASSWORD = "projector-lamp-amber-42"


class Demo:
    def __init__(self, bin_dir, output):
        self.bin = pathlib.Path(bin_dir)
        self.output = pathlib.Path(output)
        self.home = pathlib.Path(os.environ["HOME"])
        self.relay_data = self.home / "relay"
        self.app_data = self.home / "kinora"
        self.steps = []
        self.relay = self.app_process = self.app = None
        self.address = None

    # --- processes ---------------------------------------------------------------------------------------------------------------

    def start_relay(self):
        environment = dict(os.environ, KINORA_SIM_JOB_SECONDS=os.environ.get("KINORA_SIM_JOB_SECONDS", "12"))
        log = open(self.output / "relay.log", "wb")
        self.relay = subprocess.Popen([self.bin / "kinora-relay", "serve", "--data-dir", self.relay_data, "--listen", "127.0.0.1:0"],
                                      stdout=subprocess.PIPE, stderr=log, env=environment, text=True)
        line = self.relay.stdout.readline()
        match = re.fullmatch(r"listening on (http://\S+)\n", line)
        if not match:
            raise NotThere(f"the relay did not get ready (see relay.log): {line!r}")
        self.address = match.group(1)

    def stop_relay(self):
        self.relay.send_signal(signal.SIGTERM)
        status = self.relay.wait(timeout=15)
        if status != 0:
            raise NotThere(f"the relay stopped with status {status}")
        self.relay = None

    def start_app(self):
        log = open(self.output / "app.log", "ab")
        self.app_process = subprocess.Popen([self.bin / "kinora", "--relay", self.address, "--data-dir", self.app_data], stdout=log, stderr=log)
        self.app = App(self.app_process)
        wait_for("the app on the accessibility bus", lambda: self.app.root(), 30)

    def stop_app(self):
        self.app.key("ctrl+q")
        if self.app_process.wait(timeout=15) != 0:
            raise NotThere(f"the app ended with status {self.app_process.returncode}")
        self.app_process = None

    def end(self):
        for process in (self.app_process, self.relay):
            if process and process.poll() is None:
                process.terminate()
                try:
                    process.wait(timeout=15)
                except subprocess.TimeoutExpired:
                    process.kill()

    def picture(self, name):
        self.app.park_mouse()
        time.sleep(0.4)  # let a fade end; nothing depends on it
        screenshot(self.output / f"{name}.png", os.environ["DISPLAY"])

    # --- what a person does ------------------------------------------------------------------------------------------------------

    def sees_the_login_page(self):
        self.start_app()
        self.app.find("label", name="Sign in")
        self.app.find(contains="reachable")
        self.picture("login")

    def registers(self):
        self.app.press("push button", name="Create an account")
        self.app.write("text", "Maya Okafor", name="Display name")
        self.app.write("text", EMAIL, name="Email")
        self.app.write("password text", PASSWORD, name="Password")
        self.app.write("password text", PASSWORD, name="Confirm password")
        self.picture("register")
        self.app.press("push button", name="Create account")
        self.app.find("label", name="Create")

    def asks_for(self, prompt, orientation):
        self.app.write("text", prompt, name="Prompt")
        self.app.press(("radio button", "push button", "toggle button"), name=orientation)
        if orientation == "Portrait":
            self.picture("create")
        self.app.press("push button", starts="Generate")
        self.app.find(contains=prompt[:30])

    def asks_for_a_portrait_video(self):
        self.asks_for(PORTRAIT, "Portrait")

    def asks_for_a_landscape_video(self):
        self.asks_for(LANDSCAPE, "Landscape")

    def percents(self):
        found = []
        for node in self.app.all(("label", "progress bar")):
            match = re.fullmatch(r"(\d+)\s?%", node.get_name() or "")
            if match:
                found.append(int(match.group(1)))
        return found

    def watches_the_progress(self):
        seen = wait_for("both jobs between 36 % and 99 %", lambda: (p := self.percents()) and len(p) >= 2 and all(36 <= x <= 99 for x in p) and p, 90)
        self.picture("progress")
        print(f"  progress seen: {seen}", flush=True)

    def library(self):
        """(prompt, orientation, sha256, path) of each complete video in the app's library."""
        found = []
        for database in self.app_data.glob("libraries/*/*/library.sqlite"):
            with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
                found += [(*row[:3], database.parent / row[3]) for row in db.execute(LIBRARY_QUERY)]
        return found

    def gets_both_videos(self):
        def both():
            rows = [row for row in self.library() if row[3].is_file()]
            return rows if len(rows) == 2 else None

        for prompt, orientation, sha256, path in wait_for("both videos in the library", both, 120):
            if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
                raise NotThere(f"{path} is not what the relay holds")
            self.check_video(path, orientation)
            shutil.copy(path, self.output / f"{orientation}.mp4")

    @staticmethod
    def check_video(path, orientation):
        answer = subprocess.run(["ffprobe", "-v", "error", "-of", "json", "-show_streams", path], check=True, capture_output=True, text=True)
        streams = {stream["codec_type"]: stream for stream in json.loads(answer.stdout)["streams"]}
        video = streams["video"]
        size = (video["width"], video["height"])
        wanted = (720, 1280) if orientation == "portrait" else (1280, 720)
        if size != wanted or video["codec_name"] != "h264" or streams["audio"]["codec_name"] != "aac":
            raise NotThere(f"{path}: expected {wanted} h264 with aac, got {size} {video['codec_name']}")

    def looks_at_the_gallery(self):
        self.app.press(("push button", "toggle button", "radio button", "check box"), name="Gallery")
        wait_for("two videos in the gallery", lambda: len(self.app.all("list item")) >= 2, 20)
        self.picture("gallery")

    def plays_the_newest(self, picture):
        self.app.key("Home")
        self.app.key("Return")
        self.app.find("push button", name="Pause")
        first = self.position()
        wait_for("the film to move", lambda: self.position() != first, 10)
        self.app.press("push button", name="Pause")
        self.app.find("push button", name="Play")
        self.picture(picture)

    def position(self):
        for node in self.app.all("label"):
            if re.fullmatch(r"\d+:\d\d(\.\d)? / \d+:\d\d(\.\d)?", node.get_name() or ""):
                return node.get_name()
        return None

    def plays_a_video(self):
        self.plays_the_newest("player")
        self.stop_app()

    def plays_it_again_with_the_relay_gone(self):
        self.stop_relay()
        self.start_app()
        self.looks_at_the_gallery_offline()
        self.plays_the_newest("offline-player")
        self.stop_app()

    def looks_at_the_gallery_offline(self):
        self.app.find(starts="Offline", seconds=30)
        self.app.press(("push button", "toggle button", "radio button", "check box"), name="Gallery")
        wait_for("two videos in the gallery", lambda: len(self.app.all("list item")) >= 2, 20)
        self.picture("offline")

    # --- all of it ---------------------------------------------------------------------------------------------------------------

    def run(self):
        steps = [
            ("start the relay", self.start_relay),
            ("sign-in page", self.sees_the_login_page),
            ("register", self.registers),
            ("ask for a portrait video", self.asks_for_a_portrait_video),
            ("ask for a landscape video", self.asks_for_a_landscape_video),
            ("watch the progress", self.watches_the_progress),
            ("both videos complete, downloaded and verified", self.gets_both_videos),
            ("gallery", self.looks_at_the_gallery),
            ("play", self.plays_a_video),
            ("play from the library with the relay gone", self.plays_it_again_with_the_relay_gone),
        ]
        try:
            for name, action in steps:
                started = time.monotonic()
                try:
                    action()
                    ok = True
                except Exception as error:  # whatever went wrong, the report says where
                    ok = False
                    print(f"  {type(error).__name__}: {error}", flush=True)
                    try:
                        screenshot(self.output / "failure.png", os.environ["DISPLAY"])
                    except Exception as no_picture:
                        print(f"  (no picture of the failure: {no_picture})")
                seconds = round(time.monotonic() - started, 1)
                self.steps.append({"name": name, "ok": ok, "seconds": seconds})
                print(f"{'ok    ' if ok else 'FAILED'} {seconds:6.1f} s  {name}", flush=True)
                if not ok:
                    return 1
            return 0
        finally:
            self.end()
            (self.output / "demo.json").write_text(json.dumps({"steps": self.steps}, indent=2) + "\n")


LIBRARY_QUERY = "SELECT prompt, orientation, sha256, path FROM videos"

if __name__ == "__main__":
    sys.exit(Demo(sys.argv[1], sys.argv[2]).run())
