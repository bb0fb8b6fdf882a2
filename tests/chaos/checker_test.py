#!/usr/bin/python3
"""Bad histories made by hand: the checker must find what is wrong with each, and nothing in the good one."""
import copy
import unittest

import checker

USER = "user0"
VIDEO, POSTER = "aa" * 32, "bb" * 32


def job(**changes):
    return {"id": "j1", "key": "key-1", "email": "user0@storm.example", "status": "completed", "stage": "done", "prompt": "a lantern",
            "orientation": "portrait", "charged": "yes", "attempts": 1, "claims": 1, "error_code": None, "error_detail": None,
            "message": None, "price_micro_usd": 400_000, "user_id": "u0", "counted_in": "2026-11-01", "seconds": 4, **changes}


def attempt(**changes):
    return {"id": "a1", "job_id": "j1", "number": 1, "outcome": "succeeded", "accepted": True, "upstream_id": "up-1", **changes}


def entry(**changes):
    return {"upstreamId": "up-1", "prompt": "a lantern", "model": "sora-2", "chargedMicroUsd": 400_000,
            "sha256": VIDEO, **changes}


def row(kind, amount, **changes):
    return {"id": kind, "job_id": "j1", "attempt_id": "a1" if kind in ("charge", "adjust") else None, "kind": kind, "micro_usd": amount, **changes}


def brief(**changes):
    return {"id": "j1", "status": "processing", "stage": "generating", "progress": 10, "attempts": 1, "charged": "yes", **changes}


def event(t, name, id=None, **changes):
    return {"t": t, "type": "event", "user": USER, "relay": 0, "stream": 1, "name": name, "id": id, "job": None, "jobs": None, **changes}


def good():
    """One job, made and paid once, its answer lost once, its end told."""
    return {
        "history": [
            event(0, "snapshot", jobs=[]),
            {"t": 1, "type": "submit", "user": USER, "key": "key-1", "relay": 0, "body": {}},
            {"t": 2, "type": "lost", "user": USER, "key": "key-1", "why": "reset"},
            {"t": 3, "type": "submit", "user": USER, "key": "key-1", "relay": 1, "body": {}},
            {"t": 3.1, "type": "ack", "user": USER, "key": "key-1", "relay": 1, "status": 202, "code": None, "ids": ["j1"]},
            event(4, "progress", job=brief()),
            {"t": 4.5, "type": "fault", "kind": "reset", "link": "upstream"},
            {"t": 5, "type": "calm"},
            event(6, "completed", "1", job=brief(status="completed", stage="done", progress=100)),
            {"t": 9, "type": "final", "user": USER, "job": brief(status="completed", stage="done", progress=100)},
        ],
        "upstream": [entry()],
        "database": {
            "jobs": [job()], "attempts": [attempt()],
            "ledger": [row("reserve", 400_000), row("charge", 400_000), row("release", -400_000)],
            "usage": [{"user_id": "u0", "month": "2026-11-01", "micro_usd": 400_000, "seconds": 4}],
            "videos": [{"job_id": "j1", "sha256": VIDEO, "poster": POSTER, "sprite": None}],
            "events": [{"email": "user0@storm.example", "seq": 1, "name": "completed", "job_id": "j1"}],
        },
        "files": {VIDEO: VIDEO, POSTER: POSTER},
        "about": {"canList": True, "settleSeconds": 60},
    }


class CheckerTest(unittest.TestCase):
    def setUp(self):
        self.seen = good()
        self.history = self.seen["history"]
        self.database = self.seen["database"]

    def found(self):
        return {kind: sentences for kind, sentences in checker.violations(checker.Evidence(**self.seen)).items() if sentences}

    def assert_only(self, *kinds):
        self.assertEqual(sorted(self.found()), sorted(kinds), self.found())

    def test_the_good_one(self):
        self.assert_only()

    def test_acknowledged_and_gone(self):
        self.history.insert(5, {"t": 3.2, "type": "ack", "user": USER, "key": "key-2", "relay": 0, "status": 202, "code": None, "ids": ["j2"]})
        self.assert_only("lost")

    def test_never_answered(self):
        del self.history[4]
        self.assert_only("lost")

    def test_completed_without_a_video(self):
        self.database["videos"] = []
        self.assert_only("lost")

    def test_completed_without_its_file(self):
        del self.seen["files"][VIDEO]
        self.assert_only("lost")

    def test_not_in_the_list(self):
        del self.history[-1]
        self.assert_only("lost")

    def test_shown_as_something_else(self):
        self.history[-1]["job"]["status"] = "failed"
        self.assertIn("lost", self.found())

    def test_made_twice_with_ids(self):
        self.database["attempts"].append(attempt(id="a2", number=2, upstream_id="up-2"))
        self.seen["upstream"].append(entry(upstreamId="up-2"))
        self.assertIn("duplicated", self.found())

    def test_made_twice_behind_the_relays_back(self):
        self.seen["upstream"].append(entry(upstreamId="up-2", sha256="cc" * 32))
        self.assert_only("duplicated")

    def test_one_key_two_answers(self):
        self.history.insert(5, dict(self.history[4], ids=["j7"], t=3.3))
        self.assertIn("duplicated", self.found())

    def test_charged_twice(self):
        self.database["ledger"].append(row("charge", 400_000))
        self.assertEqual(sorted(self.found()), ["duplicated", "wrong bill"])

    def test_a_job_nobody_asked_for(self):
        self.database["jobs"][0]["key"] = "key-9"
        self.assertIn("unexpected", self.found())

    def test_a_prompt_nobody_wrote(self):
        self.seen["upstream"].append(entry(upstreamId="up-2", prompt="a different boat"))
        self.assert_only("unexpected")

    def test_internal_failure(self):
        self.database["jobs"][0].update(status="failed", error_code="internal")
        self.assertIn("unexpected", self.found())

    def test_unknown_outcome_where_there_is_a_list(self):
        self.database["jobs"][0].update(status="failed", error_code="outcome_unknown", charged="unknown")
        self.assertIn("unexpected", self.found())
        self.seen["about"]["canList"] = False
        self.assertNotIn("unexpected", self.found())

    def test_a_stream_refused(self):
        self.history.append({"t": 8, "type": "stream", "user": USER, "relay": 0, "status": 503})
        self.assert_only("unexpected")

    def test_a_relay_that_crashed(self):
        self.history.append({"t": 8, "type": "process", "name": "relay-a", "what": "gone", "status": -11})
        self.assert_only("unexpected")

    def test_a_relay_that_would_not_stop(self):
        self.history.append({"t": 8, "type": "process", "name": "relay-a", "what": "stopped", "seconds": 12.0, "status": 0})
        self.assert_only("unexpected")

    def test_progress_falls(self):
        self.history.insert(6, event(4.2, "progress", job=brief(progress=9)))
        self.assert_only("regressed")

    def test_a_stage_goes_back(self):
        self.history.insert(6, event(4.2, "progress", job=brief(stage="checking", progress=None)))
        self.assert_only("regressed")

    def test_progress_may_fall_with_a_new_attempt(self):
        self.history.insert(6, event(4.2, "progress", job=brief(progress=None)))
        self.history.insert(7, event(4.3, "progress", job=brief(progress=3, attempts=2)))
        self.history[8:] = [line for line in self.history[8:] if line["type"] != "event"] + [
            event(6, "completed", "1", job=brief(status="completed", stage="done", progress=100, attempts=2))]
        self.assert_only()

    def test_a_terminal_status_changes(self):
        self.history.insert(6, event(4.2, "failed", job=brief(status="failed", stage="done")))
        self.assertIn("regressed", self.found())

    def test_events_out_of_order(self):
        self.database["events"].append(dict(self.database["events"][0], seq=2))
        self.history.insert(6, event(4.2, "video", "2"))
        self.assert_only("regressed")

    def test_not_settled(self):
        self.database["jobs"][0].update(status="processing", stage="checking")
        self.assertIn("unsettled", self.found())

    def test_settled_too_late(self):
        self.history.append(event(70, "progress", job=brief(id="j3")))
        self.assert_only("unsettled")

    def test_never_calm(self):
        self.seen["history"] = [line for line in self.history if line["type"] != "calm"]
        self.assert_only("unsettled")

    def test_other_bytes_than_the_upstreams(self):
        self.seen["upstream"][0]["sha256"] = "cc" * 32
        self.assert_only("wrong hash")

    def test_equal_prompts_without_ids_are_told_apart_by_their_bytes(self):
        self.database["jobs"].append(job(id="j2", key="key-2"))
        self.database["attempts"] = [attempt(upstream_id=None), attempt(id="a2", job_id="j2", upstream_id=None)]
        self.database["videos"].append({"job_id": "j2", "sha256": "cc" * 32, "poster": POSTER, "sprite": None})
        self.seen["files"]["cc" * 32] = "cc" * 32
        self.seen["upstream"] = [entry(sha256="cc" * 32, upstreamId="up-2"), entry()]
        self.assertNotIn("wrong hash", self.found())

    def test_equal_prompts_without_ids_and_bytes_are_told_apart_by_what_was_asked(self):
        def asked(model):
            return {"upstream_id": None, "outcome": "failed", "state": {"request": {"model": model}}}
        self.database["videos"] = []
        ends = {"status": "failed", "error_code": "interrupted"}
        self.database["jobs"] = [job(**ends, charged="unknown"), job(**ends, id="j2", key="key-2", price_micro_usd=1_000_000)]
        self.database["attempts"] = [attempt(**asked("sora-2")), attempt(id="a2", job_id="j2", **asked("sora2-10s"))]
        self.seen["upstream"] = [entry(sha256="cc" * 32), entry(sha256="dd" * 32, upstreamId="up-2", model="sora2-10s", chargedMicroUsd=1_000_000)]
        found = checker.entries_by_job(checker.Evidence(**self.seen))
        self.assertEqual({name: one[0]["upstreamId"] for name, one in found.items()}, {"j1": "up-1", "j2": "up-2"})

    def test_other_bytes_than_the_name_says(self):
        self.seen["files"][VIDEO] = "cc" * 32
        self.assert_only("wrong hash")

    def test_billed_and_not_booked(self):
        self.database["ledger"] = [row("reserve", 400_000), row("release", -400_000)]
        self.assert_only("wrong bill")

    def test_booked_and_not_billed(self):
        self.seen["upstream"] = []
        self.database["videos"] = []
        self.database["jobs"][0].update(status="failed", error_code="timed_out")
        self.assertIn("wrong bill", self.found())

    def test_said_to_be_free_and_billed(self):
        self.database["jobs"][0]["charged"] = "no"
        self.assert_only("wrong bill")

    def test_never_released(self):
        self.database["ledger"] = self.database["ledger"][:2]
        self.assert_only("wrong bill")

    def test_another_sum_against_the_limits(self):
        self.database["usage"][0]["micro_usd"] = 0
        self.assert_only("wrong bill")

    def test_another_price_than_the_bill(self):
        self.seen["upstream"][0]["chargedMicroUsd"] = 800_000
        self.assert_only("wrong bill")

    def test_nobody_knows_and_nothing_is_held(self):
        self.database["jobs"][0].update(status="failed", error_code="interrupted", charged="unknown")
        self.database["videos"] = []
        self.history[-1]["job"]["status"] = self.history[-2]["job"]["status"] = "failed"
        self.database["ledger"] = self.database["ledger"][:1]
        self.assert_only()
        self.database["ledger"].append(row("release", -400_000))
        self.assert_only("wrong bill")

    def test_an_event_is_never_told(self):
        self.database["events"].append(dict(self.database["events"][0], seq=2))
        self.assert_only("untold")

    def test_a_later_snapshot_stands_for_events(self):
        self.database["events"].append(dict(self.database["events"][0], seq=2))
        self.history.append(event(8, "snapshot", "2", jobs=[]))
        self.assert_only()

    def test_a_view_that_stays_behind(self):
        self.history[1:1] = [{"t": 0.5, "type": "stream", "user": USER, "relay": 0, "stream": 1, "status": 200}]
        truths = [{"t": t, "type": "truth", "asked": t - 0.1, "jobs": {"j1": "processing"}} for t in (10, 11, 12.5)]
        self.history += truths
        self.assert_only("stale")
        truths[-1]["t"] = 11.9
        truths[-1]["asked"] = 11.8
        self.assert_only()

    def test_a_view_is_not_judged_right_after_a_blow(self):
        self.history[1:1] = [{"t": 0.5, "type": "stream", "user": USER, "relay": 0, "stream": 1, "status": 200}]
        self.history += [{"t": 10, "type": "truth", "asked": 9.9, "jobs": {"j1": "processing"}},
                         {"t": 11, "type": "fault", "kind": "freeze relay", "target": "relay-a", "seconds": 4},
                         {"t": 13, "type": "truth", "asked": 12.9, "jobs": {"j1": "processing"}}]
        self.assert_only()

    def test_the_good_one_is_not_changed_by_judging(self):
        before = copy.deepcopy(self.seen)
        self.found()
        self.assertEqual(before, self.seen)


if __name__ == "__main__":
    unittest.main()
