"""Plays about what is done with videos that are made, and with people: here, at the relay, and with the relay away meanwhile."""
import json
import urllib.request

from desktop import NotThere, wait_for
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
        self.app.find("dialog", name=title)
        self.app.key("ctrl+a")
        self.app.type(text)
        self.app.key("Return")
        wait_for("the dialog to close", lambda: not self.app.all("dialog", name=title), 10)

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
        self.app.find("label", contains="nobody of this handle")
        self.app.write("text", "@noor", name="Handle of the person")
        self.app.press("push button", name="Find")
        self.app.find("label", name="Noor Haddad")
        self.app.press("push button", name="Follow")
        self.app.find("push button", name="Unfollow")
        self.app.find("label", contains="one follower")
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
