"""The app killed at random moments."""
import json
import os
import random
import signal
import sqlite3
import subprocess
import time

from desktop import Atspi, NotThere, wait_for

ASKING = ("asking", "unanswered", "asked")
MOMENTS = ("starting", "typing", "written", *ASKING)


class KillPlays:
    """For a Stage with a play's ways to enter."""

    def app_killed_at_random(self):
        """Killed at any moment, again and again: each start shows what was written before, and each request makes one video."""
        rounds = int(os.environ.get("KINORA_KILLS", "10"))
        seed = os.environ.get("KINORA_SEED", str(random.randrange(1 << 32)))
        print(f"{rounds} kills, KINORA_SEED={seed}", flush=True)
        dice = random.Random(seed)
        self.start_sim(job_seconds=1)
        self.start_relay(SORA_API_URL=f"{self.sim_address}/v1", SORA_API_TOKEN="upstream-token")
        self.enter()
        asked, returned, counts = set(), set(), {}
        for number in range(1, rounds + 1):
            prompt = f"A paper boat, take {number}"
            moment = dice.choice(MOMENTS)
            if moment in ASKING:
                asked.add(prompt)
            self.be_killed_while(moment, prompt, dice)
            stored, waiting = self.stored_prompt(), len(self.keys())
            self.start_app()
            # What was asked for and answered meanwhile leaves the composer empty; nothing else may have changed.
            may_be_gone = stored in asked
            shown = wait_for("the prompt", lambda stored=stored, gone=may_be_gone: (now := self.shown_prompt()) is not None
                             and (now == stored or (now == "" and gone)) and [now], 30)[0]
            returned.add(shown)
            counts[moment] = counts.get(moment, 0) + 1
            print(f"{number}: killed while {moment}; shown again: {shown!r}; requests without an answer: {waiting}", flush=True)
        wait_for("every request to be answered", lambda: not self.keys(), 60)
        wait_for("every video in the library", lambda: len(self.library()) == len(self.ledger()), 120)
        made = sorted(entry["prompt"] for entry in self.ledger())
        for what, so in ((f"one create for each request, not {made}", len(made) == len(set(made))),
                         (f"only what was asked for, not {set(made) - asked}", set(made) <= asked),
                         (f"nothing lost of what was asked for, but {asked - set(made) - returned}", asked <= set(made) | returned),
                         ("the same videos in the library", sorted(row[0] for row in self.library()) == made)):
            if not so:
                raise NotThere(what)
        said = ", ".join(f"{moment} {counts[moment]}" for moment in MOMENTS if moment in counts)
        print(f"killed {rounds} times ({said}); asked {len(asked)} times, made {len(made)}, none twice, nothing lost", flush=True)

    def be_killed_while(self, moment, prompt, dice):
        self.app.find("text", name="Prompt", seconds=30)
        typist = None
        if moment == "starting":
            self.kill_app()
            self.start_process()
            time.sleep(dice.uniform(0, 0.8))
        elif moment == "typing":
            self.app.click(self.app.find("text", name="Prompt"))
            self.app.key("ctrl+a")
            typist = subprocess.Popen(["xdotool", "type", "--delay", "40", prompt])
            time.sleep(dice.uniform(0, 1.2))
        else:
            self.app.write("text", prompt, name="Prompt")
            wait_for("the prompt on disk", lambda: self.stored_prompt() == prompt, 10)
        if moment in ASKING:
            button = self.app.find("push button", starts="Generate")
            wait_for("Generate to be enabled", lambda: button.get_state_set().contains(Atspi.StateType.ENABLED), 20)
            if moment == "unanswered":  # the request arrives, and nobody answers it as long as the app lives
                self.relay.send_signal(signal.SIGSTOP)
            self.app.click(button)
        if moment in ("written", "asked"):
            time.sleep(dice.uniform(0, 1.5))
        elif moment in ("asking", "unanswered"):
            time.sleep(dice.uniform(0, 0.1))
        self.kill_app()
        self.relay.send_signal(signal.SIGCONT)
        if typist:
            typist.wait()

    def shown_prompt(self):
        fields = self.app.all("text", name="Prompt")
        return self.app.text_of(fields[0]) if fields else None

    def stored_prompt(self):
        """What the app has written down of the composer."""
        for database in self.app_data.glob("libraries/*/*/library.sqlite"):
            with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
                for row in db.execute("SELECT content FROM unsent"):
                    drafts = json.loads(row[0])
                    return drafts["open"][drafts["current"]].get("prompt", "").strip()
        return ""
