"""The people of a storm: they ask for videos until they get a definite answer, and watch what becomes of them."""
import asyncio
import json
import random

import web

PASSWORD = "projector-lamp-amber-42"


class User:
    def __init__(self, number, ports, history, seed):
        self.name = f"user{number}"
        self.email = f"user{number}@storm.example"
        self.history = history
        self.jobs = {}       # id → status, as last seen
        self.unanswered = 0
        self.may_retry = False
        self.retries = []
        self._ports = ports  # of the relays, through their proxies
        self.token = None
        self._dice = random.Random(f"{self.name} {seed}")
        self._last_event = None
        self._streams = 0

    @property
    def last_number(self):
        """Of the events that the streams have told."""
        return int(self._last_event or 0)

    async def register(self):
        body = {"email": self.email, "password": PASSWORD, "displayName": self.name}
        answer = await web.ask(self._ports[0], "POST", "/api/v1/auth/register", body=body)
        self.token = answer.json()["accessToken"]

    async def _sign_in(self, relay):
        answer = await web.ask(self._ports[relay], "POST", "/api/v1/auth/login", body={"email": self.email, "password": PASSWORD})
        if answer.status == 200:
            self.token = answer.json()["accessToken"]

    async def ask(self, relay, method, path, body=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = await web.ask(self._ports[relay], method, "/api/v1" + path, {"Authorization": f"Bearer {self.token}", **headers}, body)
        if answer.status == 401:
            await self._sign_in(relay)
        if answer.status == 500:
            self.history.write("unexpected", user=self.name, relay=relay, what=f"{method} {path} → 500", body=answer.body.decode(errors="replace"))
        return answer

    async def submit_and_cancel(self, key, body, relay, patience):
        """Thinks better of it after a moment: whatever the relay says then must be true in the end."""
        for job in await self.submit(key, body, relay):
            await asyncio.sleep(patience)
            try:
                answer = await self.ask(relay, "POST", f"/jobs/{job}/cancel")
            except web.Lost:
                continue
            self.history.write("cancel", user=self.name, job=job, status=answer.status)

    async def submit(self, key, body, relay):
        return await self._insist("/jobs", key, body, relay)

    async def retry(self, job, relay):
        """Another try of a job that failed, by its user's own act."""
        return await self._insist(f"/jobs/{job}/retry", f"retry-{job}", None, relay)

    async def _insist(self, path, key, body, relay):
        """The same key again and again until the answer is definite: an answer lost on the way must not cost a second video."""
        self.unanswered += 1
        try:
            while True:
                self.history.write("submit", user=self.name, key=key, relay=relay, path=path, body=body)
                try:
                    answer = await self.ask(relay, "POST", path, body, Idempotency_Key=key)
                except web.Lost as lost:
                    self.history.write("lost", user=self.name, key=key, why=str(lost))
                    relay = self._dice.randrange(2)
                    await asyncio.sleep(self._dice.uniform(0.1, 1))
                    continue
                content = answer.json() if answer.body else {}
                if answer.status in (401, 429, 500, 503) or content.get("code") == "request_in_progress":
                    self.history.write("lost", user=self.name, key=key, why=f"{answer.status} {content.get('code')}")
                    await asyncio.sleep(min(5.0, float(answer.headers.get("retry-after", self._dice.uniform(0.2, 1)))))
                    continue
                ids = [job["id"] for job in content.get("items", [])]
                self.history.write("ack", user=self.name, key=key, relay=relay, status=answer.status, code=content.get("code"), ids=ids)
                for job in ids:
                    self.jobs.setdefault(job, "pending")
                return ids
        finally:
            self.unanswered -= 1

    async def pause(self, relay, seconds):
        """Holds the queue for a moment."""
        for path, rest in (("/queue/pause", seconds), ("/queue/resume", 0)):
            while True:
                try:
                    if (await self.ask(relay, "POST", path)).status in (200, 204, 404):
                        break
                except web.Lost:
                    pass
                await asyncio.sleep(self._dice.uniform(0.2, 0.6))
            await asyncio.sleep(rest)

    async def watch(self):
        """One event stream after the other, each going on where the last one ended."""
        while True:
            relay = self._dice.randrange(2)
            self._streams += 1
            headers = {"Authorization": f"Bearer {self.token}"}
            if self._last_event:
                headers["Last-Event-ID"] = self._last_event
            statuses = []

            def opened(status, number=self._streams):
                statuses.append(status)
                self.history.write("stream", user=self.name, relay=relay, stream=number, status=status)

            async for event in web.events(self._ports[relay], "/api/v1/events", headers, opened):
                if event.id:
                    self._last_event = event.id
                self._saw(relay, event)
            self.history.write("closed", user=self.name, relay=relay, stream=self._streams)
            if statuses and statuses[0] == 401:
                try:
                    await self._sign_in(relay)
                except web.Lost:
                    pass
            await asyncio.sleep(self._dice.uniform(0.1, 0.8))

    def _saw(self, relay, event):
        body = json.loads(event.data)
        brief = [_brief(job) for job in body["jobs"]] if event.name == "snapshot" else None
        job = body.get("job", body) if event.name in ("progress", "completed", "failed", "canceled") else None
        self.history.write("event", user=self.name, relay=relay, stream=self._streams, name=event.name, id=event.id,
                           job=_brief(job) if job else None, jobs=brief)
        if job:
            self.jobs[job["id"]] = job["status"]
            if event.name == "failed" and self.may_retry and (job.get("error") or {}).get("retryable") and self._dice.random() < 0.3:
                self.retries.append(asyncio.ensure_future(self.retry(job["id"], relay)))

    async def look(self):
        """Asks for one job after the other."""
        while True:
            await asyncio.sleep(self._dice.uniform(0.3, 1.5))
            if not self.jobs:
                continue
            job = self._dice.choice(sorted(self.jobs))
            relay = self._dice.randrange(2)
            try:
                answer = await self.ask(relay, "GET", f"/jobs/{job}")
            except web.Lost:
                continue
            if answer.status in (200, 404):
                self.history.write("view", user=self.name, relay=relay, asked=job, job=_brief(answer.json()) if answer.status == 200 else None)

    async def final_view(self):
        """All of the user's jobs as the relay tells them in the end."""
        cursor = ""
        while True:
            answer = await self.ask(0, "GET", f"/jobs?limit=100{cursor}")
            page = answer.json()
            for job in page["items"]:
                self.history.write("final", user=self.name, job=_brief(job))
            if not page["nextCursor"]:
                return
            cursor = f"&cursor={page['nextCursor']}"


def _brief(job):
    brief = {name: job.get(name) for name in ("id", "status", "stage", "progress", "attempts", "charged", "videoId")}
    if job.get("error"):
        brief["code"] = job["error"]["code"]
    return brief
