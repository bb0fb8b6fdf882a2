#!/usr/bin/python3
"""What the generator's judgement refuses, and that the same seed asks the same."""
import asyncio
import json
import pathlib
import random
import sys
import types
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import composer  # noqa: E402
import contract as contracts  # noqa: E402
import judge  # noqa: E402
import people  # noqa: E402
import web  # noqa: E402
import wire  # noqa: E402

ID = "0190a3b4-0002-7000-8000-000000000001"
CONTRACT = contracts.Contract.of_this_tree()
EXAMPLES = contracts.TREE / "tests/contract"


def operation(name):
    return next(one for one in CONTRACT.operations if one.name == name)


def judged(name, status, body, content_type="application/json", **more):
    asked = operation(name) if name else None
    made = composer.Composed(wire.Request(asked.method if asked else "POST", "/"), asked, None, "good", **more)
    headers = {"x-request-id": "0190a3b4-00ff-7000-8000-000000000001", "content-type": content_type}
    return judge.Judge(CONTRACT, people.Memory(random.Random(1))).complaints(made, web.Answer(status, headers, body))


def example(name, **changes):
    return json.dumps({**json.loads((EXAMPLES / name).read_text()), **changes}).encode()


class JudgeTest(unittest.TestCase):
    def test_what_the_contract_says_is_right(self):
        self.assertEqual(judged("me", 200, example("user.json")), [])
        self.assertEqual(judged("me", 401, example("problems/unauthorized.json"), "application/problem+json"), [])

    def test_members_too_many_too_few_or_of_another_kind(self):
        self.assertEqual(judged("me", 200, example("user.json", more=1)), ["the body.more is not in the contract"])
        self.assertEqual(len(judged("me", 200, b"{}")), 8)
        self.assertEqual(len(judged("me", 200, example("user.json", role=None))), 1)
        self.assertEqual(len(judged("me", 200, example("user.json", id="1"))), 1)

    def test_statuses(self):
        self.assertEqual(judged("me", 500, example("problems/internal.json"), "application/problem+json"), ["status 500"])
        self.assertEqual(judged("me", 204, b""), ["status 204 is not in the contract"])
        self.assertEqual(judged("me", 503, example("problems/unavailable.json"), "application/problem+json"), [])
        self.assertTrue(judged(None, 200, b""))

    def test_errors_that_are_none_of_ours(self):
        self.assertTrue(judged("me", 401, b"<html>", "text/html"))
        self.assertTrue(judged("me", 401, example("problems/unauthorized.json", code="never_heard_of"), "application/problem+json"))
        self.assertTrue(judged("me", 404, example("problems/unauthorized.json"), "application/problem+json"))
        self.assertTrue(judged("me", 401, example("problems/unauthorized.json", requestId=ID), "application/problem+json"))

    def test_codes_that_the_contract_does_not_give_the_operation(self):
        self.assertTrue(judged("me", 401, example("problems/invalid_credentials.json"), "application/problem+json"))

    def test_what_is_anothers(self):
        self.assertTrue(judged("getJob", 200, example("jobs/completed.json"), foreign=True))
        self.assertEqual(judged("getJob", 404, example("problems/not_found.json"), "application/problem+json", foreign=True), [])

    def test_events(self):
        job = json.loads((EXAMPLES / "jobs/completed.json").read_text())
        good = f"event: progress\ndata: {json.dumps(job)}\n\n: a comment\n\n"
        self.assertEqual(judged("events", 200, good.encode(), "text/event-stream"), [])
        self.assertTrue(judged("events", 200, b"event: progress\ndata: {}\n\n", "text/event-stream"))
        self.assertTrue(judged("events", 200, b"event: gossip\ndata: {}\n\n", "text/event-stream"))
        # The end of a job whose video is gone is told by the stream of that job alone.
        removed = f"event: completed\ndata: {json.dumps({'job': job, 'video': None})}\n\n".encode()
        self.assertEqual(judged("jobEvents", 200, removed, "text/event-stream"), [])
        self.assertTrue(judged("events", 200, removed, "text/event-stream"))
        self.assertTrue(judged("jobEvents", 200, removed.replace(b', "video": null', b""), "text/event-stream"))


class ComposerTest(unittest.TestCase):
    def composed(self, seed, count=2500):
        dice = random.Random(seed)
        memory = people.Memory(dice)
        household = people.People(dice, memory, None)
        for number, person in enumerate(household.household):
            person.account, person.email, person.password, person.token, person.cookie = f"{number}", "a@b.example", "word", "a.b.cccc", "a.1.b"
        composing = composer.Composer(CONTRACT, dice, memory, household)
        return [composing.next() for _ in range(count)]

    def test_the_same_seed_asks_the_same(self):
        first, second = self.composed(7), self.composed(7)
        self.assertEqual([one.request.bytes() for one in first], [one.request.bytes() for one in second])
        self.assertNotEqual([one.request.bytes() for one in first], [one.request.bytes() for one in self.composed(8)])

    def test_every_operation_in_every_way(self):
        seen = {(one.operation.name, one.way) for one in self.composed(7) if one.operation}
        self.assertEqual({name for name, _ in seen}, {one.name for one in CONTRACT.operations})
        self.assertEqual({way for _, way in seen}, set(composer.WAYS))

    def test_good_bodies_are_as_the_contract_says(self):
        for made in self.composed(7):
            if made.way == "good" and isinstance(made.body, dict):
                schema = made.operation.bodies["application/json"]["schema"]
                self.assertEqual(CONTRACT.complaints(schema, composer.as_object(made.body)), [], made.operation.name)

    def test_a_request_can_be_said_as_a_command(self):
        made = wire.Request("POST", "/a?b='c", [("X-A", "it's\x01é")], b"\x00{}")
        body = pathlib.Path("/dev/null")
        self.assertEqual(made.curl(80, body), "curl -i --path-as-is -g -X POST 'http://127.0.0.1:80/a?b='\\''c' "
                         "-H $'X-A: it\\'s\\x01\\xc3\\xa9' --data-binary @/dev/null")


class PeopleTest(unittest.TestCase):
    def test_nothing_is_put_right_for_an_account_that_has_just_been_deleted(self):
        asked = []

        async def ask(person, method, path, body=None, headers=None):
            asked.append(path)
            return types.SimpleNamespace(status=404)

        dice = random.Random(1)
        household = people.People(dice, people.Memory(dice), ask)
        for number, person in enumerate(household.household):
            person.account = f"{number}"
        household.note("deleteMe", household.ann, None, None)
        asyncio.run(household.check_up())
        self.assertIn("/api/v1/admin/users/3/limits", asked)
        self.assertEqual([path for path in asked if "None" in path], [])


if __name__ == "__main__":
    unittest.main()
