#!/usr/bin/env python3
"""The gallery with many videos: how soon it is there, how it scrolls and searches, what it takes; then the same library as a React page in
Chromium, in the same run.

usage: gallery.py BIN_DIR NODE_FOLDER [--videos N] [--rounds N]     inside a screen (packaging/demo/run); status 1 when a goal is missed
"""
import argparse
import functools
import http.server
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
SERVER_ID = "0195f000-0000-7000-8000-0000000000aa"
ACCOUNT_ID = "0195f000-0000-7000-8000-000000000001"
START_MS, FRAME_MS, STALL_MS, SEARCH_MS, MEMORY_MB = 500, 8.0, 50, 50, 300
START_FACTOR, MEMORY_FACTOR = 5.0, 4.0
STARTS = 9


def run_app(bin_dir, library, folder, start_only=False):
    """One start of the app, as KINORA_DRIVE_GALLERY tells it; with the stalls that the watch saw. A start alone goes without the watch, which
    takes 5 to 10 ms of it."""
    report, stalls = folder / "drive.json", folder / "stalls"
    for file in (report, stalls):
        file.unlink(missing_ok=True)
    environment = dict(os.environ, LD_PRELOAD=f"{bin_dir}/kinora_gallery_drive.so", KINORA_DRIVE_GALLERY=str(report))
    if start_only:
        environment["KINORA_DRIVE_START_ONLY"] = "1"
    else:
        environment["LD_PRELOAD"] += f" {bin_dir}/kinora_watch.so"
        environment["KINORA_WATCH_STALLS"] = str(stalls)
    start = time.monotonic_ns() / 1e6
    subprocess.run([str(bin_dir / "kinora"), "--data-dir", str(library), "--language", "en"], env=environment, check=True, timeout=300,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    result = json.loads(report.read_text())
    for key in ("firstCardsAt", "picturesAt"):
        result[key] -= start
    lines = [line.split(" ", 2) for line in stalls.read_text().splitlines()] if stalls.exists() else []
    # Without the time for which the machine gave it no core.
    result["stalls"] = [(int(took) - int(waited), what) for took, waited, what in lines if int(took) - int(waited) > STALL_MS]
    return result


class Page(http.server.SimpleHTTPRequestHandler):
    """The page, its modules, the library's JSON and posters; takes the report."""
    protocol_version = "HTTP/1.1"
    reports = []
    done = threading.Event()

    def __init__(self, *arguments, folders, **options):
        self.folders = folders
        super().__init__(*arguments, **options)

    def translate_path(self, path):
        name = path.split("?")[0].lstrip("/") or "index.html"
        return str(self.folders.get(name.split("/")[0], self.folders["."]) / name)

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def do_POST(self):
        self.reports.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()
        self.done.set()

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_):
        pass  # the browser is ended with connections open


def serve(library, node_folder):
    shown = library / "libraries" / SERVER_ID / ACCOUNT_ID
    folders = {".": HERE / "gallery", "node_modules": node_folder, "posters": shown, "videos.json": library, "first.json": library}
    server = Server(("127.0.0.1", 0), functools.partial(Page, folders=folders))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def tree(pid):
    """A process and all that came of it."""
    parents = {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
        except OSError:
            continue
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        waiting += parents.get(found[-1], [])
    return found


def memory_of(pid):
    """In megabytes, what is shared among them counted once."""
    total = 0
    for one in tree(pid):
        try:
            total += sum(int(line.split()[1]) for line in pathlib.Path(f"/proc/{one}/smaps_rollup").read_text().splitlines() if line.startswith("Pss:"))
        except OSError:
            continue
    return total / 1024


def run_page(address, folder):
    """The page in a browser of its own: frames come as fast as it can make them."""
    profile = folder / "profile"
    shutil.rmtree(profile, ignore_errors=True)
    command = ["chromium", f"--app={address}", f"--user-data-dir={profile}", "--no-first-run", "--no-default-browser-check", "--no-sandbox", "--disable-gpu-vsync",
               "--disable-frame-rate-limit", "--disable-background-networking", "--disable-extensions", "--disable-sync", "--window-size=1280,800",
               "--password-store=basic"]
    Page.reports.clear()
    Page.done.clear()
    start = time.time() * 1000
    browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        if not Page.done.wait(300):
            sys.exit("the page has not reported")
        result = Page.reports[0]
        result["memoryAtEnd"] = memory_of(browser.pid)
        result["picturesAt"] -= start
        return result
    finally:
        os.killpg(browser.pid, signal.SIGTERM)
        browser.wait()


def median(results, *path):
    return statistics.median(functools.reduce(lambda value, key: value[key], path, result) for result in results)


def say(goals, text, value, allowed, unit="ms"):
    met = value <= allowed
    goals.append(met)
    print(f"{text:58} {value:8.1f} {unit:3} {allowed:6.1f} allowed{'' if met else '   MISSED'}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin_dir", type=pathlib.Path)
    parser.add_argument("node_folder", type=pathlib.Path)
    parser.add_argument("--videos", type=int, default=100000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        library = folder / "library"
        subprocess.run([str(options.bin_dir / "client_gallery_library"), str(library), str(options.videos)], check=True)
        run_app(options.bin_dir, library, folder)  # into the page cache
        starts = [run_app(options.bin_dir, library, folder, start_only=True) for _ in range(STARTS)]
        app = [run_app(options.bin_dir, library, folder) for _ in range(options.rounds)]
        server = serve(library, options.node_folder)
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        run_page(address, folder)
        page = [run_page(address, folder) for _ in range(options.rounds)]
        server.shutdown()
    goals = []
    print(f"Kinora, {app[0]['videos']} videos, median of {len(app)} rounds ({STARTS} starts)")
    say(goals, "start to the first cards", median(starts, "firstCardsAt"), START_MS)
    say(goals, "start to all pictures of the first screen", median(starts, "picturesAt"), START_MS)
    say(goals, "a frame of scrolling from end to end, p99", median(app, "flick", "p99"), FRAME_MS)
    say(goals, "a frame of scrolling slowly, p99", median(app, "glide", "p99"), FRAME_MS)
    worst = max((stall for result in app for stall in result["stalls"]), default=(0, "none"))
    say(goals, f"longest stall ({worst[1]})"[:58], worst[0], STALL_MS)
    say(goals, "from a key in the search field to what it found, p95", median(app, "search", "p95"), SEARCH_MS)
    say(goals, "memory at the end", median(app, "memoryAtEnd"), MEMORY_MB, "MB")
    print(f"\nthe same library as a React page in Chromium ({page[0]['videos']} videos)")
    say(goals, "Kinora's start, beside the page's divided by five", median(starts, "picturesAt"), median(page, "picturesAt") / START_FACTOR)
    say(goals, "Kinora's memory, beside the browser's divided by four", median(app, "memoryAtEnd"), median(page, "memoryAtEnd") / MEMORY_FACTOR, "MB")
    say(goals, "Kinora's frame end to end, p99, beside the page's", median(app, "flick", "p99"), median(page, "flick", "p99"))
    say(goals, "Kinora's frame slowly, p99, beside the page's", median(app, "glide", "p99"), median(page, "glide", "p99"))
    print(f"from the last leap to all pictures of what is seen then: {median(app, 'settled'):.0f} ms")
    for title, results in (("Kinora", app), ("the page", page)):
        for part in ("flick", "glide", "jump", "search"):
            if part in results[0]:
                print(f"{title + ', ' + part:20} " + "   ".join(f"{key} {median(results, part, key):7.2f}" for key in ("p50", "p95", "p99", "most")) + " ms")
    return 0 if all(goals) else 1


if __name__ == "__main__":
    sys.exit(main())
