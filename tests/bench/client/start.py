#!/usr/bin/env python3
"""How long the app takes from its start to its first painted window, beside an empty Qt window, turn by turn in one run.

usage: start.py BIN_DIR [--rounds N]     inside a screen (packaging/demo/run); status 1 when the app takes more than three times as long
"""
import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ALLOWED = 3.0


def first_paint(bin_dir, folder, command):
    """Milliseconds from before the program was started to its first painted window."""
    stamp = folder / "painted"
    stamp.unlink(missing_ok=True)
    environment = dict(os.environ, LD_PRELOAD=str(bin_dir / "kinora_watch.so"), KINORA_WATCH_FIRST_PAINT=str(stamp))
    start = time.monotonic_ns()
    subprocess.run([str(part) for part in command], env=environment, check=True, timeout=60, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return (int(stamp.read_text()) - start) / 1e6


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin_dir", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        again = [options.bin_dir / "kinora", "--data-dir", folder / "again"]
        programs = {
            "an empty Qt window": lambda _: [options.bin_dir / "client_empty_window"],
            "kinora, for the first time": lambda n: [options.bin_dir / "kinora", "--data-dir", folder / f"first{n}"],
            "kinora, again": lambda _: again,
        }
        for command in programs.values():  # into the page cache
            first_paint(options.bin_dir, folder, command("-warm"))
        times = {name: [] for name in programs}
        for number in range(options.rounds):
            for name, command in programs.items():
                times[name].append(first_paint(options.bin_dir, folder, command(number)))
    medians = {name: statistics.median(values) for name, values in times.items()}
    empty = medians["an empty Qt window"]
    for name, values in times.items():
        print(f"{name:28} median {medians[name]:6.0f} ms   fastest {min(values):6.0f}   slowest {max(values):6.0f}   {medians[name] / empty:4.2f} ×")
    worst = max(medians.values()) / empty
    print(f"start to first paint: {worst:.2f} × an empty window; {ALLOWED:.0f} × is allowed")
    return 0 if worst <= ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main())
