#!/usr/bin/python3
"""Plays of the real programs on a virtual screen, one a call; packaging/demo/run gives them the screen.

usage: play.py BIN_DIR OUTPUT_DIR PLAY
"""
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import sys
import traceback

for folder in ("tests/support", "packaging/demo"):
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / folder))

from account_plays import AccountPlays  # noqa: E402
from creating_plays import CreatingPlays  # noqa: E402
from desktop import NotThere, screenshot, wait_for  # noqa: E402
from kill_plays import KillPlays  # noqa: E402
from library_plays import LibraryPlays  # noqa: E402
from network_plays import NetworkPlays, NotPossible  # noqa: E402
from relay_config import SORA_2, relay_config  # noqa: E402
from stage import PRESSABLE, Stage  # noqa: E402

EMAIL = "maya@studio.example"
PASSWORD = "projector-lamp-amber-42"
SKIPPED = 77  # as CMakeLists.txt knows it
PROMPT = "A paper boat crosses a puddle, ripples, evening light"


def expect(what, is_so):
    if not is_so:
        raise NotThere(what)


class Plays(AccountPlays, CreatingPlays, KillPlays, LibraryPlays, NetworkPlays, Stage):
    EMAIL, PASSWORD = EMAIL, PASSWORD

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

    def sign_out(self):
        self.app.press(PRESSABLE, contains="Maya Okafor")
        self.app.key("Up", "Return")  # menus are not in Qt's accessibility tree; signing out is the last entry

    def prompt(self):
        return self.app.text_of(self.app.find("text", name="Prompt"))

    def one_video(self):
        return wait_for("the video in the library", lambda: (rows := self.library()) and len(rows) == 1 and rows, 60)[0]

    # --- the plays ---------------------------------------------------------------------------------------------------------------

    def relay_on_this_computer(self):
        """One button starts the app's own relay and makes its owner's account. Closing asks while a video is being made there; the next start,
        after closing and after a crash, brings relay and session back."""
        os.environ["KINORA_SIM_JOB_SECONDS"] = "8"
        self.start_app()
        self.app.press("push button", name="Start a relay on this computer")
        self.app.find("text", name="Display name", seconds=60)
        self.app.write("text", "Maya Okafor", name="Display name")
        self.app.write("text", EMAIL, name="E-mail")
        self.app.write("password text", PASSWORD, name="Password")
        self.app.write("password text", PASSWORD, name="Confirm password")
        self.app.press("push button", name="Create account")
        self.app.find("text", name="Prompt")
        self.ask_for(PROMPT, "Landscape")
        wait_for("progress", self.percents, 60)
        self.app.key("ctrl+q")
        self.app.find("label", contains="stops when Kinora is closed")
        self.picture("closing")
        self.app.key("Escape")
        self.one_video()
        # A link that is opened meanwhile arrives in the app that runs, which does not leave its account unasked.
        link = "kinora://invite?relay=https%3A%2F%2Fstudio.example&code=KIN-4F7Q-92"
        subprocess.run([self.bin / "kinora", "--data-dir", self.app_data, link], check=True, timeout=30)
        self.app.find("label", contains="An invitation to studio.example")
        self.picture("invitation")
        self.app.key("Escape")
        self.stop_app()
        self.start_app()
        self.app.find("text", name="Prompt", seconds=60)
        self.kill_app()
        self.start_app()
        self.app.find("text", name="Prompt", seconds=60)
        self.stop_app()

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
        self.sign_out()
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

    def app_killed_before_the_answer(self):
        """The app dies between storing its key and reading the answer: the next start asks with the same key, and one video is made."""
        self.start_sim(job_seconds=2)
        self.start_relay(SORA_API_URL=f"{self.sim_address}/v1", SORA_API_TOKEN="upstream-token")
        self.enter()
        self.relay.send_signal(signal.SIGSTOP)  # takes the request's bytes, answers nothing
        self.ask_for(PROMPT, "Landscape")
        key = wait_for("the key on disk", self.keys, 10)
        self.kill_app()
        expect("the key outlives the app", self.keys() == key)
        self.relay.send_signal(signal.SIGCONT)
        self.start_app()
        self.one_video()
        wait_for("the answered key to be forgotten", lambda: not self.keys(), 10)
        expect(f"one create in the upstream's ledger, not {self.ledger()}", len(self.ledger()) == 1)

    def keys(self):
        """Of the requests that have no answer yet."""
        found = []
        for database in self.app_data.glob("libraries/*/*/library.sqlite"):
            with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
                found += [row[0] for row in db.execute("SELECT key FROM outbox")]
        return found

    def queue_and_price(self):
        """The price stands on the button, a paused queue begins nothing, its order can be changed, and what is used is explained."""
        self.start_sim(job_seconds=2)
        config = self.home / "relay.toml"
        model = SORA_2 | {"label": "Sora 2", "orientations": ["portrait", "landscape"], "price_per_second": 0.10}
        config.write_text(relay_config(f"{self.sim_address}/v1", model, limits={"videos_per_hour": 5}, name="studio", max_in_flight=1))
        self.start_relay(KINORA_CONFIG=str(config), SORA_API_TOKEN="upstream-token")
        self.enter()
        self.app.find("push button", contains="$0.40")
        self.app.find("push button", contains="0 of 5 this hour")
        self.picture("price")
        self.app.press(PRESSABLE, name="Queue")
        self.app.press("push button", name="Pause my queue")
        self.app.find("label", contains="Your queue is paused")
        self.app.press(PRESSABLE, name="Create")
        for prompt in ("First in line", "Second in line"):
            self.ask_for(prompt, "Landscape")
            wait_for("its card", lambda prompt=prompt: [n for n in self.app.all(contains=prompt) if n.get_role_name() != "text"], 20)
        expect("nothing begins while paused", not self.ledger())
        self.app.press(PRESSABLE, name="Queue")
        self.app.find("label", contains="Paused · number 2 in your line")
        second = self.app.find(contains="Move “Second in line”")
        self.app.click(second)
        self.app.key("Up")
        wait_for("the relay's new order", lambda: self.places() == {"Second in line": 1, "First in line": 2}, 10)
        self.picture("queue-paused")
        self.app.press("push button", name="Resume my queue")
        wait_for("two videos in the library", lambda: len(self.library()) == 2, 60)
        expect("the order asked for", [entry["prompt"] for entry in self.ledger()] == ["Second in line", "First in line"])
        self.app.press(PRESSABLE, name="History")
        self.app.find("label", name="Finished today")
        self.picture("history")
        self.app.press(PRESSABLE, name="Create")
        self.app.press("push button", contains="2 of 5 this hour")
        self.app.find("label", contains="$0.80 charged")
        self.picture("usage")

    def places(self):
        """Prompt and place of each waiting card on the page."""
        found = {}
        for node in self.app.all(contains="in your line"):
            match = re.match(r"(.+ in line)\. .*number (\d+)", node.get_name())
            if match:
                found[match.group(1)] = int(match.group(2))
        return found

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
        except NotPossible as error:
            print(f"{play}: skipped, {error}")
            return SKIPPED
        except Exception:
            traceback.print_exc()
            screenshot(self.output / "failure.png", os.environ["DISPLAY"])
            for log in sorted(self.output.glob("*.log")):
                print(f"--- {log}, its end:", *log.read_text(errors="replace").splitlines()[-15:], sep="\n")
            return 1
        finally:
            self.end()
            self.tell_stalls(play.replace("_", " "))


def main(plays):
    pathlib.Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
    return plays(sys.argv[1], sys.argv[2]).run(sys.argv[3])


if __name__ == "__main__":
    sys.exit(main(Plays))
