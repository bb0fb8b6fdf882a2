#!/usr/bin/python3
"""Asks a relay everything that openapi.yaml allows, and much that it does not, and holds each answer against it.

usage: main.py [--requests N] [--seed N] [--bin DIR] [--output DIR] [--limits] [--at-once N]

No 500, no status and no member that the contract does not name, every error problem+json with a code that is known, nothing of
another's, no report of a sanitizer, no error in the log, a relay that is ready afterwards, stops in order and has not grown. A request whose answer is
wrong is printed as a curl command. --limits puts the relay behind a proxy, where every limit on addresses and spending holds; without it the
relay is for its own machine only, where they do not hide what is behind them.
"""
import argparse
import asyncio
import collections
import json
import pathlib
import random
import re
import shutil
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
for folder in ("chaos", "support"):
    sys.path.insert(0, str(HERE.parents[1] / folder))

import composer  # noqa: E402
import contract as contracts  # noqa: E402
import history  # noqa: E402
import judge  # noqa: E402
import people  # noqa: E402
import web  # noqa: E402
import wire  # noqa: E402
from relay_config import SORA_2, relay_config  # noqa: E402
from stage import Stage  # noqa: E402

LIMITS = {"money_per_month": 8.00, "seconds_per_month": 100, "videos_per_hour": 12, "waiting_jobs": 6}
CHECK_UP_EVERY = 400
LOOK_EVERY = 250     # requests, between two looks at the memory
MAY_GROW_BY = 0.25   # from the middle of the run to its end; what ASan keeps back of freed memory is full by then
MAY_GROW_MB = 48
SANITIZER = {"ASAN_OPTIONS": "quarantine_size_mb=8:allocator_release_to_os_interval_ms=1000:malloc_context_size=20", "UBSAN_OPTIONS": "print_stacktrace=1",
             "LSAN_OPTIONS": f"suppressions={HERE.parents[1]}/support/lsan.supp:print_suppressions=0"}


class Run:
    def __init__(self, options):
        self.options = options
        self.output = options.output
        self.stage = Stage(options.bin, history.History(self.output / "programs.jsonl"))
        dice = random.Random(options.seed)
        self.contract = contracts.Contract.of_this_tree()
        self.memory = people.Memory(dice)
        self.judge = judge.Judge(self.contract, self.memory)
        self.dice = dice
        self.relay = self.people = self.composer = None
        self.peers = []
        self.findings = collections.OrderedDict()  # (operation, complaint) → [how often, first request]
        self.asked = 0
        self.slowest = collections.Counter()  # operation → seconds of waiting for it, all together
        self.memory_used = []  # (requests, MB)

    # --- the programs ------------------------------------------------------------------------------------------------------------

    async def start(self):
        postgres = await self.stage.start_postgres("kinora")
        sim = await self.stage.start_sim("--job-seconds", "0.3", "--seed", str(self.options.seed), environment=SANITIZER)
        config = self.stage.config(relay_config(f"http://127.0.0.1:{sim.port}/v1", SORA_2 | {"price_per_second": 0.10, "max_count": 3},
                                                limits=LIMITS if self.options.limits else None, max_in_flight=12))
        environment = {**SANITIZER}
        if self.options.limits:
            environment |= {"KINORA_PUBLIC_URL": "https://relay.example", "KINORA_TRUSTED_PROXIES": "127.0.0.1", "KINORA_REGISTRATION": "approval"}
        self.relay = await self.stage.start_relay("relay", postgres.url(), config, environment)

    def log(self):
        return (self.stage.folder / "relay.log").read_text(errors="replace")

    def look_at_memory(self):
        try:
            status = pathlib.Path(f"/proc/{self.relay.process.pid}/status").read_text()
        except FileNotFoundError:
            return  # gone, which is found elsewhere
        if used := re.search(r"VmRSS:\s+(\d+) kB", status):
            self.memory_used.append((self.asked, int(used.group(1)) / 1024))

    # --- asking ------------------------------------------------------------------------------------------------------------------

    def _complain(self, made, complaint, answer=None):
        name = made.operation.name if made.operation else "(not in the contract)"
        key = (name, re.sub(r"[0-9a-f-]{36}|\d{4,}", "…", complaint))
        if key not in self.findings:
            body = self.output / f"finding-{len(self.findings) + 1}.body"
            said = f"{answer.status} {answer.body[:600].decode(errors='replace')}" if answer else "no answer"
            self.findings[key] = [0, f"{made.request.curl(self.relay.port, body)}\n    {said}"]
        self.findings[key][0] += 1

    async def _send(self, peer, made):
        """Sends, judges, and tells the household what has changed."""
        self.asked += 1
        if self.options.limits:
            # The proxy of this relay: each request comes from somewhere.
            client = f"198.51.100.{1 + self.asked % 200}"
            made.request.headers = [one for one in made.request.headers if one[0] != "X-Forwarded-For"] + [("X-Forwarded-For", client)]
        if self.asked % LOOK_EVERY == 0:
            self.look_at_memory()
        begun = time.monotonic()
        try:
            answer = await peer.ask(made.request, made.operation is not None and made.operation.is_stream)
        except web.Lost as lost:
            self._complain(made, f"no answer: {lost}")
            return None
        self.slowest[made.operation.name if made.operation else "-"] += time.monotonic() - begun
        for complaint in self.judge.complaints(made, answer):
            self._complain(made, complaint, answer)
        if made.operation and answer.status < 300 and made.request.method != "HEAD":
            self.people.note(made.operation.name, made.person, composer.as_object(made.body), answer)
        return answer

    async def _ask_for_household(self, person, method, path, body=None, headers=None):
        pattern = re.sub(r"\?.*", "", path)
        pattern = re.sub(r"/[0-9a-f-]{36}", "/{id}", re.sub(r"(upstreams)/[^/]+", r"\1/{name}", pattern))
        operation = next((one for one in self.contract.operations if (one.method, one.path) == (method, pattern)), None)
        if operation is None:
            raise RuntimeError(f"the contract has no {method} {path}")
        made = composer.Composed(wire.Request(method, path, list((headers or {}).items())), operation, person, "good")
        made.account = person.account if person else None
        if person:
            made.request.headers.append(("Authorization", f"Bearer {person.token}"))
        if body is not None:
            made.request.body = json.dumps(body).encode()
            made.request.headers.append(("Content-Type", "application/json"))
        peer = self.peers.pop() if self.peers else wire.Peer(self.relay.port)
        answer = await self._send(peer, made)
        self.peers.append(peer)
        if answer is None:
            raise RuntimeError(f"{method} {path} was not answered")
        if answer.status == 401 and person:
            await self.people.heal(person, person.token)
        return answer

    async def _worker(self):
        peer = wire.Peer(self.relay.port)
        while self.asked < self.options.requests and self.relay.is_running:
            made = self.composer.next()
            answer = await self._send(peer, made)
            if answer is None:
                continue
            if answer.status == 401 and made.person and made.token and self.judge.code(answer) == "unauthorized":
                if made.token == self.people.key:
                    await self.people.make_key()
                else:
                    await self.people.heal(made.person, made.token)
            elif made.operation and made.operation.name == "deleteMe" and answer.status == 204:
                await self.people.heal(made.person)
            if self.asked // CHECK_UP_EVERY > self.checked_up:
                self.checked_up = self.asked // CHECK_UP_EVERY
                await self.people.check_up()
        peer.close()

    async def go(self):
        await self.start()
        code = re.search(r"set-up code ([A-Z0-9-]+)", self.log())
        self.people = people.People(self.dice, self.memory, self._ask_for_household, code.group(1) if code else None)
        self.composer = composer.Composer(self.contract, self.dice, self.memory, self.people)
        self.checked_up = 0
        await self.people.settle()
        await asyncio.gather(*(self._worker() for _ in range(self.options.at_once)))

    # --- afterwards --------------------------------------------------------------------------------------------------------------

    async def afterwards(self):
        """What is wrong with the relay itself."""
        wrong = []
        if not self.relay.is_running:
            wrong.append(f"the relay ended by itself with {self.relay.process.poll()}")
        else:
            try:
                ready = await web.ask(self.relay.port, "GET", "/readyz", seconds=60)
                if ready.status != 200:
                    wrong.append(f"the relay is not ready afterwards: {ready.body.decode()}")
            except web.Lost as lost:
                wrong.append(f"the relay is not there afterwards: {lost}")
            self.look_at_memory()
            if status := await self.relay.terminate(60):
                wrong.append(f"the relay stopped with status {status}")
        log = self.log()
        wrong += [f"the log: {line}" for line in log.splitlines() if re.search(r"AddressSanitizer|LeakSanitizer|runtime error:|Z error  ", line)][:10]
        wrong += self._growth()
        return wrong

    def _growth(self):
        if len(self.memory_used) < 4:
            return []
        middle, last = self.memory_used[len(self.memory_used) // 2][1], self.memory_used[-1][1]
        if last - middle > max(MAY_GROW_MB, MAY_GROW_BY * middle):
            return [f"the relay grew from {middle:.0f} MB in the middle of the run to {last:.0f} MB at its end"]
        return []

    def report(self, wrong, seconds):
        codes, counts = self.judge.codes, self.judge.statuses
        print(f"requests: {self.asked} in {seconds:.0f} s, seed {self.options.seed}, {'with' if self.options.limits else 'without'} limits on addresses and spending")
        print(f"operations: {len(self.contract.operations)}; successes named and not met: {', '.join(self.judge.not_met()) or 'none'}")
        shown = self.memory_used[:: max(1, len(self.memory_used) // 6)] + self.memory_used[-1:]
        print("memory, MB after so many requests: " + ", ".join(f"{used:.0f} after {asked}" for asked, used in shown))
        print("seconds of waiting: " + ", ".join(f"{name} {spent:.0f}" for name, spent in self.slowest.most_common(8)))
        print("codes: " + ", ".join(f"{code} {count}" for code, count in codes.most_common()))
        if self.options.table:
            print("\n| operation | answers |\n|---|---|")
            for name, statuses in sorted(counts.items()):
                print(f"| {name} | {', '.join(f'{status}: {count}' for status, count in sorted(statuses.items()))} |")
        for (name, complaint), (count, example) in self.findings.items():
            print(f"\n{name}: {complaint} ({count} times)\n    {example}")
        for line in wrong:
            print(line)
        print(f"\nfound: {len(self.findings) + len(wrong)}")


def arguments():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n")[0])
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("--limits", action="store_true")
    parser.add_argument("--table", action="store_true", help="print how each operation was answered")
    parser.add_argument("--all-succeed", action="store_true", help="it is wrong if an operation never succeeded")
    parser.add_argument("--at-once", type=int, default=4)
    return parser.parse_args()


async def hold(options):
    run = Run(options)
    begun = time.monotonic()
    wrong = []
    try:
        await run.go()
        wrong = await run.afterwards()
        if options.all_succeed:
            wrong += [f"{name} never succeeded" for name in run.judge.never_succeeded()]
    finally:
        await run.stage.end()
        for log in run.stage.folder.glob("*.log"):
            shutil.copy(log, options.output)
        run.stage.remove()
    run.report(wrong, time.monotonic() - begun)
    return 1 if run.findings or wrong else 0


def main():
    options = arguments()
    shutil.rmtree(options.output, ignore_errors=True)
    options.output.mkdir(parents=True)
    return asyncio.run(hold(options))


if __name__ == "__main__":
    sys.exit(main())
