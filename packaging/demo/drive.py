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
import subprocess
import sys
import time

from desktop import NotThere, screenshot, wait_for
from stage import PRESSABLE, Stage

PORTRAIT = "A paper boat drifts down a rainy street at night, city lights in the puddles, slow push-in"
LANDSCAPE = "Sunrise over misty mountains, birds crossing the frame, wide shot"
EMAIL = "maya@studio.example"
PASSWORD = "projector-lamp-amber-42"


class Demo(Stage):
    def __init__(self, bin_dir, output):
        super().__init__(bin_dir, output)
        self.steps = []

    # --- what a person does ------------------------------------------------------------------------------------------------------

    def starts_the_relay(self):
        self.start_relay(KINORA_SIM_JOB_SECONDS=os.environ.get("KINORA_SIM_JOB_SECONDS", "12"))

    def sees_the_login_page(self):
        self.start_app()
        self.app.find("label", name="Sign in")
        self.app.find(contains="reachable")
        self.picture("login")

    def registers(self):
        self.register(EMAIL, PASSWORD, "Maya Okafor")
        self.picture("register")
        self.app.press("push button", name="Create account")
        self.app.find("label", name="Create")

    def asks_for_a_portrait_video(self):
        self.app.write("text", PORTRAIT, name="Prompt")
        self.picture("create")
        self.ask_for(PORTRAIT, "Portrait")

    def asks_for_a_landscape_video(self):
        self.ask_for(LANDSCAPE, "Landscape")

    def watches_the_progress(self):
        seen = wait_for("both jobs between 36 % and 99 %", lambda: (p := self.percents()) and len(p) >= 2 and all(36 <= x <= 99 for x in p) and p, 90)
        self.picture("progress")
        print(f"  progress seen: {seen}", flush=True)

    def gets_both_videos(self):
        def both():
            rows = self.library()
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
        self.app.press(PRESSABLE, name="Gallery")
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
        self.app.find("label", contains="Your library works", seconds=30)
        self.app.press(PRESSABLE, name="Gallery")
        wait_for("two videos in the gallery", lambda: len(self.app.all("list item")) >= 2, 20)
        self.picture("offline")

    # --- all of it ---------------------------------------------------------------------------------------------------------------

    def run(self):
        steps = [
            ("start the relay", self.starts_the_relay),
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
            self.tell_stalls("the main job")
            (self.output / "demo.json").write_text(json.dumps({"steps": self.steps}, indent=2) + "\n")


if __name__ == "__main__":
    pathlib.Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
    sys.exit(Demo(sys.argv[1], sys.argv[2]).run())
