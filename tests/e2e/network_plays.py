"""The network between the app and a relay on another computer, taken away and given back."""
import contextlib
import json
import os
import re
import subprocess
import time
import urllib.request

from desktop import NotThere, wait_for

HERE, THERE = "198.51.100.1", "198.51.100.2"  # of addresses that belong to nobody (RFC 5737)


class NotPossible(Exception):
    """This machine cannot give what the play needs."""


class Cable:
    """Another computer at the other end of a cable: a network namespace, which only root may make."""

    def __init__(self):
        self.there = f"kinora-{os.getpid()}"
        self.plug = f"kin{os.getpid()}"

    def __enter__(self):
        with open("/proc/self/mountinfo") as mounts:
            if not any(line.split()[4] == "/" for line in mounts):  # as under chroot(1), where ip(8) cannot enter what it made
                raise NotPossible("/ is no mount point, so no network namespace")
        try:
            self._ip("netns", "add", self.there)
            self._ip("link", "add", self.plug, "type", "veth", "peer", "name", "eth0", "netns", self.there)
            self._ip("address", "add", f"{HERE}/30", "dev", self.plug)
            self.put_back()
            for command in (("link", "set", "lo", "up"), ("link", "set", "eth0", "up"), ("address", "add", f"{THERE}/30", "dev", "eth0")):
                self._ip("-n", self.there, *command)
        except (OSError, subprocess.CalledProcessError) as error:
            self.__exit__()
            raise NotPossible(f"no network namespace: {error}") from None
        return self

    def __exit__(self, *_):
        with contextlib.suppress(OSError):  # where there is no ip(8) nothing was made
            subprocess.run(["ip", "netns", "delete", self.there], check=False, stderr=subprocess.DEVNULL)  # and the cable with it

    def pull(self):
        self._ip("link", "set", self.plug, "down")

    def put_back(self):
        self._ip("link", "set", self.plug, "up")

    def swallow(self, everything):
        """What comes from the other computer is lost on the way, and nobody is told."""
        self._ip("-n", self.there, "route", "add" if everything else "delete", "blackhole", HERE)

    @staticmethod
    def _ip(*arguments):
        subprocess.run(["ip", *arguments], check=True, stderr=subprocess.PIPE)


class NetworkPlays:
    """For a Stage with a play's ways to enter."""

    def network_gone_and_back(self):
        """The cable is pulled while a video is made and put back later: the app says so, counts down, and is back with what it missed."""
        with Cable() as cable:
            os.environ["KINORA_SIM_JOB_SECONDS"] = "6"
            self.start_relay(f"{THERE}:0", within=("ip", "netns", "exec", cable.there), options=("--insecure-http",))
            self.make_first_account()
            self.start_app()
            self.sign_in()
            self.ask_for("A paper boat", "Landscape")
            wait_for("progress", self.percents, 60)
            cable.pull()
            self.app.find("label", contains="cannot be reached", seconds=20)
            self.picture("network-gone")
            account = self.app.find(contains="Maya Okafor")
            wait_for("the countdown at the account", lambda: "Reconnecting" in (account.get_description() or ""), 20)
            self.come_back(cable.put_back, "the cable")
            self.one_video()
            cable.pull()
            self.app.find("label", contains="cannot be reached", seconds=20)
            cable.swallow(True)
            cable.put_back()
            time.sleep(4)  # so that tries are lost on the way
            if not self.app.all("label", contains="cannot be reached"):
                raise NotThere("a relay that cannot be reached while everything is lost on the way")
            self.come_back(lambda: cable.swallow(False), "a network that swallowed everything")
            self.end()  # before the other computer is taken away

    def come_back(self, give_back, what):
        began = time.monotonic()
        give_back()
        wait_for("the app to be back", lambda: not self.app.all("label", contains="cannot be reached"), 10)
        print(f"back {time.monotonic() - began:.1f} s after {what}", flush=True)

    def make_first_account(self):
        """Away from this computer it needs the code that the relay has printed."""
        codes = re.findall(r"set-up code (\S+)", (self.output / "relay.log").read_text())  # of earlier runs, too
        if not codes:
            raise NotThere("the set-up code in relay.log")
        body = json.dumps({"email": self.EMAIL, "password": self.PASSWORD, "displayName": "Maya Okafor", "setupCode": codes[-1]}).encode()
        request = urllib.request.Request(f"{self.address}/api/v1/auth/register", body, {"Content-Type": "application/json"}, method="POST")
        urllib.request.urlopen(request, timeout=10).close()
