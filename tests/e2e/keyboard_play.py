#!/usr/bin/python3
"""From signing up to a finished film with the keyboard alone, and every word of it for a screen reader.

usage: keyboard_play.py BIN_DIR OUTPUT_DIR by_keyboard_alone
"""
import sys

from play import EMAIL, PASSWORD, Plays, expect, main, wait_for  # first: it says where the others are

from gi.repository import Atspi

from keyboard import Announcements, Keyboard, has

BOAT = "A paper boat on a puddle in the rain"
FOX = "A fox in falling snow"
LIGHTHOUSE = "A lighthouse in a storm"
STREET = "A street at night"
HARBOUR = "A harbour at dawn"


class KeyboardPlay(Plays):
    def by_keyboard_alone(self):
        self.start_sim(job_seconds=3)
        self.start_relay(SORA_API_URL=f"{self.sim_address}/v1", SORA_API_TOKEN="upstream-token")
        self.start_app()
        self.hands = Keyboard(self.app)
        self.signs_up()
        self.makes_one()
        self.plays_it()
        self.cancels_one()
        self.tries_again_where_there_was_no_room()
        self.reads_why_one_was_refused()
        self.hears_of_a_failure_in_the_queue()
        self.hears_a_name_for_everything()
        self.stop_app()

    def signs_up(self):
        self.flow("sign up")
        announced = Announcements()
        self.hands.press("Sign in")
        announced.listen_for("Enter your e-mail address.")
        announced.end()
        self.hands.press("Create an account")
        for field, text in (("Display name", "Maya Okafor"), ("E-mail", EMAIL), ("Password", PASSWORD), ("Confirm password", PASSWORD)):
            self.hands.write(field, text)
        self.app.key("Return")
        self.hands.focus("the prompt", lambda node: node.get_role_name() == "text" and node.get_name() == "Prompt")

    def asks(self, prompt):
        """Begins and ends at the prompt."""
        self.hands.tab_to("Prompt")
        self.app.type(prompt)
        self.app.key("ctrl+Return")
        wait_for("an empty prompt", lambda: not self.prompt(), 20)

    def makes_one(self):
        self.flow("create")
        self.hands.tab_to("Portrait")
        self.hands.choose("Landscape", "Right")
        self.hands.tab_to("Prompt", backwards=True)
        announced = Announcements()
        self.asks(BOAT)
        self.flow("wait")
        announced.listen("the video in the library", self.library, 60)
        announced.end()
        values = announced.values
        expect(f"progress that is announced and never falls, not {values}", len(set(values)) >= 3 and values == sorted(values))
        expect("the landscape that was chosen", self.library()[0][1] == "landscape")

    def plays_it(self):
        self.flow("play")
        self.app.find("push button", contains=BOAT)
        self.app.key("ctrl+2")
        self.hands.focus("the newest video", lambda node: node.get_role_name() == "list item" and BOAT in node.get_name())
        self.app.key("Return")
        self.app.find("push button", name="Pause")
        position = self.app.find("slider", name="Position in the video")
        before = Atspi.Value.get_current_value(position)
        wait_for("the film to move", lambda: Atspi.Value.get_current_value(position) != before, 10)
        self.app.key("space")
        self.app.find("push button", name="Play")
        self.app.key("Escape", "ctrl+1")
        self.hands.focus("the prompt", lambda node: node.get_name() == "Prompt")

    def cancels_one(self):
        self.flow("cancel")
        self.fault("busy", count=99, match=FOX)  # so that it waits: what the service has accepted cannot be taken back
        self.asks(FOX)
        self.app.find("push button", name="Cancel")
        self.hands.press("Cancel", backwards=True)
        self.app.find("label", contains="Cancelled")
        self.picture("canceled")
        self.flow("try again")
        self.end_faults()
        self.hands.press("Try again", backwards=True)
        wait_for("the second video", lambda: len(self.library()) == 2, 60)

    def tries_again_where_there_was_no_room(self):
        self.flow("retry")
        self.fault("invite_full", match=LIGHTHOUSE)
        announced = Announcements()
        self.asks(LIGHTHOUSE)
        announced.listen_for("invite full")
        announced.end()
        card = self.app.find(starts=f"{LIGHTHOUSE}. Failed")
        expect("a card that is a group", card.get_role() == Atspi.Role.PANEL)
        expect("a card that says that nothing was charged", "Nothing was charged" in card.get_name())
        self.picture("invite-full")
        self.takes_over(LIGHTHOUSE)
        self.app.key("ctrl+Return")
        wait_for("the third video", lambda: len(self.library()) == 3, 60)
        self.hands.press("Dismiss", backwards=True)

    def takes_over(self, prompt):
        """From its failed card back into the composer, to be changed or asked for once more."""
        self.hands.press("Edit and try again", backwards=True)
        self.hands.focus("the prompt", lambda node: node.get_name() == "Prompt")
        wait_for("its words in the prompt", lambda: self.prompt() == prompt, 5)

    def reads_why_one_was_refused(self):
        self.flow("refused")
        self.fault("moderation", match=STREET)
        self.asks(STREET)
        self.app.find("label", contains="content rules")
        expect("no other try of what is against the rules", not self.app.all("push button", name="Try again"))
        self.picture("moderation")
        self.takes_over(STREET)

    def hears_of_a_failure_in_the_queue(self):
        self.flow("fail in the queue")
        self.fault("truncate", count=9, match=HARBOUR)  # a cut file is fetched again before it is given up
        self.app.key("ctrl+a")
        self.asks(HARBOUR)
        self.app.key("ctrl+3")
        announced = Announcements()
        self.app.find(starts=HARBOUR)
        announced.listen_for("not a playable video", 60)
        announced.end()
        self.app.key("ctrl+1")
        self.hands.focus("the prompt", lambda node: node.get_name() == "Prompt")

    def hears_a_name_for_everything(self):
        for page, key in (("Create", "ctrl+1"), ("Gallery", "ctrl+2"), ("Queue", "ctrl+3"), ("Settings", "ctrl+6")):
            self.flow(f"look at {page}")
            self.app.key(key)
            wait_for(f"the page {page}", lambda page=page: [n for n in self.app.all(name=page) if has(n, Atspi.StateType.CHECKED)], 10)
            unspoken = self.hands.unspoken()
            expect(f"a name for everything on the page {page}: {unspoken}", not unspoken)


if __name__ == "__main__":
    sys.exit(main(KeyboardPlay))
