#!/usr/bin/python3
"""Judges a storm from what it left behind, offline: the history, the upstream's own ledger, the database, the files.

usage: checker.py FOLDER        prints a count of everything and each violation; exit status 1 when there is one
"""
import collections
import json
import pathlib
import sys

import history

TERMINAL = ("completed", "failed", "canceled")
STAGES = ("submitting", "checking", "generating", "saving", "done")  # of one attempt
# The kinds a finding can be of. The last ones are counted and no violation.
VIOLATIONS = ("lost", "duplicated", "unexpected", "regressed", "unsettled", "wrong hash", "wrong bill", "untold", "stale")
STOP_SECONDS = 10
VIEW_SECONDS = 2


class Evidence:
    def __init__(self, history, upstream, database, files, about):
        self.history = history
        self.upstream = [entry | {"prompt": _words(entry["prompt"])} for entry in upstream]  # entries of GET /sim/ledger
        self.database = database      # table → rows
        self.files = files            # name in the content store → SHA-256 of its bytes
        self.can_list = about["canList"]
        self.settle_seconds = about["settleSeconds"]
        self.jobs = {job["id"]: job for job in database["jobs"]}
        self.live_attempts = collections.defaultdict(list)
        for attempt in database["attempts"]:
            if attempt["accepted"] or attempt["outcome"] != "not_accepted":
                self.live_attempts[attempt["job_id"]].append(attempt)
        self.entry_of = entries_by_job(self)

    @staticmethod
    def load(folder):
        folder = pathlib.Path(folder)
        read = lambda name: json.loads((folder / name).read_text())  # noqa: E731
        return Evidence(history.read(folder / "history.jsonl"), read("upstream.json"), read("database.json"), read("files.json"), read("about.json"))

    def of(self, *types):
        return (line for line in self.history if line["type"] in types)


def _words(prompt):
    """A prompt as its user wrote it: where one model's name serves both orientations, the relay sends the ratio with it."""
    return prompt.removesuffix("\n\n16:9").removesuffix("\n\n9:16")


def entries_by_job(evidence):
    """Which entries of the upstream's ledger belong to which job: by the upstream's id where the relay knows it, by the
    bytes where it has them, and the others by their prompt to those jobs of that prompt that have none. What remains stays under None."""
    owner = {}
    for job, attempts in evidence.live_attempts.items():
        for attempt in attempts:
            if attempt["upstream_id"]:
                owner[attempt["upstream_id"]] = job
    found = collections.defaultdict(list)
    rest = []
    stored = {(evidence.jobs[video["job_id"]]["prompt"], video["sha256"]): video["job_id"] for video in evidence.database["videos"]}
    for entry in evidence.upstream:
        # The bytes tell whose it was where the relay never learnt an id.
        job = owner.get(entry["upstreamId"]) or stored.get((entry["prompt"], entry["sha256"]))
        if job:
            found[job].append(entry)
        else:
            rest.append(entry)
    without = collections.defaultdict(list)
    for job in evidence.database["jobs"]:
        if job["id"] not in found and evidence.live_attempts[job["id"]]:
            without[job["prompt"]].append(job)
    for entry in rest:
        jobs = without[entry["prompt"]]
        # Of several the one that fits best: that asked for this model, then those who say that they were charged, last those who say that they were not.
        jobs.sort(key=lambda job: (_asked(evidence, job) in (None, entry["model"]), ("no", "held", "unknown", "yes").index(job["charged"]),
                                   _orientation(entry) in (None, job["orientation"]), job["price_micro_usd"] == entry["chargedMicroUsd"]))
        found[jobs.pop()["id"] if jobs else None].append(entry)
    return found


def _asked(evidence, job):
    """The model's name as it was sent, where the relay keeps what it sent."""
    return next((name for attempt in evidence.live_attempts[job["id"]]
                 if (name := ((attempt.get("state") or {}).get("request") or {}).get("model"))), None)


def _orientation(entry):
    """The streaming dialect carries it in the model's name; the ledger does not say it otherwise."""
    return next((word for word in ("portrait", "landscape") if entry["model"].endswith(word)), None)


# --- what must be there ------------------------------------------------------------------------------------------------------------


def lost(evidence):
    answered = set()
    for line in evidence.of("ack"):
        answered.add((line["user"], line["key"]))
        for job in line["ids"]:
            if job not in evidence.jobs:
                yield f"job {job} of {line['key']} was acknowledged and is not in the database"
    for line in evidence.of("submit"):
        if (line["user"], line["key"]) not in answered:
            answered.add((line["user"], line["key"]))
            yield f"{line['key']} of {line['user']} never got a definite answer"
    videos = {video["job_id"]: video for video in evidence.database["videos"]}
    for job in evidence.jobs.values():
        if job["status"] == "completed" and job["id"] not in videos:
            yield f"job {job['id']} is completed and has no video"
    for video in evidence.database["videos"]:
        for name in (video["sha256"], video["poster"], video["sprite"]):
            if name and name not in evidence.files:
                yield f"the file {name} of job {video['job_id']} is not in the store"
    acknowledged = {job for line in evidence.of("ack") for job in line["ids"]}
    finals = {line["job"]["id"]: line["job"] for line in evidence.of("final")}
    for job in acknowledged & set(evidence.jobs):
        if job not in finals:
            yield f"job {job} is not in its user's list"
        elif evidence.jobs[job]["stage"] == "done" and finals[job]["status"] != evidence.jobs[job]["status"]:
            yield f"job {job} is {evidence.jobs[job]['status']} and shown as {finals[job]['status']}"


def duplicated(evidence):
    first = {}
    for line in evidence.of("ack"):
        if line["status"] == 202:
            before = first.setdefault((line["user"], line["key"]), line["ids"])
            if before != line["ids"]:
                yield f"{line['key']} of {line['user']} made {before} and {line['ids']}"
    for job, entries in evidence.entry_of.items():
        charged = [entry["upstreamId"] for entry in entries if entry["chargedMicroUsd"]]
        if job is None:
            for entry in entries:
                if entry["chargedMicroUsd"] and any(other["prompt"] == entry["prompt"] for other in evidence.jobs.values()):
                    yield f"the upstream made {entry['upstreamId']} for \"{entry['prompt']}\", which no job needs any more"
        elif len(charged) > 1:
            yield f"job {job} was made by the upstream as {', '.join(charged)}"
    for job, attempts in evidence.live_attempts.items():
        if len(attempts) > 1:
            yield f"job {job} has {len(attempts)} attempts that may have been accepted"
    for kind, by in (("reserve", "job_id"), ("release", "job_id"), ("charge", "attempt_id")):
        counts = collections.Counter(row[by] for row in evidence.database["ledger"] if row["kind"] == kind)
        for id, count in counts.items():
            if count > 1:
                yield f"{count} rows {kind} for {by[:-3]} {id}"


def unexpected(evidence):
    keys = {(line["user"], line["key"]) for line in evidence.of("submit")}
    poisoned = {job for line in evidence.of("poison") for job in line["jobs"]}
    for job in evidence.jobs.values():
        if (job["email"].split("@")[0], job["key"]) not in keys:
            yield f"job {job['id']} of the key {job['key']}, which nobody sent"
        if job["error_code"] == "internal" and job["id"] not in poisoned:
            yield f"job {job['id']} failed as internal: {job['error_detail']}"
        if job["error_code"] == "outcome_unknown" and evidence.can_list:
            yield f"job {job['id']} ended as outcome_unknown although the upstream has a list"
    prompts = {job["prompt"] for job in evidence.jobs.values()}
    for entry in evidence.entry_of.get(None, []):
        if entry["prompt"] not in prompts:
            yield f"the upstream was asked for \"{entry['prompt']}\" ({entry['upstreamId']}), which is no job's"
    for line in evidence.of("unexpected"):
        yield f"{line['what']}: {line['body']}"
    for line in evidence.of("stream"):
        if line["status"] not in (200, 401):
            yield f"a stream of {line['user']} was answered with {line['status']} at {line['t']} s; standard clients stop for ever on that"
    for line in evidence.of("process"):
        if line["what"] == "gone" and line["status"] is not None and line["status"] != 1:
            yield f"{line['name']} ended by itself with {line['status']} at {line['t']} s"
        if line["what"] == "stopped" and (line["status"] != 0 or line["seconds"] > STOP_SECONDS):
            yield f"{line['name']} took {line['seconds']} s to stop and ended with {line['status']} at {line['t']} s"
    for line in evidence.of("view"):
        if line["job"] is None:
            yield f"job {line['asked']} was not found by its user at {line['t']} s"


# --- what must not change ----------------------------------------------------------------------------------------------------------


def regressed(evidence):
    """Each reader, by itself, sees a job only ever move on."""
    seen = {}
    for line in evidence.of("event", "view", "final"):
        jobs = line.get("jobs") or ([line["job"]] if line.get("job") else [])
        for job in jobs:
            reader = (line["user"], "view" if line["type"] == "final" else line["type"], job["id"])
            before = seen.get(reader)
            seen[reader] = job
            if before is None:
                continue
            where = f"job {job['id']} at {line['t']} s, as {line['user']}'s {reader[1]}s tell it"
            if before["status"] in TERMINAL and job["status"] != before["status"]:
                yield f"{where}: {before['status']} became {job['status']}"
            elif job["attempts"] < before["attempts"]:
                yield f"{where}: attempts fell from {before['attempts']} to {job['attempts']}"
            elif (job["attempts"] == before["attempts"] and job["progress"] is not None and before["progress"] is not None
                  and job["progress"] < before["progress"] and job["status"] not in TERMINAL):
                yield f"{where}: progress fell from {before['progress']} to {job['progress']} within attempt {job['attempts']}"
            elif (job["attempts"] == before["attempts"] and job["stage"] in STAGES and before["stage"] in STAGES
                  and STAGES.index(job["stage"]) < STAGES.index(before["stage"])):
                yield f"{where}: {before['stage']} became {job['stage']} within attempt {job['attempts']}"
    numbers = {}
    for line in evidence.of("event"):
        if line["id"] is None:
            continue
        number = int(line["id"])
        before = numbers.get(line["user"])
        numbers[line["user"]] = number
        if before is not None and line["name"] != "snapshot" and number <= before:
            yield f"event {number} of {line['user']} came after event {before} at {line['t']} s"


def unsettled(evidence):
    calm = next((line["t"] for line in evidence.of("calm")), None)
    if calm is None:
        yield "the storm never became calm"
        return
    for job in evidence.jobs.values():
        if job["stage"] != "done":
            yield f"job {job['id']} is still {job['status']}, {job['stage']}: {job['message']}"
    late = {}
    for line in evidence.of("event", "view"):
        for job in line.get("jobs") or ([line["job"]] if line.get("job") else []):
            if line["t"] > calm + evidence.settle_seconds and job["status"] not in TERMINAL:
                late[job["id"]] = line["t"] - calm
    for job, seconds in late.items():
        yield f"job {job} was still at work {seconds:.0f} s after the last fault"


def stale(evidence):
    """A view equals the server's state within two seconds of coming back, and stays so. Judged where nothing struck shortly before: a
    frozen relay says nothing, and a line that hangs brings nothing."""
    views = collections.defaultdict(dict)   # user → job → status
    since = {}                              # user → when the open stream was opened
    owner = {id: job["email"].split("@")[0] for id, job in evidence.jobs.items()}
    changed = {}                            # job → when a view of it last changed
    steady = {}                             # job → (status, since when)
    struck = -1000.0
    told = set()
    for line in evidence.history:
        kind = line["type"]
        if kind == "stream" and line["status"] == 200:
            since[line["user"]] = line["t"]
        elif kind == "closed":
            since.pop(line["user"], None)
        elif kind == "fault" and line.get("link") != "upstream" and line.get("target") != "sim":
            struck = max(struck, line["t"] + (line.get("seconds") or 0))
        elif kind == "event":
            if line["name"] == "snapshot":
                views[line["user"]] = {job["id"]: job["status"] for job in line["jobs"]}
            elif line["job"]:
                views[line["user"]][line["job"]["id"]] = line["job"]["status"]
                changed[line["job"]["id"]] = line["t"]
        elif kind == "truth":
            for job, status in line["jobs"].items():
                if steady.get(job, (None,))[0] != status:
                    steady[job] = (status, line["t"])
                user = owner.get(job)
                quiet = max(struck, since.get(user, 1e9), steady[job][1])
                if user in since and line["asked"] - quiet > VIEW_SECONDS:
                    seen = views[user].get(job)
                    # Who came back after the end learns of it from a snapshot that no longer has it.
                    if seen != status and changed.get(job, 0) < line["asked"] and not (seen is None and status in TERMINAL) and (job, status) not in told:
                        told.add((job, status))
                        yield f"job {job} is {status} since {steady[job][1]} s, and {user}'s stream has it as {seen} at {line['t']} s"


def untold(evidence):
    """Every numbered event reaches its user, or a later snapshot stands for it."""
    logged = collections.defaultdict(set)
    for event in evidence.database["events"]:
        logged[event["email"].split("@")[0]].add(event["seq"])
    told = collections.defaultdict(set)
    covered = collections.defaultdict(int)
    streams = set()
    for line in evidence.of("event"):
        streams.add(line["user"])
        if line["id"] is None:
            continue
        if line["name"] == "snapshot":
            covered[line["user"]] = max(covered[line["user"]], int(line["id"]))
        else:
            told[line["user"]].add(int(line["id"]))
    for user in sorted(streams):
        missing = sorted(seq for seq in logged[user] - told[user] if seq > covered[user])
        if missing:
            yield f"{user} was never told {len(missing)} events: {missing[:10]}"
        invented = sorted(told[user] - logged[user])
        if invented:
            yield f"{user} was told events that are not in the log: {invented[:10]}"


# --- bytes and money ---------------------------------------------------------------------------------------------------------------


def wrong_hash(evidence):
    for name, sha256 in evidence.files.items():
        if name != sha256:
            yield f"the file {name} in the store has the bytes of {sha256}"
    for video in evidence.database["videos"]:
        made = {entry["sha256"] for entry in evidence.entry_of.get(video["job_id"], [])}
        if video["sha256"] not in made:
            yield f"the video of job {video['job_id']} is {video['sha256']}, the upstream made {made or 'nothing'}"


def ledger_sums(evidence):
    """job → (what is booked as paid, all of its lines together)"""
    sums = collections.defaultdict(lambda: [0, 0])
    for row in evidence.database["ledger"]:
        sums[row["job_id"]][0] += row["micro_usd"] if row["kind"] in ("charge", "adjust") else 0
        sums[row["job_id"]][1] += row["micro_usd"]
    return sums


def wrong_bill(evidence):
    """The lines of a job come to its price, or to nothing where it says that nothing was charged; and the upstream says the same."""
    sums = ledger_sums(evidence)
    for job in evidence.jobs.values():
        paid, all_lines = sums[job["id"]]
        billed = sum(entry["chargedMicroUsd"] for entry in evidence.entry_of.get(job["id"], []))
        name = f"job {job['id']} ({' '.join(filter(None, (job['status'], job['error_code'])))}, charged={job['charged']})"
        if job["stage"] != "done":
            continue
        if job["charged"] == "held":
            yield f"{name} has ended and its money is held"
        if job["charged"] != "unknown" and (billed > 0) != (job["charged"] == "yes"):
            yield f"{name}: the upstream billed {billed}"
        price = job["price_micro_usd"]
        if price is None:
            continue
        if billed not in (0, price):
            yield f"{name} costs {price}, the upstream billed {billed}"
        if all_lines != (0 if job["charged"] == "no" else price):
            yield f"{name} costs {price} and its lines come to {all_lines}"
        if job["charged"] == "yes" and paid != price:
            yield f"{name} costs {price} and {paid} is booked as paid"
    for usage in evidence.database["usage"]:
        counted = [job for job in evidence.jobs.values() if job["user_id"] == usage["user_id"] and job["counted_in"] == usage["month"]]
        for what, column in (("micro_usd", "price_micro_usd"), ("seconds", "seconds")):
            total = sum(job[column] or 0 for job in counted)
            if usage[what] != total:
                yield f"user {usage['user_id']} has {usage[what]} {what} counted against the limits, the jobs come to {total}"


CHECKS = {"lost": lost, "duplicated": duplicated, "unexpected": unexpected, "regressed": regressed, "unsettled": unsettled,
          "wrong hash": wrong_hash, "wrong bill": wrong_bill, "untold": untold, "stale": stale}


def violations(evidence):
    """kind → sentences"""
    return {kind: list(CHECKS[kind](evidence)) for kind in VIOLATIONS}


# --- what it was like --------------------------------------------------------------------------------------------------------------


def summary(evidence):
    """What one may want to know beside the violations, as (name, value)."""
    jobs = evidence.jobs.values()
    yield "jobs", len(jobs)
    yield "faults that struck", sum(1 for _ in evidence.of("fault")) - sum(line["count"] for line in evidence.of("unspent"))
    kinds = collections.Counter(line["kind"] for line in evidence.of("fault"))
    yield "faults by kind", ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    ends = collections.Counter(job["status"] + (f" ({job['error_code']})" if job["error_code"] else "") for job in jobs)
    yield "how the jobs ended", ", ".join(f"{end} {count}" for end, count in sorted(ends.items()))
    yield "submits answered only after being sent again", len({(line["user"], line["key"]) for line in evidence.of("lost")})
    hurt = {line["job"]["id"] for line in evidence.of("event", "view") if line.get("job") and line["job"]["stage"] == "checking"}
    hurt |= {job["id"] for job in jobs if job["attempts"] > 1 or job["claims"] > job["attempts"]}
    yield "recovered (tried again, checked or taken over, and completed)", sum(1 for job in jobs if job["id"] in hurt and job["status"] == "completed")
    yield "outcome_unknown", sum(1 for job in jobs if job["error_code"] == "outcome_unknown")
    yield "interrupted", sum(1 for job in jobs if job["error_code"] == "interrupted")
    yield "videos of jobs that had failed (late results)", sum(
        1 for video in evidence.database["videos"] if evidence.jobs[video["job_id"]]["status"] != "completed")
    yield "the upstream's bill, micro-USD", sum(entry["chargedMicroUsd"] for entry in evidence.upstream)
    sums = ledger_sums(evidence)
    yield "the ledger's sum without the unknown, micro-USD", sum(sums[job["id"]][1] for job in jobs if job["charged"] != "unknown")
    unknown = [job for job in jobs if job["charged"] == "unknown"]
    yield "nobody knows: held, micro-USD", sum(sums[job["id"]][1] for job in unknown)
    yield "nobody knows: billed, micro-USD", sum(
        entry["chargedMicroUsd"] for job in unknown for entry in evidence.entry_of.get(job["id"], []))
    calm = next((line["t"] for line in evidence.of("calm")), 0)
    ended = [line["t"] for line in evidence.of("event") if line.get("job") and line["job"]["status"] in TERMINAL]
    yield "seconds from the last fault to the last ending", round(max(0, max(ended, default=calm) - calm), 1)


def report(evidence):
    """The words, and whether all is well."""
    lines = [f"{name}: {value}" for name, value in summary(evidence)]
    found = violations(evidence)
    lines += [f"{kind}: {len(sentences)}" for kind, sentences in found.items()]
    for kind, sentences in found.items():
        lines += [f"  {kind}: {sentence}" for sentence in sentences[:25]]
        if len(sentences) > 25:
            lines.append(f"  {kind}: and {len(sentences) - 25} more")
    return lines, not any(found.values())


if __name__ == "__main__":
    text, good = report(Evidence.load(sys.argv[1]))
    print("\n".join(text))
    sys.exit(0 if good else 1)
