#!/usr/bin/python3
"""The main job with the real app on a virtual screen, everything at debug level, and then the search for what was secret.

usage: packaging/demo/run tests/security/app_canaries.py BIN_DIR OUTPUT_DIR

Signs up with a canary for a password, signs in with a wrong one, makes a film, starts again from the keychain. Looked through are the app's folders and settings,
its log and the relay's, and the command line and environment of each program. The keychain itself is where the refresh token belongs; it is
encrypted, so that it is looked through as well.
"""
import os
import pathlib
import subprocess
import sys
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1] / "packaging/demo"), str(HERE)]

from desktop import wait_for  # noqa: E402
from needles import Needles, search_folder  # noqa: E402
from stage import PRESSABLE, Stage  # noqa: E402

EMAIL = "maya@studio.example"
PASSWORD = "canary password of Maya 7f3a91"
WRONG = "canary that is not hers 88c1d0"
SECRETS = {"JWT_SECRET": "canary-jwt-0d5f81c2b1e94b7c9a33e7406d", "KINORA_PEPPER": "canary-pepper-6a1be0c4f2d84e55ab10972c"}


class Play(Stage):
    def __init__(self, bin_dir, output):
        super().__init__(bin_dir, output)
        self.needles = Needles()
        self.findings = []
        for name, value in {**SECRETS, "the password": PASSWORD, "a wrong password": WRONG}.items():
            self.needles.add(name, value)

    def look(self, place, content):
        self.findings += [f"{name} ({form}) is in {place}" for name, form in self.needles.search(content)]

    def run(self):
        os.environ["QT_LOGGING_RULES"] = "kinora.*.debug=true;qt.network*.debug=true"
        environment = {**SECRETS, "KINORA_LOG_LEVEL": "debug", "KINORA_SIM_JOB_SECONDS": "2"}
        self.start_relay(**environment)
        self.needles.add("the stand-in's token", (self.relay_data / "secrets/stand_in_token").read_text().strip())
        self.start_app()
        self.register(EMAIL, PASSWORD, "Maya Okafor")
        self.app.press("push button", name="Create account")
        self.app.find("text", name="Prompt")
        self.ask_for("A paper boat crosses a puddle", "Landscape")
        wait_for("the video in the library", self.library, 90)
        self.app.press(PRESSABLE, contains="Maya Okafor")
        self.app.key("Up", "Return")  # menus are not in Qt's accessibility tree; signing out is the last entry
        for password in (WRONG, PASSWORD):
            self.app.write("text", EMAIL, name="E-mail")
            self.app.write("password text", password, name="Password")
            self.app.press("push button", name="Sign in")
            if password == WRONG:
                self.app.find("label", contains="E-mail or password is not right")
        self.app.find("text", name="Prompt")
        self.look_at_processes()
        self.stop_app()
        self.start_app()
        self.app.find("text", name="Prompt", seconds=30)
        self.learn_from_keychain()
        self.look_at_processes()
        self.stop_app()
        self.stop_relay()

    def learn_from_keychain(self):
        """The refresh token that the app keeps, as its user may read it."""
        said = subprocess.run(["secret-tool", "search", "--all", "--unlock", "xdg:schema", "org.qt.keychain"], capture_output=True, text=True).stdout
        tokens = [line.split("=", 1)[1].strip() for line in said.splitlines() if line.startswith("secret =")]
        assert tokens, "nothing is in the keychain"
        for number, token in enumerate(tokens):
            self.needles.add_token(f"refresh token {number}", token)

    def look_at_processes(self):
        for process in (self.relay, self.app_process):
            folder = pathlib.Path(f"/proc/{process.pid}")
            for what in ("cmdline", "environ"):
                self.look(f"the {what} of {(folder / 'comm').read_text().strip()}", (folder / what).read_bytes())

    def look_everywhere(self):
        files = 0
        for folder, but in ((self.home, [self.relay_data]), (self.output, [])):
            # What looks like a token in a film or a picture is chance.
            self.findings += [f"{name} ({form}) is in {path}" for path, name, form in search_folder(self.needles, folder, but, patterns=False)]
            files += sum(path.is_file() for path in folder.rglob("*"))
        for log in ("relay.log", "app.log"):
            self.look(log, (self.output / log).read_bytes())
        for path in self.home.rglob("*"):
            if path.is_file() and path.suffix in (".sqlite", ".conf", ".json", ".ini") and not path.is_relative_to(self.relay_data):
                self.look(str(path), path.read_bytes())
        return files


def main():
    output = pathlib.Path(sys.argv[2])
    output.mkdir(parents=True, exist_ok=True)
    play = Play(sys.argv[1], output)
    try:
        play.run()
        files = play.look_everywhere()
    except Exception:
        traceback.print_exc()
        return 1
    finally:
        play.end()
    print(f"secrets: {len(play.needles.names)}; files: {files}")
    for finding in play.findings:
        print("found: " + finding)
    print(f"found: {len(play.findings)}")
    return 1 if play.findings else 0


if __name__ == "__main__":
    sys.exit(main())
