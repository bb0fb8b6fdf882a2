"""Drives an app on an X screen as a person would: looks at it through the accessibility tree, uses the mouse and the keyboard.

Every wait is for a condition with a deadline; what was not found in time is named in the error together with what was there.
"""
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402


class NotThere(Exception):
    """What was looked for did not appear within the deadline."""


def wait_for(what, condition, seconds):
    """The first true answer of condition(), asked ten times a second."""
    deadline = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise NotThere(f"{what} did not come within {seconds} s")
        time.sleep(0.1)


def _run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class App:
    """One running app, found on the accessibility bus by its process id."""

    def __init__(self, process):
        self.process = process

    def root(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            try:
                if child is not None and child.get_process_id() == self.process.pid:
                    return child
            except GLib.Error:  # an app that is just going away
                continue
        return None

    def nodes(self, tops=None):
        """Every showing node of the app, or of these, depth first."""
        root = self.root()
        stack = list(tops) if tops is not None else [root] if root else []
        while stack:
            node = stack.pop()
            try:
                node.clear_cache()
                states = node.get_state_set()
                if node is not root and node.get_role() != Atspi.Role.FRAME and not states.contains(Atspi.StateType.SHOWING):
                    continue
                yield node
                children = [node.get_child_at_index(i) for i in range(node.get_child_count())]
                stack.extend(child for child in reversed(children) if child is not None)
            except GLib.Error:  # gone between two looks
                continue

    def all(self, role=None, name=None, starts=None, contains=None):
        wanted = role if isinstance(role, tuple) else (role,)
        if "label" in wanted:
            wanted += ("notification",)  # a label that readers say by themselves
        found = []
        for node in self.nodes():
            try:
                if role and node.get_role_name() not in wanted:
                    continue
                text = node.get_name() or ""
            except GLib.Error:
                continue
            if name is not None and text != name:
                continue
            if starts is not None and not text.startswith(starts):
                continue
            if contains is not None and contains not in text:
                continue
            found.append(node)
        return found

    def find(self, role=None, seconds=20, **match):
        """The first node of that role (a name of AT-SPI or several) and name; waits for it."""
        what = f"{role or 'something'} {match}"
        try:
            return wait_for(what, lambda: (self.all(role, **match) or [None])[0], seconds)
        except NotThere as error:
            there = sorted({f"{n.get_role_name()} '{n.get_name()}'" for n in self.nodes() if n.get_name()})
            raise NotThere(f"{error}; there is: {', '.join(there)}") from None

    def click(self, node):
        # A page that is still being laid out moves its controls: take a position that held for two looks.
        last = None

        def settled():
            nonlocal last
            box = node.get_extents(Atspi.CoordType.SCREEN)
            now = (box.x, box.y, box.width, box.height)
            same, last = now == last and box.width > 0, now
            return box if same else None

        box = wait_for(f"a place for '{node.get_name()}'", settled, 5)
        _run("xdotool", "mousemove", str(box.x + box.width // 2), str(box.y + box.height // 2), "click", "1")

    def press(self, role=None, **match):
        node = self.find(role, **match)
        wait_for(f"'{node.get_name()}' to be enabled", lambda: node.get_state_set().contains(Atspi.StateType.ENABLED), 20)
        self.click(node)
        return node

    def write(self, role, text, **match):
        """Clicks a field, replaces what stands in it by typing, and waits until the field holds it."""
        node = self.find(role, **match)
        self.click(node)
        wait_for("focus", lambda: node.get_state_set().contains(Atspi.StateType.FOCUSED), 5)
        self.key("ctrl+a")
        self.type(text)
        hidden = node.get_role_name() == "password text"
        wait_for("the typed text", lambda: hidden or self.text_of(node) == text.strip(), 10)
        return node

    def write_in_dialog(self, name, text, role="dialog"):
        """Replaces what stands in the field that has the focus in a dialog that opens, as soon as one has it."""
        self.find(role, name=name)
        node = wait_for("focus in the dialog", lambda: self._focused_text_below(self.all(role, name=name)), 20)
        self.key("ctrl+a")
        self.type(text)
        wait_for("the typed text", lambda: self.text_of(node) == text.strip(), 10)

    def _focused_text_below(self, tops):
        for node in self.nodes(tops):
            try:
                if node.get_role_name() == "text" and node.get_state_set().contains(Atspi.StateType.FOCUSED):
                    return node
            except GLib.Error:
                continue
        return None

    @staticmethod
    def text_of(node):
        return Atspi.Text.get_text(node, 0, -1).strip()

    @staticmethod
    def type(text):
        """To whatever has the focus."""
        _run("xdotool", "type", "--delay", "8", text)

    @staticmethod
    def key(*keys):
        _run("xdotool", "key", *keys)

    @staticmethod
    def park_mouse():
        _run("xdotool", "mousemove", "1279", "799")


def screenshot(path, display, size="1280x800"):
    _run("ffmpeg", "-y", "-loglevel", "error", "-f", "x11grab", "-draw_mouse", "0", "-video_size", size, "-i", display, "-frames:v", "1", str(path))
