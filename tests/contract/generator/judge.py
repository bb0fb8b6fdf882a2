"""Holds each answer against the contract."""
import collections
import json
import re

import contract as contracts

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SHOW_PUBLISHED = {"videoContent", "videoPoster", "videoSprite", "likeVideo", "unlikeVideo"}  # also to others, what is published
NOT_THERE = {400, 401, 404, 405, 413, 431}  # for what the contract does not name


class Judge:
    def __init__(self, contract, memory):
        self._contract = contract
        self._memory = memory
        self.statuses = collections.defaultdict(collections.Counter)  # operation → status → how often
        self.codes = collections.Counter()

    def complaints(self, made, answer):
        """What is wrong with the answer, in words; what it tells is learnt on the way."""
        operation = made.operation
        self.statuses[operation.name if operation else "(not in the contract)"][answer.status] += 1
        if answer.status >= 500 and (answer.status != 503 or self.code(answer) not in ("unavailable", "storage_full")):
            return [f"status {answer.status}"]
        found = []
        if not UUID.fullmatch(answer.headers.get("x-request-id", "")):
            found.append("there is no X-Request-Id")
        if answer.status >= 400:
            found += self._complaints_about_problem(made, answer)
        if operation is None:
            if answer.status not in NOT_THERE and made.request.method not in ("GET", "OPTIONS", "HEAD"):
                found.append(f"status {answer.status} for what the contract does not name")
            return found
        responses = self._contract.responses(operation, answer.status)
        if not responses:
            return found + [f"status {answer.status} is not in the contract"]
        if answer.status >= 400:
            codes = {code for one in responses for code in one.get("x-codes", [])}
            if made.request.method != "HEAD" and self.code(answer) not in codes:
                found.append(f"{answer.status} {self.code(answer)}, and the contract says {sorted(codes)}")
            return found
        if made.foreign and not (operation.name in SHOW_PUBLISHED and made.thing in self._memory.published):
            found.append("another's, and it was answered as if it were one's own")
        return found + self._complaints_about_success(made, responses[0], answer)

    @staticmethod
    def code(answer):
        try:
            return json.loads(answer.body)["code"]
        except (ValueError, LookupError, TypeError):
            return None

    def _complaints_about_problem(self, made, answer):
        if answer.headers.get("content-type", "").split(";")[0] != contracts.PROBLEM:
            return [f"an error is {answer.headers.get('content-type')}, not problem+json"]
        if made.request.method == "HEAD":
            return []
        try:
            body = json.loads(answer.body)
        except ValueError:
            return ["the problem is no JSON"]
        found = self._contract.complaints({"$ref": "#/components/schemas/Problem"}, body)
        if found:
            return found
        self.codes[body["code"]] += 1
        if body["code"] not in contracts.known_codes():
            found.append(f"nobody knows the code {body['code']}")
        if body["status"] != answer.status:
            found.append(f"the problem says {body['status']}, the answer {answer.status}")
        if body["requestId"] != answer.headers.get("x-request-id"):
            found.append("the problem has another request id than the answer")
        return found

    def _complaints_about_success(self, made, response, answer):
        contents = response.get("content")
        if contents is None:
            return ["there is a body, and none in the contract"] if answer.body else []
        kind = answer.headers.get("content-type", "").split(";")[0]
        if kind not in contents:
            return [f"the content type is {kind!r}, not {list(contents)}"]
        if made.request.method == "HEAD":
            return []
        account = made.account
        by_admin = "/admin" in made.operation.path
        if kind == "text/event-stream":
            return self._complaints_about_events(made.operation.name, answer.body, account)
        if not kind.endswith("json"):
            return []
        try:
            body = json.loads(answer.body)
        except ValueError:
            return ["the body is no JSON"]
        if isinstance(body, dict) and body.get("nextCursor"):
            self._memory.learn("cursor " + made.operation.name, body["nextCursor"])
        if made.operation.name == "issueResetCode" and isinstance(body, dict):
            self._memory.learn("reset code " + made.request.target.split("/")[-2], body.get("code", ""))
        return self._contract.complaints(contents[kind]["schema"], body, self._memory.hear(account, by_admin))

    def _complaints_about_events(self, operation, text, account):
        found = []
        # The last one may have been cut by us.
        for block in text.decode(errors="replace").split("\n\n")[:-1]:
            fields = [line.partition(":") for line in block.split("\n") if line and not line.startswith(":")]
            name = next((value.strip() for field, _, value in fields if field == "event"), None)
            data = "\n".join(value.removeprefix(" ") for field, _, value in fields if field == "data")
            if not data:
                continue
            if name not in contracts.EVENTS:
                found.append(f"nobody knows the event {name}")
                continue
            schema, value = contracts.EVENTS[name], json.loads(data)
            if (operation, name) == ("jobEvents", "completed") and "video" in value and value["video"] is None:
                schema = contracts.COMPLETED_AND_REMOVED
            found += self._contract.complaints(schema, value, self._memory.hear(account, False), f"the event {name}")
        return found

    def never_succeeded(self):
        """Operations of which no success was seen."""
        return [one.name for one in self._contract.operations if not any(status < 400 for status in self.statuses[one.name])]

    def not_met(self):
        """Successes the contract names and nobody saw."""
        return [f"{one.name} {status}" for one in self._contract.operations for status in sorted(one.successes)
                if int(status) not in self.statuses[one.name]]
