#!/usr/bin/env python3
"""How long the player takes from one clip to the next one's picture; with --played N also what N clips, played and sought, leave in memory.

usage: clips.py BIN_DIR [--switches N] [--played N]     status 1 when the median is above 40 ms, or the memory grew by more than 5 %
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ALLOWED_MS = 40.0
ALLOWED_PERCENT = 5.0


def make_clips(folder):
    """As a relay stores them: H.264 with sound, both orientations, some lengths."""
    for number, (size, seconds) in enumerate([("720x1280", 4), ("1280x720", 8), ("720x1280", 12), ("1280x720", 4), ("720x1280", 8), ("1280x720", 12)]):
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", f"testsrc2=size={size}:rate=30", "-f", "lavfi", "-i", f"sine=frequency={220 + 40 * number}",
                        "-t", str(seconds), "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "+faststart",
                        str(folder / f"clip{number}.mp4")], check=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin_dir", type=pathlib.Path)
    parser.add_argument("--switches", type=int, default=200)
    parser.add_argument("--played", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        make_clips(folder)
        # The heaps as the app sets them (keepHeapsSmall in src/app/main.cpp).
        environment = dict(os.environ, MALLOC_ARENA_MAX="2", MALLOC_MMAP_THRESHOLD_=str(256 * 1024), QT_QPA_PLATFORM="offscreen",
                           QT_LOGGING_RULES="qt.multimedia*=false")
        run = subprocess.run([str(options.bin_dir / "client_clips_bench"), name, str(options.switches), str(options.played)], env=environment,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    print(run.stdout, end="")
    if run.returncode != 0:
        sys.exit("stopped: " + (run.stderr.strip().splitlines() or ["no word why"])[-1])
    median = float(re.search(r"p50 (\S+) ms", run.stdout)[1])
    print(f"clip switch: {median:.0f} ms; {ALLOWED_MS:.0f} ms are allowed")
    grown = re.search(r"first hundred: (\S+) %", run.stdout)
    if grown:
        print(f"memory: {grown[1]} %; {ALLOWED_PERCENT:.0f} % are allowed")
    return 0 if median <= ALLOWED_MS and (not grown or float(grown[1]) <= ALLOWED_PERCENT) else 1


if __name__ == "__main__":
    sys.exit(main())
