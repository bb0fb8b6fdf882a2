"""Plays about accounts that the relay's owner makes."""
import json
import subprocess


class AccountPlays:
    """For a Stage with a play's ways to enter."""

    def relay_command(self, *words):
        """What a command of the relay answers while the relay runs."""
        done = subprocess.run([self.bin / "kinora-relay", *words, "--data-dir", self.relay_data, "--json"],
                              check=True, capture_output=True, text=True, timeout=60)
        return json.loads(done.stdout)

    def password_by_code(self):
        """The first password of an account that its owner did not make, and a new one for a lost one: each by a code, which is good once."""
        self.start_relay()
        first = self.relay_command("user", "add", self.EMAIL, "--name", "Maya Okafor")["code"]
        self.start_app()
        self.enter_by_code("AAAA-BBBB-CCCC-DDDD", self.PASSWORD)
        self.app.find("label", contains="This code is not good for this address")
        self.picture("code-refused")
        self.app.write("text", first.lower(), name="One-time code")  # as somebody may type it
        self.app.press("push button", name="Set password and sign in")
        self.app.find("text", name="Prompt")

        again = self.relay_command("user", "reset", self.EMAIL)["code"]
        self.sign_out()
        self.enter_by_code(first, "another-lamp-amber-43")
        self.app.find("label", contains="This code is not good for this address")
        self.app.write("text", again, name="One-time code")
        self.app.write("password text", "password1234", name="Password")
        self.app.write("password text", "password1234", name="Confirm password")
        self.app.press("push button", name="Set password and sign in")
        self.app.find("label", contains="This password would be guessed soon")
        # The code was not used up by a password that was refused.
        self.app.write("password text", "another-lamp-amber-43", name="Password")
        self.app.write("password text", "another-lamp-amber-43", name="Confirm password")
        self.app.press("push button", name="Set password and sign in")
        self.app.find("text", name="Prompt")
        self.sign_out()
        self.sign_in(self.PASSWORD)
        self.app.find("label", contains="E-mail or password is not right")
        self.sign_in("another-lamp-amber-43")
        self.app.find("text", name="Prompt")

    def enter_by_code(self, code, password):
        self.app.press("push button", name="I have a code")
        self.app.write("text", self.EMAIL, name="E-mail")
        self.app.write("text", code, name="One-time code")
        self.app.write("password text", password, name="Password")
        self.app.write("password text", password, name="Confirm password")
        self.app.press("push button", name="Set password and sign in")
