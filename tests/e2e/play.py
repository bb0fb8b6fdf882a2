#!/usr/bin/python3
"""Plays of the real programs on a virtual screen, one a call; packaging/demo/run gives them the screen.

usage: play.py BIN_DIR OUTPUT_DIR PLAY
"""
import os
import pathlib
import sqlite3
import sys
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "packaging/demo"))

from desktop import NotThere, screenshot, wait_for  # noqa: E402
from stage import PRESSABLE, Stage  # noqa: E402

EMAIL = "maya@studio.example"
PASSWORD = "projector-lamp-amber-42"
PROMPT = "A paper boat crosses a puddle, ripples, evening light"


def expect(what, is_so):
    if not is_so:
        raise NotThere(what)


class Plays(Stage):
    def enter(self):
        """A relay is up: register and arrive at Create."""
        self.start_app()
        self.register(EMAIL, PASSWORD, "Maya Okafor")
        self.app.press("push button", name="Create account")
        self.app.find("text", name="Prompt")

    def sign_in(self, password=PASSWORD):
        self.app.write("text", EMAIL, name="E-mail")
        self.app.write("password text", password, name="Password")
        self.app.press("push button", name="Sign in")

    def prompt(self):
        return self.app.text_of(self.app.find("text", name="Prompt"))

    def one_video(self):
        return wait_for("the video in the library", lambda: (rows := self.library()) and len(rows) == 1 and rows, 60)[0]

    # --- the plays ---------------------------------------------------------------------------------------------------------------

    def relay_killed_in_the_middle(self):
        """A relay killed while a job is being made goes on with the same upstream job; the app comes back by itself."""
        self.start_sim(job_seconds=10)
        upstream = {"SORA_API_URL": f"{self.sim_address}/v1", "SORA_API_TOKEN": "upstream-token"}
        self.start_relay(**upstream)
        self.enter()
        self.ask_for(PROMPT, "Landscape")
        wait_for("40 %", lambda: [p for p in self.percents() if p >= 40], 60)
        self.kill_relay()
        self.app.find("label", contains="cannot be reached", seconds=20)
        self.restart_relay(**upstream)
        self.one_video()
        expect(f"one create in the upstream's ledger, not {self.ledger()}", len(self.ledger()) == 1)

    def streaming_dialect(self):
        """The chat-stream dialect from prompt to file, and what the app says of its refusals."""
        self.start_sim(job_seconds=3)
        self.start_relay(SORA_API_URL=f"{self.sim_address}/v1/chat/completions", SORA_API_TOKEN="upstream-token")
        self.enter()
        self.ask_for(PROMPT, "Portrait")
        self.one_video()
        entry = self.ledger()[0]
        expect(f"the portrait model of the streaming dialect, not {entry}",
               entry["dialect"] == "chat-stream" and entry["model"].startswith("sora_video2-hd-portrait"))
        for kind, words in (("invite_full", "invite full"), ("moderation", "content rules"), ("busy", "busy"), ("truncate", "not a playable video")):
            prompt = f"A fox in falling snow, take {kind}"
            self.fault(kind, count=9, match=prompt)  # a cut file is fetched again before it is given up
            self.ask_for(prompt, "Landscape")
            self.app.find("label", contains=words, seconds=40)
            self.picture(f"refused-{kind}")
        expect("no file for what was refused", len(self.library()) == 1)

    def upstream_busy(self):
        """An upstream that refuses with 503 is waited for; the job is not failed and not charged twice."""
        self.start_sim(job_seconds=2)
        self.fault("busy", count=2)
        self.start_relay(SORA_API_URL=f"{self.sim_address}/v1", SORA_API_TOKEN="upstream-token")
        self.enter()
        self.ask_for(PROMPT, "Portrait")
        self.one_video()
        expect(f"one create in the upstream's ledger, not {self.ledger()}", len(self.ledger()) == 1)

    def nothing_typed_is_lost(self):
        """The prompt survives a crash of the app, a sign-out, and signing in again with a wrong password in between."""
        self.start_relay()
        self.enter()
        self.app.write("text", PROMPT, name="Prompt")
        wait_for("the draft on disk", self.draft_is_stored, 10)
        self.kill_app()
        self.start_app()
        wait_for("the prompt after the crash", lambda: self.prompt() == PROMPT, 20)
        self.app.press(PRESSABLE, contains="Maya Okafor")
        self.app.key("Up", "Return")  # menus are not in Qt's accessibility tree; signing out is the last entry
        self.sign_in("not the password")
        self.app.find("label", contains="E-mail or password is not right")
        expect("the e-mail stays", self.app.text_of(self.app.find("text", name="E-mail")) == EMAIL)
        self.sign_in()
        wait_for("the prompt after signing in again", lambda: self.prompt() == PROMPT, 20)

    def draft_is_stored(self):
        for database in self.app_data.glob("libraries/*/*/library.sqlite"):
            with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
                if any(PROMPT in str(row[0]) for row in db.execute("SELECT content FROM unsent")):
                    return True
        return False

    def relay_not_there(self):
        """An address where nothing listens, and one where something else does: said at the field, nothing typed is lost."""
        self.address = "http://127.0.0.1:9"
        self.start_app()
        self.app.find("label", contains="not reachable")
        self.sign_in()
        self.app.find("label", contains="The relay cannot be reached")
        expect("the e-mail stays", self.app.text_of(self.app.find("text", name="E-mail")) == EMAIL)
        self.start_sim(job_seconds=1)
        self.app.write("text", self.sim_address, name="Relay address")
        self.app.find("label", contains="not a Kinora relay")

    # -----------------------------------------------------------------------------------------------------------------------------

    def run(self, play):
        try:
            getattr(self, play)()
            return 0
        except Exception:
            traceback.print_exc()
            screenshot(self.output / "failure.png", os.environ["DISPLAY"])
            for log in sorted(self.output.glob("*.log")):
                print(f"--- {log}, its end:", *log.read_text(errors="replace").splitlines()[-15:], sep="\n")
            return 1
        finally:
            self.end()


if __name__ == "__main__":
    pathlib.Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
    sys.exit(Plays(sys.argv[1], sys.argv[2]).run(sys.argv[3]))
