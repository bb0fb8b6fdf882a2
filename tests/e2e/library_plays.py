"""Plays about what is done with videos that are made, and with people: here, at the relay, and with the relay away meanwhile."""
import json
import urllib.request

from desktop import Atspi, NotThere, wait_for
from relay_config import SORA_2, relay_config
from stage import PRESSABLE


class LibraryPlays:
    """For a Stage with a play's ways to enter."""

    # --- the relay as another program sees it ------------------------------------------------------------------------------------

    def ask_relay(self, path, body=None, method=None, token=None):
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.address}/api/v1{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def signed_in_elsewhere(self):
        return self.ask_relay("/auth/login", {"email": self.EMAIL, "password": self.PASSWORD})["accessToken"]

    def at_the_relay(self, token):
        """Of the one video: title, tags, favourite, rating, state."""
        video = self.ask_relay(f"/videos/{self.video}", token=token)
        return video["title"], video["tags"], video["favorite"], video["rating"], video["state"]

    def relay_has(self, token, wanted):
        """The edits arrive there."""
        last = []

        def same():
            last[:] = [self.at_the_relay(token)]
            return last[0] == wanted

        try:
            wait_for("the edit at the relay", same, 20)
        except NotThere as error:
            raise NotThere(f"{error}: {wanted}; there is {last[0]}") from None

    # --- the gallery by keyboard -------------------------------------------------------------------------------------------------

    def card(self, *parts, without=()):
        """The one card, when its words have all of these parts."""
        def found():
            cards = [node for node in self.app.all("list item") if all(part in node.get_name() for part in parts)]
            return [node for node in cards if not any(part in node.get_name() for part in without)]

        return wait_for(f"a card with {parts}, without {without}", found, 20)[0]

    def choose_in_menu(self, *keys):
        """In the menu of the card in front: menus are not in Qt's accessibility tree, so by their order from below."""
        self.app.key("Menu")
        self.app.key(*keys)

    def edits(self):
        """Title, tag, favourite, rating and trash: at the relay soon, and after it was away, too; what is changed elsewhere is seen here."""
        self.start_relay()
        self.enter()
        self.ask_for("A paper boat", "Landscape")
        self.one_video()
        token = self.signed_in_elsewhere()
        self.video = self.ask_relay("/videos", token=token)["items"][0]["id"]
        self.app.key("ctrl+2")
        self.card("A paper boat")
        self.app.key("f", "4")
        self.card("A paper boat", "favourite", "rated 4 of 5")
        self.relay_has(token, (None, [], True, 4, "draft"))
        self.choose_in_menu("Up", "Up", "Return")
        self.say_in_dialog("Title", "Boat number one")
        self.card("Boat number one")
        self.choose_in_menu("Up", "Up", "Up", "Right", "Return")
        self.say_in_dialog("Add a tag", "rain")
        self.relay_has(token, ("Boat number one", ["rain"], True, 4, "draft"))
        self.picture("edited")

        self.stop_relay()
        self.app.find("label", contains="cannot be reached")
        self.app.key("f", "2")
        self.card("Boat number one", "rated 2 of 5", without=("favourite",))
        self.picture("edited-without-relay")
        self.app.key("Delete")
        self.app.press("push button", name="Undo")
        self.card("Boat number one")
        self.restart_relay()
        token = self.signed_in_elsewhere()
        self.relay_has(token, ("Boat number one", ["rain"], False, 2, "draft"))

        self.ask_relay(f"/videos/{self.video}", {"title": "Named elsewhere"}, "PATCH", token)
        self.card("Named elsewhere", "rated 2 of 5")

        self.app.key("Delete")
        self.app.find("label", contains="moved to the trash")
        self.relay_has(token, ("Named elsewhere", ["rain"], False, 2, "trashed"))
        self.picture("trashed")
        self.stop_app()
        self.start_app()
        self.app.find("text", name="Prompt")
        self.app.key("ctrl+2")
        self.app.press(PRESSABLE, name="Trash")
        self.card("Named elsewhere")
        self.app.key("ctrl+f", "Return", "ctrl+space")  # to the cards, and chosen
        self.app.press("push button", name="Restore")
        self.relay_has(token, ("Named elsewhere", ["rain"], False, 2, "draft"))
        self.stop_app()

    def say_in_dialog(self, title, text):
        self.app.write_in_dialog(title, text)
        self.app.key("Return")
        wait_for("the dialog to close", lambda: not self.app.all("dialog", name=title), 10)

    def import_and_remix(self):
        """A video is taken out, deleted for ever and brought back with another of anybody's: the relay has both, and brought again they are passed
        over. A video made from another stands with it, also without the relay."""
        self.start_sim(job_seconds=1)
        config = self.home / "relay.toml"
        model = SORA_2 | {"label": "Sora 2", "orientations": ["portrait", "landscape"], "remix": True}
        config.write_text(relay_config(f"{self.sim_address}/v1", model, name="studio"))
        upstream = {"KINORA_CONFIG": str(config), "SORA_API_TOKEN": "upstream-token"}
        self.start_relay(**upstream)
        self.enter()
        self.ask_for("A paper boat", "Landscape")
        self.one_video()
        token = self.signed_in_elsewhere()
        self.app.key("ctrl+2")
        self.card("A paper boat")
        self.app.key("4")
        self.card("A paper boat", "rated 4 of 5")
        folder = self.home / "taken out"
        self.take_out(folder)
        self.delete_for_ever(token)
        self._ffmpeg("-f", "lavfi", "-i", "testsrc=size=320x240:rate=10", "-t", "1", "-pix_fmt", "yuv420p", folder / "From a friend.mp4")
        self.bring_back(folder, token)
        self.remix(token)

    def take_out(self, folder):
        self.choose_in_menu(*["Up"] * 8, "Return")
        self.app.write("text", str(folder), name="Folder")
        box = self.app.find("check box", contains="(JSON)")
        if not box.get_state_set().contains(Atspi.StateType.CHECKED):
            self.app.click(box)
        self.app.press("push button", name="Export")
        self.app.find("label", contains="1 video written")
        self.app.press("push button", name="Close")
        endings = sorted(file.suffix for file in folder.iterdir())
        if endings != [".json", ".mp4"]:
            raise NotThere(f"a video and what is known of it in the folder, not {endings}")

    def take_everything_out(self, folder):
        self.app.key("ctrl+6")
        self.app.press("push button", name="Export everything…")
        self.app.write("text", str(folder), name="Folder")
        self.app.press("push button", name="Export")
        self.app.find("label", contains="The account lies in “account”.")
        self.picture("everything-exported")
        self.app.press("push button", name="Close")
        account = json.loads((folder / "account" / "account.json").read_text())
        prompts = {job["prompt"] for job in account["requests"]["items"]}
        if account["leftOut"] or not account["profile"]["email"] or not {"A paper boat", "The same fox at night"} <= prompts:
            raise NotThere(f"the whole account, not {account}")
        films, facts = len(list(folder.glob("*.mp4"))), len(list(folder.glob("*.json")))
        if (films, facts) != (4, 4) or not (folder / "videos.csv").exists():
            raise NotThere(f"four videos, their facts and a table, not {sorted(folder.iterdir())}")

    def delete_for_ever(self, token):
        self.app.key("Delete")
        self.app.press(PRESSABLE, name="Trash")
        self.card("A paper boat")
        self.app.key("ctrl+f", "Return", "ctrl+space")
        self.app.press("push button", name="Delete for ever…")
        self.app.press("push button", name="Delete for ever")
        wait_for("the relay without videos", lambda: not self.at_the_relay_in_all(token), 20)
        self.app.press(PRESSABLE, name="Show everything")

    def bring_back(self, folder, token):
        self.app.press(PRESSABLE, name="Import a folder…")
        self.app.write("text", str(folder), name="Folder")
        self.app.press("push button", name="Import")
        self.app.find("label", contains="2 videos imported")
        self.picture("imported")
        wait_for("both at the relay", lambda: len(self.at_the_relay_in_all(token)) == 2, 20)
        wait_for("what was thought of it, too", lambda: ("A paper boat", 4, "import") in self.at_the_relay_in_all(token), 20)
        self.app.press("push button", name="Import")
        self.app.find("label", contains="2 videos passed over")
        self.picture("imported-again")
        self.app.press("push button", name="Close")
        self.card("A paper boat", "rated 4 of 5")
        if len(self.library()) != 2 or len(self.at_the_relay_in_all(token)) != 2:
            raise NotThere(f"still two videos; here are {self.library()}, at the relay {self.at_the_relay_in_all(token)}")

    def at_the_relay_in_all(self, token):
        """Prompt, rating and origin of each."""
        return [(video["prompt"], video["rating"], video["source"]) for video in self.ask_relay("/videos", token=token)["items"]]

    def remix(self, token):
        self.app.key("ctrl+1")
        self.ask_for("A fox in the snow", "Landscape")
        wait_for("the fox in the library", lambda: len(self.library()) == 3, 30)
        self.app.key("ctrl+2")
        self.card("A fox in the snow")
        self.app.key("ctrl+f", "Return", "Home", "Return")
        self.app.press("push button", name="Remix…")
        self.app.write("text", "The same fox at night", name="Prompt")
        self.app.press("push button", starts="Generate")
        wait_for("the remix in the library", lambda: len(self.library()) == 4, 30)
        videos = {video["prompt"]: video for video in self.ask_relay("/videos", token=token)["items"]}
        if videos["The same fox at night"]["remixOf"] != videos["A fox in the snow"]["id"]:
            raise NotThere(f"a remix of the fox at the relay; there is {videos}")
        self.take_everything_out(self.home / "everything")
        self.stop_relay()
        self.app.key("ctrl+2")
        self.card("The same fox at night")
        self.app.key("ctrl+f", "Return", "Home", "Return")
        self.plays("The same fox at night")
        self.app.press("push button", name="Takes and remixes (2)")
        self.picture("takes-and-remixes")
        self.app.key("Down", "Return")  # the one of the two that is not shown
        self.plays("A fox in the snow")
        self.app.find("push button", name="Takes and remixes (2)")
        self.stop_app()

    def plays(self, prompt):
        wait_for(f"“{prompt}” in the player", lambda: self.app.text_of(self.app.find("text", name="Prompt")) == prompt, 20)

    def people(self):
        """One's own profile and somebody else's: a name and a handle that are free, one that is not, following and not any more."""
        self.start_relay()
        self.enter()
        self.relay_command("user", "add", "noor@studio.example", "--name", "Noor Haddad")
        token = self.signed_in_elsewhere()
        self.app.key("ctrl+2")
        self.app.press("push button", name="Find people")
        self.app.write("text", "nobody_of_this_name", name="Handle of the person")
        self.app.press("push button", name="Find")
        self.app.find("label", contains="has this handle")
        self.app.write("text", "@noor", name="Handle of the person")
        self.app.press("push button", name="Find")
        self.app.find("label", name="Noor Haddad")
        self.app.press("push button", name="Follow")
        self.app.find("push button", name="Unfollow")
        self.app.find("label", contains="one\u00a0follower")
        self.picture("following")
        self.follows(token, 1)
        self.app.press("push button", name="Unfollow")
        self.app.find("push button", name="Follow")
        self.follows(token, 0)
        self.app.press("push button", name="Close")

        handle = "Handle, by which others find you"
        self.app.press("push button", name="Edit profile")
        self.app.write("text", "noor", name=handle)
        self.app.press("push button", name="Save")
        self.app.find("label", contains="Somebody has this handle already")
        self.picture("handle-taken")
        self.app.write("text", "maya_makes", name=handle)
        self.app.write("text", "Maya the Maker", name="Name")
        self.app.press("push button", name="Save")
        self.app.find("label", contains="@maya_makes")
        self.app.find("push button", contains="Maya the Maker")  # at the bottom of the side bar, too
        me = self.ask_relay("/me", token=token)
        if (me["displayName"], me["handle"]) != ("Maya the Maker", "maya_makes"):
            raise NotThere(f"the new name at the relay; there is {me}")
        self.stop_app()

    def follows(self, token, count):
        wait_for(f"{count} to be followed", lambda: self.ask_relay("/me/stats", token=token)["following"] == count, 10)
