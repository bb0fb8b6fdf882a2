#!/usr/bin/python3
"""Kills, cuts and freezes everything while people ask for videos, and judges what is left.

usage: main.py [--short|--full|--tiny] [--seed N] [--bin DIR] [--output DIR] [PART ...]
"""
import argparse
import asyncio
import pathlib
import shutil
import sys
import time
import traceback

import checker
import history
from crashes import Crashes, Poison
from files import Files
from races import STEPS, Races
from stage import Broken
from storm import Storm

PARTS = {
    "videos": lambda options, *place: Storm(options.bin, *place, "videos", options.seed, options.size),
    "chat-stream": lambda options, *place: Storm(options.bin, *place, "chat-stream", options.seed, options.size),
    "crashes-videos": lambda options, *place: Crashes(options.bin, *place, "videos", options.seed),
    "crashes-chat-stream": lambda options, *place: Crashes(options.bin, *place, "chat-stream", options.seed),
    "poison": lambda options, *place: Poison(options.bin, *place, "videos", options.seed),
    "files": lambda options, *place: Files(options.bin, *place, "videos", options.seed),
    "races": lambda options, *place: Races(options.bin, *place, "videos", options.seed, STEPS),
}
# The steps of the races one by one.
SINGLE = {step: lambda options, *place, step=step: Races(options.bin, *place, "videos", options.seed, [step]) for step in STEPS}


async def hold(options, output, part):
    told = history.History(output / "history.jsonl")
    scene = (PARTS | SINGLE)[part](options, output, told)
    try:
        await scene.run()
    finally:
        await scene.end()
        told.close()


def judge(output):
    lines, good = checker.report(checker.Evidence.load(output))
    print("\n".join(lines), flush=True)
    return good


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1])
    size = parser.add_mutually_exclusive_group()
    for name in ("tiny", "short", "full"):
        size.add_argument(f"--{name}", dest="size", action="store_const", const=name, default="short")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS | SINGLE):
        parser.error(f"there is no part {', '.join(unknown)}; the parts are {', '.join(PARTS | SINGLE)}")
    good = True
    for part in options.parts or PARTS:
        output = options.output / part
        shutil.rmtree(output, ignore_errors=True)
        output.mkdir(parents=True)
        begun = time.monotonic()
        print(f"== {part}, {options.size}, seed {options.seed}", flush=True)
        try:
            asyncio.run(hold(options, output, part))
            good = judge(output) and good
        except Broken as failure:
            print(f"the storm could not be held: {failure}")
            good = False
        except Exception:
            traceback.print_exc()
            good = False
        print(f"-- {part}: {time.monotonic() - begun:.0f} s; everything is in {output}", flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
