#!/usr/bin/env python3
"""Uses the app for an hour, and says minute by minute how much memory it takes: makes videos, browses, plays, changes theme and language.

usage: hour.py BIN_DIR OUTPUT_DIR [--minutes N]     inside a screen (packaging/demo/run); status 1 when it takes more and more
"""
import argparse
import pathlib
import statistics
import sys
import time

for folder in ("tests/e2e", "tests/support", "packaging/demo"):
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / folder))

from desktop import NotThere, wait_for  # noqa: E402
from play import EMAIL, PASSWORD  # noqa: E402
from stage import Stage  # noqa: E402

PROMPTS = ("A paper boat on a puddle in the rain", "A city at night, people in a hurry", "Hills at dawn, a flock of birds", "A lighthouse in a storm")
CHOICES = 8  # of the settings: four themes, then the system's language and three others
ALLOWED_MB_AN_HOUR = 10.0


class Hour(Stage):
    def begin(self):
        self.start_sim(job_seconds=1)
        self.start_relay(SORA_API_URL=f"{self.sim_address}/v1", SORA_API_TOKEN="upstream-token")
        self.start_app()
        self.register(EMAIL, PASSWORD, "Maya Okafor")
        self.app.press("push button", name="Create account")
        self.app.find("text", name="Prompt")
        self.videos = 0

    def turn(self, number):
        """What somebody does in some seconds, by keyboard and mouse; the language is not always the same."""
        self.app.key("ctrl+1")
        time.sleep(0.3)
        self.app.type(PROMPTS[number % len(PROMPTS)])
        self.app.key("ctrl+Return")
        self.videos += 1
        self.app.key("ctrl+3")
        wait_for("the video in the library", lambda: len(self.library()) >= self.videos, 60)
        self.app.key("ctrl+2", "End", "Home", "Next", "Home", "Return")  # the newest plays
        time.sleep(2)
        self.app.key("comma", "period", "Right", "Left")
        time.sleep(1)
        self.app.key("Escape")
        self.app.key("ctrl+6")
        chips = wait_for("the choices of theme and language", self.chips, 20)
        self.app.click(chips[number * 3 % CHOICES])

    def chips(self):
        """Found by how many there are of a kind, since their names change with the language."""
        all_chips = self.app.all(("radio button", "toggle button", "check box"))
        found = [node for node in all_chips if node.get_parent().get_child_count() == CHOICES // 2]
        return found if len(found) == CHOICES else None

    def megabytes(self):
        """Memory of its own, without files that are mapped: those the system can take back."""
        status = pathlib.Path(f"/proc/{self.app_process.pid}/status").read_text()
        fields = dict(line.split(":", 1) for line in status.splitlines())
        return {"all": int(fields["VmRSS"].split()[0]) / 1024, "own": int(fields["RssAnon"].split()[0]) / 1024, "threads": int(fields["Threads"])}


def growth(own):
    """Megabytes an hour, by the medians of the middle and of the last third: the first warms the caches up."""
    third = len(own) // 3
    return (statistics.median(own[2 * third:]) - statistics.median(own[third:2 * third])) / third * 60


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin_dir")
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--minutes", type=int, default=60)
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    hour = Hour(options.bin_dir, options.output)
    own = []
    try:
        hour.begin()
        start = time.monotonic()
        number = 0
        while len(own) < options.minutes:
            hour.turn(number)
            number += 1
            if time.monotonic() - start >= 60 * (len(own) + 1):
                memory = hour.megabytes()
                own.append(memory["own"])
                print(f"minute {len(own):3}: {memory['all']:6.1f} MB, {memory['own']:6.1f} of its own; {memory['threads']} threads; "
                      f"{number} turns, {hour.videos} videos", flush=True)
    except NotThere:
        hour.picture("failure")
        raise
    finally:
        hour.end()
    if len(own) < 9:
        return 0
    grown = growth(own)
    print(f"{grown:+.1f} MB an hour; {ALLOWED_MB_AN_HOUR:.0f} are allowed")
    return 0 if grown <= ALLOWED_MB_AN_HOUR else 1


if __name__ == "__main__":
    sys.exit(main())
