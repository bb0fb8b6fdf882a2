"""Plays about what goes along with a prompt."""
import subprocess

from desktop import NotThere, wait_for
from relay_config import SORA_2, relay_config
from stage import PRESSABLE


class CreatingPlays:
    """For a Stage with a play's ways to enter."""

    def cameo_and_picture(self):
        """A cameo and a reference image go from the composer to the video service; asked for again they are there again, the cameo by the
        handle that it has by then."""
        self.start_sim(job_seconds=1)
        config = self.home / "relay.toml"
        model = SORA_2 | {"label": "Sora 2", "orientations": ["portrait", "landscape"], "reference_image": True, "max_cameos": 3}
        config.write_text(relay_config(f"{self.sim_address}/v1", model, name="studio"))
        self.start_relay(KINORA_CONFIG=str(config), SORA_API_TOKEN="upstream-token")
        self.enter()
        self.make_cameo()
        self.app.press(PRESSABLE, name="Landscape")
        self.app.write("text", "Over the bridge goes", name="Prompt")
        self.app.press(PRESSABLE, name="Cameo Juno")
        wait_for("the cameo in the prompt", lambda: self.prompt() == "Over the bridge goes @juno", 5)
        self.choose_picture()
        self.picture("cameo-and-picture")
        self.app.press("push button", starts="Generate")
        self.one_video()
        self.check_what_arrived()
        self.ask_again_after_renaming()

    def make_cameo(self):
        self.app.press("push button", name="Add cameo")
        self.app.write("text", "Juno", name="Name")
        self.app.write("text", "a woman in a red raincoat", name="What it looks like")
        self.app.press("push button", name="Save")
        self.app.find(PRESSABLE, name="Cameo Juno")

    def choose_picture(self):
        """All of it red, and of another shape than the video."""
        file = self.home / "red.png"
        self._ffmpeg("-f", "lavfi", "-i", "color=red:size=600x600", "-frames:v", "1", file)
        self.app.press("push button", name="Add a reference image")
        self.app.write_in_dialog("Choose a picture", str(file), ("dialog", "file chooser"))
        self.app.key("Return")
        self.app.find("push button", name="Reference image: chosen")

    def check_what_arrived(self):
        [entry] = self.ledger()
        if entry["prompt"] != "Over the bridge goes Juno\n\nJuno: a woman in a red raincoat":
            raise NotThere(f"the cameo in words, not {entry['prompt']!r}")
        [reference] = (self.home / "sim").rglob("*.reference")
        size = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "stream=width,height", "-of", "csv=p=0", reference],
                              check=True, capture_output=True, text=True).stdout.strip()
        if size != "1280,720":
            raise NotThere(f"a picture in the shape of the video, not {size}")
        red, green, blue = self._ffmpeg("-i", reference, "-vf", "scale=1:1,format=rgb24", "-f", "rawvideo", "-")
        if red < 230 or green > 25 or blue > 25:
            raise NotThere(f"the picture that was chosen, not one of {red}, {green}, {blue}")

    def ask_again_after_renaming(self):
        self.app.press("push button", name="Edit cameos")
        self.app.key("Down", "Return")  # menus are not in Qt's accessibility tree
        self.app.write("text", "juniper", name="In prompts, after the @")
        self.app.press("push button", name="Save")
        wait_for("the dialog to close", lambda: not self.app.all("text", name="In prompts, after the @"), 20)
        self.app.press(PRESSABLE, name="Queue")
        self.app.press(PRESSABLE, name="History")
        self.app.press("push button", name="Use again")
        wait_for("the cameo by its handle of today", lambda: self.prompt() == "Over the bridge goes @juniper", 10)
        self.app.find("push button", name="Reference image: chosen")
        self.app.key("ctrl+Return")
        wait_for("the second video", lambda: len(self.library()) == 2, 60)
        if len({entry["prompt"] for entry in self.ledger()}) != 1:
            raise NotThere(f"the same words to the video service, not {self.ledger()}")

    @staticmethod
    def _ffmpeg(*options):
        return subprocess.run(["ffmpeg", "-v", "error", "-y", *map(str, options)], check=True, capture_output=True).stdout
