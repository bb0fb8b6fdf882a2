"""The app for somebody who uses no mouse and listens to a screen reader: what has the focus, what is said of it, what is announced."""
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

from desktop import NotThere, wait_for  # noqa: E402

# What a reader cannot say a word about.
MEANINGLESS = ("unknown", "invalid", "filler", "panel")


def has(node, state):
    return node.get_state_set().contains(state)


def said(node):
    """What a reader says first: the role and the name."""
    return f"{node.get_role_name()} '{node.get_name()}'"


class Keyboard:
    def __init__(self, app):
        self.app = app

    def focused(self):
        """The innermost node that has the focus, or None while it changes."""
        nodes = [node for node in self.app.nodes() if has(node, Atspi.StateType.FOCUSED)]
        named = [node for node in nodes if node.get_name()]  # the viewport in a text field has its focus, too
        return (named or nodes or [None])[-1]

    def focus(self, what, is_it=lambda node: True):
        try:
            return wait_for(f"the focus at {what}", lambda: (node := self.focused()) and is_it(node) and node, 10)
        except NotThere as error:
            node = self.focused()
            raise NotThere(f"{error}; it is at {said(node) if node else 'nothing'}") from None

    def tab_to(self, name, backwards=False):
        """Tab, as often as it takes to come to the control of that name. Whatever is passed has a role and a name."""
        passed = []
        for _ in range(60):
            node = self.focus("some control")
            if node.get_role_name() in MEANINGLESS or not node.get_name():
                raise NotThere(f"a reader has no words for a control that Tab leads to: {said(node)}, after {', '.join(passed) or 'nothing'}")
            if node.get_name() == name:
                return node
            if passed[:1] == [said(node)] and len(passed) > 1:
                break  # once around
            passed.append(said(node))
            self.app.key("shift+Tab" if backwards else "Tab")
            wait_for("the next control", lambda node=node: self.focused() not in (None, node), 5)
        raise NotThere(f"Tab does not lead to '{name}', only to {', '.join(passed)}")

    def write(self, name, text):
        node = self.tab_to(name)
        self.app.key("ctrl+a")
        self.app.type(text)
        hidden = node.get_role_name() == "password text"
        wait_for("the typed text", lambda: hidden or self.app.text_of(node) == text, 10)

    def press(self, name, backwards=False):
        """Comes to the button of that name and presses it."""
        node = self.tab_to(name, backwards)
        self.app.key("space")
        return node

    def choose(self, name, arrow):
        """In a group of choices, of which Tab leads to the chosen one, goes on by arrow to the one of that name."""
        for _ in range(8):
            node = self.focus("a choice")
            if node.get_name() == name and has(node, Atspi.StateType.CHECKED):
                return
            self.app.key(arrow)
            wait_for("the next choice", lambda node=node: self.focused() not in (None, node), 5)
        raise NotThere(f"the arrows do not lead to '{name}'")

    def unspoken(self):
        """What is in view, can be used, and has no name: there should be nothing."""
        found = []
        for node in self.app.nodes():
            try:
                usable = has(node, Atspi.StateType.FOCUSABLE) and has(node, Atspi.StateType.ENABLED)
                if usable and node.get_role() != Atspi.Role.FRAME and not node.get_name():
                    box = node.get_extents(Atspi.CoordType.SCREEN)
                    found.append(f"{said(node)} at {box.x},{box.y} {box.width}x{box.height}")
            except GLib.Error:  # gone between two looks
                continue
        return found


class Announcements:
    """What the app tells a reader by itself: how far things are (the values of progress bars), and sentences, as they come."""

    EVENTS = ("object:property-change:accessible-value", "object:state-changed:showing")

    def __init__(self):
        self.values = []
        self.sentences = []
        self._listener = Atspi.EventListener.new(self._hear)
        for event in self.EVENTS:
            self._listener.register(event)

    def _hear(self, event):
        try:
            role = event.source.get_role()
            if role == Atspi.Role.PROGRESS_BAR and event.type.endswith("value"):
                self.values.append(int(Atspi.Value.get_current_value(event.source)))
            elif role == Atspi.Role.NOTIFICATION and event.type.startswith("object:state-changed") and event.detail1:
                event.source.clear_cache()
                self.sentences.append(event.source.get_name())
        except GLib.Error:  # gone already
            pass

    def listen_for(self, words, seconds=20):
        """A sentence with these words."""
        return self.listen(f"the words '{words}'", lambda: [sentence for sentence in self.sentences if words in sentence], seconds)

    def listen(self, what, condition, seconds):
        """As wait_for, and hears what is announced meanwhile."""
        deadline = time.monotonic() + seconds
        while not (answer := condition()):
            if time.monotonic() > deadline:
                raise NotThere(f"{what} did not come within {seconds} s; announced were {self.values} and {self.sentences}")
            end = time.monotonic() + 0.1
            while time.monotonic() < end:
                if not GLib.MainContext.default().iteration(False):
                    time.sleep(0.01)
        return answer

    def end(self):
        for event in self.EVENTS:
            self._listener.deregister(event)
