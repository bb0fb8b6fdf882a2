#!/usr/bin/env python3
"""Sends every message of messages.txt to a relay, straight and through nginx, and compares what each made of it.

    tests/relay/http/behind_nginx.py build/dev/bin/kinora-relay [nginx] > docs/http-behind-nginx.md

By hand: it needs nginx (Debian: nginx-light) and takes a minute. Through nginx it counts the requests that nginx says it passed on and those the
relay says it got; connections between them are kept, so a request framed differently would show as one more, or as the answer to somebody else.
Exits with 1 if there is a difference.
"""
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parents[2] / "packaging" / "demo"))

from ports import Ports  # noqa: E402

PORTS = Ports()
PATIENCE = 10
REFUSALS = (400, 413, 431)


def unescape(text):
    def one(match):
        found = match.group(0)
        if found[1] == "{":
            times, piece = found[2:-1].split("*", 1)
            return unescape(piece).decode("latin1") * int(times)
        if found[1] == "x":
            return chr(int(found[2:], 16))
        return {"r": "\r", "n": "\n", "t": "\t", "\\": "\\"}[found[1]]

    return re.sub(r"\\(\{[^}]*\}|x[0-9a-f]{2}|.)", one, text).encode("latin1")


def read_messages():
    family, messages = "", []
    for line in (HERE / "messages.txt").read_text().splitlines():
        if " | " not in line:
            family = line[2:].split(":")[0] if line.startswith("# ") else family
            continue
        if not line.startswith("#"):
            answers, name, text = line.split(" | ", 2)
            messages.append((family, answers, name, unescape(text)))
    return messages


def talk(port, data):
    """All that the server says until it closes."""
    answers = b""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as peer:
        try:
            peer.sendall(data)
            peer.shutdown(socket.SHUT_WR)
            while chunk := peer.recv(65536):
                answers += chunk
        except ConnectionError:
            pass  # what came before it counts
    return answers


def statuses(answers):
    return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3}) [A-Z]", answers)]


def mark(port, path):
    """Asks for an address that is not there; the statuses, and the number by which the relay's log knows the request."""
    answers = talk(port, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    number = re.search(rb"X-Request-Id: ([0-9a-f-]+)", answers)
    return statuses(answers), "requestId=" + number.group(1).decode() if number else "no answer"


class Log:
    """The lines a program has added to its log since they were last taken."""

    def __init__(self, path):
        self.path, self.seen = path, 0

    def until(self, mark):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            lines = self.path.read_text(errors="replace").splitlines()
            for number in range(self.seen, len(lines)):
                if mark in lines[number]:
                    taken, self.seen = lines[self.seen : number], number + 1
                    return taken
            time.sleep(0.002)
        raise SystemExit(f"{mark} does not show in {self.path}:\n" + "\n".join(self.path.read_text(errors="replace").splitlines()[-5:]))


def start_relay(program, folder):
    log = folder / "relay.log"
    relay = subprocess.Popen([program, "serve", "--data-dir", folder / "data", "--listen", "127.0.0.1:0", "--public-url", "https://localhost",
                              "--trusted-proxies", "127.0.0.1"], stdout=subprocess.PIPE, stderr=log.open("w"), text=True,
                             env={**os.environ, "SORA_API_URL": "http://127.0.0.1:1/v1"})  # no stand-in: nothing is made here
    ready = relay.stdout.readline()
    if not ready:
        raise SystemExit(log.read_text())
    return relay, int(ready.rsplit(":", 1)[1]), log


def start_nginx(program, folder, relay_port):
    port, log = PORTS.take(), folder / "nginx.log"
    (folder / "nginx.conf").write_text(f"""
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    log_format passed '$upstream_status|$status|$request';
    access_log {log} passed;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    upstream relay {{ server 127.0.0.1:{relay_port}; keepalive 4; }}
    server {{
        listen 127.0.0.1:{port};
        client_max_body_size 16m; proxy_ignore_client_abort on;
        location / {{ proxy_pass http://relay; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $http_host; }}
    }}
}}""")
    log.touch()
    nginx = subprocess.Popen([program, "-c", folder / "nginx.conf", "-p", folder], stderr=subprocess.DEVNULL)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return nginx, port, log
        except OSError:
            time.sleep(0.05)
    raise SystemExit((folder / "error.log").read_text())


def judge_one(number, message, relay_port, nginx_port, relay_log, nginx_log):
    family, stated, name, data = message
    straight = statuses(talk(relay_port, data))
    relay_log.until(mark(relay_port, "/straight")[1])
    through = statuses(talk(nginx_port, data))
    path = f"/mark-{number}"
    marked, known = mark(nginx_port, path)
    passed = [line for line in nginx_log.until(f"GET {path} ") if not line.startswith("-|")]
    got = [line for line in relay_log.until(known) if " http: answered " in line]
    refused = [status for status in straight if status in REFUSALS]
    agrees = len(passed) == len(got) and marked == [404]
    wanted = [int(word) if word.isdigit() else "ok" for word in stated.split(",") if word != "none"]
    as_stated = len(wanted) == len(straight) and all(w == s or (w == "ok" and s not in REFUSALS) for w, s in zip(wanted, straight))
    return family, name, straight, through, bool(refused), len(passed), any(s in REFUSALS for s in through), agrees, as_stated


def judge(messages, *place):
    number = 0
    for message in messages:
        # The relay logs after it has answered, on several threads: a line may overtake another. A difference is one that stays.
        for attempt in range(3):
            number += 1
            row = judge_one(number, message, *place)
            if row[7]:
                break
            time.sleep(0.2)
        yield row


def main():
    program, nginx_program = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "nginx"
    messages = read_messages()
    version = subprocess.run([nginx_program, "-v"], capture_output=True, text=True).stderr.strip().split(": ")[-1]
    with tempfile.TemporaryDirectory(prefix="kinora-nginx-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        relay, relay_port, relay_log = start_relay(program, folder)
        nginx, nginx_port, nginx_log = start_nginx(nginx_program, folder, relay_port)
        try:
            rows = list(judge(messages, relay_port, nginx_port, Log(relay_log), Log(nginx_log)))
        finally:
            for process in (nginx, relay):
                process.terminate()
                process.wait()
    wrong = [row for row in rows if not (row[7] and row[8])]
    print(f"# Hostile requests, straight and behind {version}\n\n"
          f"Made by `tests/relay/http/behind_nginx.py` from the {len(rows)} messages of `tests/relay/http/messages.txt`. *Straight*: refused by the relay\n"
          "(one 400, 413 or 431, then closed), or read. *Behind nginx*: answered by nginx alone, or passed on, and then refused or read by the relay. *Differ*:\n"
          "the relay got another number of requests than nginx passed on, or the next client got another answer than its own.\n\n"
          "| family | messages | straight: refused | read | behind nginx: nginx alone | passed, refused | passed, read | differ |\n|---|--:|--:|--:|--:|--:|--:|--:|")
    for family in dict.fromkeys(row[0] for row in rows):
        mine = [row for row in rows if row[0] == family]
        alone = [row for row in mine if row[5] == 0]
        passed = [row for row in mine if row[5] > 0]
        print(f"| {family} | {len(mine)} | {sum(r[4] for r in mine)} | {sum(not r[4] for r in mine)} | {len(alone)} | {sum(r[6] for r in passed)} | "
              f"{sum(not r[6] for r in passed)} | {sum(not r[7] for r in mine)} |")
    print("\nWhat the relay refuses and nginx passes on, tidied up or as it is:\n")
    for row in rows:
        if row[5] > 0 and row[4]:
            print(f"- `{row[1]}`: straight {row[2]}, behind nginx {row[3]}")
    for row in wrong:
        print(f"different: {row}", file=sys.stderr)
    print(f"\n{len(wrong)} differences.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
