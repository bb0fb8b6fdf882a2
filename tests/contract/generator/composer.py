"""Makes requests out of the contract: who asks, where, with what, and how well it is meant."""
import base64
import dataclasses
import json
import urllib.parse
import uuid

import people
import values
import wire

# Hashing a password takes a fifth of a second, and whoever is signed out has to sign in again: with equal shares nearly all of the time would go there.
RARE = {"register": 1, "logIn": 1, "changePassword": 1, "resetPassword": 2, "createApiKey": 1, "deleteMe": 1, "changeMe": 2, "logOut": 1, "endSession": 1,
        "revokeApiKey": 2}
OFTEN = 12
WAYS = ("good", "edge", "hostile")
SHARES = (50, 32, 18)
HOSTILE_HEADERS = [
    ("Range", ["bytes=0-3", "bytes=-1", "bytes=5-", "bytes=9-3", "bytes=0-0,2-2", "bytes=" + "0-0," * 200, "items=0-1", "bytes=99999999999999999999-", "bytes"]),
    ("If-None-Match", ["*", '"x"', 'W/"x"', '"' + "a" * 2000 + '"', ",,,"]),
    ("If-Match", ["*", '"x"']),
    ("If-Range", ['"x"', "Thu, 01 Jan 1970 00:00:00 GMT", "never"]),
    ("If-Modified-Since", ["Thu, 01 Jan 2099 00:00:00 GMT", "yesterday"]),
    ("Accept", ["text/html", "application/xml;q=0.1", "*/*;q=0", "," * 300]),
    ("Accept-Encoding", ["gzip", "br;q=1.0, *;q=0", "identity;q=0"]),
    ("Content-Encoding", ["gzip", "deflate"]),
    ("Expect", ["100-continue", "the unexpected"]),
    ("X-Request-Id", ["mine", "a b", "x" * 3000, "é"]),
    ("X-Forwarded-For", ["203.0.113.9", "203.0.113.9, 10.0.0.1", "unknown", "::ffff:127.0.0.1", "127.0.0.1" + ", 10.0.0.1" * 300]),
    ("Forwarded", ['for="[2001:db8::1]:4711";proto=https', "for=_hidden", 'for="', ";;;"]),
    ("Origin", ["https://elsewhere.example", "null", "file://"]),
    ("X-HTTP-Method-Override", ["DELETE", "GET"]),
    ("Cookie", ["a=b", "kinora_refresh=", "kinora_refresh=a.b.c", "kinora_refresh=x; kinora_refresh=y", "=" * 500, ";" * 500, "kinora_refresh=" + "A" * 4000]),
    ("Last-Event-ID", ["0", "-1", "1", "99999999999999999999", "abc", ""]),
    ("Idempotency-Key", ["", " ", "a" * 255, "a" * 256, "é", "a\tb", "'", "a,b"]),
    ("Content-Type", ["text/plain", "application/json; charset=utf-16", "application/json;", "application/JSON", "application/problem+json",
                      "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "", "image/png", "/"]),
    ("Transfer-Encoding", ["gzip", "chunked, chunked", "identity"]),
    ("Authorization", ["Basic YTpi", "Bearer", "Bearer  ", "bearer x y", "Digest", "Bearer " + "é" * 50]),
    ("Upgrade", ["websocket", "h2c"]),
    ("Via", ["1.1 a" * 500]),
]
SEGMENTS = ["%00", "%2e%2e", "..", ".", "%2f", "%5c", "%", "%zz", "%c3%28", "%ff", "%F0%9F%9A%A4", "%27%20OR%201%3D1", "a" * 300, "a" * 9000, "null", "0", "-1",
            "*", "{id}", ";a=b", "~", "%20", "+", "e%CC%81", "%E2%80%AE", "'", '"', "<x>", "|", "^", "`"]


@dataclasses.dataclass
class Composed:
    request: wire.Request
    operation: object        # None where the contract has none for it
    person: people.Person | None
    way: str
    body: object = None      # as it was meant, where it is well-formed
    foreign: bool = False    # asks for what belongs to another, and is not an administrator
    thing: str = ""          # what it asks for, when that has an id
    token: str | None = None
    account: str | None = None  # of the person, as they were when they asked


class Composer:
    def __init__(self, contract, dice, memory, household):
        self._dice = dice
        self._memory = memory
        self._people = household
        self._values = values.Values(contract, dice)
        self._operations = contract.operations
        self._turn = []
        self._keys = []

    def next(self):
        """Every operation comes equally often, but those that are costly."""
        if not self._turn:
            self._turn = [one for one in self._operations for _ in range(RARE.get(one.name, OFTEN))]
            self._dice.shuffle(self._turn)
        return self.compose(self._turn.pop())

    def compose(self, operation):
        dice = self._dice
        way = dice.choices(WAYS, SHARES)[0]
        made = Composed(wire.Request(operation.method, ""), operation, None, way)
        made.person, made.token = self._who(operation, way)
        made.account = made.person.account if made.person else None
        if made.token is not None:
            made.request.headers.append(("Authorization", f"Bearer {made.token}"))
        elif made.person is not None and made.person.cookie and ("auth" in operation.path and dice.random() < 0.6):
            made.request.headers.append(("Cookie", f"kinora_refresh={made.person.cookie}"))
        path = self._path(made)
        made.request.target = path + self._query(made)
        self._headers(made)
        if operation.bodies:
            self._body(made)
        self._note_published(made)
        self._twist(made)
        return made

    def _note_published(self, made):
        body = made.body if isinstance(made.body, dict) else {}
        if made.operation.name == "publishVideo" or body.get("state") == "published":
            ids = body.get("ids")
            self._memory.published.update([one for one in ids if isinstance(one, str)] if isinstance(ids, list) else [])
            if made.thing and not made.foreign:
                self._memory.published.add(made.thing)

    # --- who -------------------------------------------------------------------------------------------------------------------------

    def _who(self, operation, way):
        dice, household = self._dice, self._people
        if "/admin" in operation.path or operation.path == "/metrics":
            person = dice.choices([household.admin, household.ann, None], [85, 8, 7])[0]
        else:
            person = dice.choices([household.ann, household.bob, household.admin, None], [50, 22, 20, 8])[0]
        if operation.name in ("refresh", "logOut", "logIn", "register", "resetPassword") and person and dice.random() < 0.7:
            return person, None  # by the cookie
        if person is None:
            return None, None
        if way == "hostile" and dice.random() < 0.15:
            return None, people.forged(person.token, dice)
        if person is household.ann and household.key and dice.random() < (0.25 if operation.scope else 0.05):
            return person, household.key
        return person, person.token

    # --- where -----------------------------------------------------------------------------------------------------------------------

    def _path(self, made):
        parts = made.operation.path.split("/")
        for number, part in enumerate(parts):
            if part.startswith("{"):
                parts[number] = self._segment(made, parts[number - 1] if part == "{id}" else {"{name}": "upstreams", "{handle}": "handles"}.get(part, part))
        return "/".join(parts)

    def _segment(self, made, kind):
        dice = self._dice
        if made.way == "hostile" and dice.random() < 0.6:
            return dice.choice(SEGMENTS)
        if made.way == "edge" and dice.random() < 0.4:
            return dice.choice([str(uuid.UUID(int=dice.getrandbits(128), version=4)), "0190a3b4-0002-7000-8000-000000000001", "not-an-id",
                                urllib.parse.quote(self._plain_text()[:60], safe="") or "-"])
        owned = kind in {pool for name, (pool, _) in people.KINDS.items() if name in people.OWNED}
        mine = made.account if owned and "/admin/" not in made.operation.path and dice.random() < 0.8 else None
        thing = self._memory.any(kind, mine) or self._memory.any(kind) or str(uuid.UUID(int=dice.getrandbits(128), version=4))
        owner = self._memory.owner(kind, thing)
        made.thing = thing
        made.foreign = owned and "/admin/" not in made.operation.path and owner is not None and owner != made.account
        return urllib.parse.quote(thing, safe="")

    def _query(self, made):
        dice = self._dice
        pairs = []
        for parameter in made.operation.parameters_in("query"):
            if dice.random() < 0.45:
                pairs.append((parameter["name"], self._query_value(made, parameter)))
        if made.way != "good" and dice.random() < 0.25:
            pairs.append((dice.choice(["extra", "", "id", "access_token", self._plain_text()[:20]]), self._plain_text()))
        if made.way != "good" and pairs and dice.random() < 0.1:
            pairs.append(dice.choice(pairs))
        if not pairs:
            return ""
        text = urllib.parse.urlencode(pairs, errors="surrogateescape")
        if made.way == "hostile":
            text += dice.choice(["", "&", "&&", "=", "&=", "&%", "&%zz=1", "&a=%ff", "&a=%00", "#x", "?", "&" * 200, "&a=" + "b" * 8000, "&limit[]=1", "&a=%0d%0aX:y"])
        return "?" + text

    def _query_value(self, made, parameter):
        if made.way != "good" and self._dice.random() < 0.6:
            schema = parameter["schema"]
            if schema.get("type") == "integer" and self._dice.random() < 0.6:
                return self._dice.choice(values.NUMBERS)
            return self._plain_text()
        value = self._values.good(parameter["schema"], lambda name: self._meant_query(made, name), parameter["name"])
        return str(value).lower() if isinstance(value, bool) else str(value)

    def _plain_text(self):
        """Text that can be percent-encoded; NUL and controls may come, and are then a matter of the target."""
        return self._values.text().encode("utf-8", "ignore").decode()

    def _meant_query(self, made, name):
        dice, memory = self._dice, self._memory
        return {
            "cursor": lambda: memory.any("cursor " + made.operation.name) or memory.any("cursor listJobs") or "",
            "status": lambda: dice.choice(["active", "pending", "disabled"] if made.operation.name == "listUsers" else
                                          ["pending", "processing", "completed,failed", "canceled", "pending,processing,completed,failed,canceled"]),
            "q": lambda: dice.choice(["people", "p1", "%", "_", "É"]),
            "action": lambda: dice.choice(["auth.signed_in", "auth.sign_in_failed", "user.role_changed", "none"]),
            "actor": lambda: memory.any("users"), "subject": lambda: memory.any("users"), "user": lambda: memory.any("users"),
            "upstream": lambda: memory.any("upstreams"),
            "since": lambda: dice.choice([0, 0, 1, 5, 10 ** 6]) if made.operation.name == "libraryChanges" else "2026-01-01T00:00:00.000Z", "until": lambda: "2099-01-01T00:00:00.000Z",
            "month": lambda: dice.choice(["2026-11", "2026-01", "1999-12"]),
            "limit": lambda: dice.choice([1, 2, 20, 100]),
        }.get(name, lambda: None)()

    # --- with what -------------------------------------------------------------------------------------------------------------------

    def _headers(self, made):
        dice = self._dice
        for parameter in made.operation.parameters_in("header"):
            if parameter["name"] == "Idempotency-Key":
                if made.way == "good" or dice.random() < 0.6:
                    made.request.headers.append(("Idempotency-Key", self._key()))
            elif parameter["name"] == "Kinora-Video":
                if dice.random() < 0.6:
                    made.request.headers.append(("Kinora-Video", self._about_a_film(made.way)))
            elif dice.random() < 0.5:
                made.request.headers.append((parameter["name"], str(dice.randrange(0, 300))))
        if made.operation.successes & {"206", "304"} and dice.random() < 0.5:
            name, choices = dice.choice(HOSTILE_HEADERS[:4])
            made.request.headers.append((name, dice.choice(choices)))
        if made.way == "hostile":
            for _ in range(dice.randrange(0, 3)):
                name, choices = dice.choice(HOSTILE_HEADERS)
                made.request.headers.append((name, dice.choice(choices)))
            if dice.random() < 0.02:
                made.request.headers += [(f"X-Field-{number}", "x") for number in range(dice.choice([90, 110]))]
            if dice.random() < 0.02:
                made.request.headers.append(("X-Long", "x" * dice.choice([8000, 9000, 20000])))

    def _about_a_film(self, way):
        dice = self._dice
        about = {"prompt": dice.choice(["A paper boat", "纸船 🚤", ""]), "title": "Boat", "model": "sora-1", "tags": ["sea"], "createdAt": "2025-01-02T03:04:05Z",
                 "upstream": "studio", "settings": {"seconds": dice.choice([4, None]), "seed": 7, "cameos": ["ada"]}, "chargedMicroUsd": 400000,
                 "remixOf": "01890a5d-ac96-774b-bcce-b302099a8057"}
        if way != "good":
            about[dice.choice([*about, "extra"])] = self._plain_text()[:200]
        text = base64.urlsafe_b64encode(json.dumps(about).encode()).decode().rstrip("=")
        return text if way == "good" or dice.random() < 0.7 else text[:dice.randrange(len(text))]

    def _key(self):
        dice = self._dice
        if self._keys and dice.random() < 0.15:
            return dice.choice(self._keys)
        self._keys = self._keys[-50:] + [f"key-{dice.getrandbits(60):x}"]
        return self._keys[-1]

    def _body(self, made):
        dice = self._dice
        kinds = list(made.operation.bodies)
        kind = dice.choice(kinds)
        if not made.operation.body_required and dice.random() < 0.5:
            return
        if not kind.endswith("json"):
            made.request.body = self._values.film() if kind.startswith("video/") else self._values.picture()
            made.request.headers.append(("Content-Type", dice.choice(kinds) if made.way != "hostile" else "text/plain"))
            return
        schema = made.operation.bodies[kind]["schema"]
        good = self._values.good(schema, lambda name: self._meant(made, name))
        if made.way == "hostile" and dice.random() < 0.5:
            made.request.body = dice.choice(values.BROKEN)
            if dice.random() < 0.01:
                made.request.body = b'{"a":"' + b"x" * (1 << 20) + b'"}'
        else:
            value = good if made.way == "good" else self._values.spoiled(schema, good)
            made.body = value
            made.request.body = values.dump(value, dice).encode("utf-8", "surrogatepass")
        if not any(name == "Content-Type" for name, _ in made.request.headers):
            made.request.headers.append(("Content-Type", kind if made.way != "hostile" or dice.random() < 0.9 else dice.choice(dict(HOSTILE_HEADERS)["Content-Type"])))

    def _meant(self, made, name):
        dice, memory, person = self._dice, self._memory, made.person or self._people.ann
        signing = made.operation.name == "logIn"
        return {
            "email": lambda: person.email if made.operation.name in ("logIn", "resetPassword") else self._people.fresh_email(),
            "password": lambda: (person.password if made.operation.name != "register" else self._people.fresh_password())
            if not signing or dice.random() < 0.7 else "not the right one",
            "currentPassword": lambda: person.password, "newPassword": self._people.fresh_password,
            "displayName": lambda: dice.choice(["Ann", "Zoë 🚤", "纸船"]), "handle": lambda: f"h{dice.randrange(1 << 30)}",
            "inviteCode": lambda: memory.any("invite codes") or "ABCD-EFGH-JKMN-PQRS",
            "code": lambda: self._reset_code(person),
            "prompt": lambda: dice.choice(["A paper boat", "  纸船 🚤  ", "e\u0301" * 100, "a" * 1000, "x"]),
            "model": lambda: "sora-2", "size": lambda: dice.choice(["720x1280", "1280x720"]), "seconds": lambda: dice.choice([4, 8]),
            "count": lambda: dice.choice([1, 1, 1, 2, 3]), "expectedPriceMicroUsd": lambda: dice.choice([400000, 400000, 800000, 1]),
            "before": lambda: memory.any("jobs", person.account) if dice.random() < 0.7 else values.Raw("null"),
            "referenceId": lambda: memory.any("uploads", person.account), "imageId": lambda: memory.any("uploads", person.account) or values.Raw("null"),
            "cameos": lambda: [one for one in [memory.any("cameos", person.account)] if one],
            "ids": lambda: [memory.any("videos", person.account) or str(uuid.UUID(int=dice.getrandbits(128), version=4))],
            "note": lambda: "For the studio", "name": lambda: "a program",
            "microUsdPerMonth": self._limit, "secondsPerMonth": self._limit, "videosPerHour": self._limit, "waitingJobs": self._limit,
        }.get(name, lambda: None)()

    def _limit(self):
        return self._dice.choice([values.Raw("null"), "none", 10, 100, 1_000_000])

    def _reset_code(self, person):
        code = self._memory.any("reset code " + (person.account or ""))
        if code:
            self._memory.forget("reset code " + person.account, code)
        return code or "ABCD-EFGH-JKMN-PQRS"

    # --- and otherwise -----------------------------------------------------------------------------------------------------------------

    def _twist(self, made):
        """Another method, or an address that is not there."""
        dice, request = self._dice, made.request
        chance = dice.random()
        if made.operation.method == "GET" and chance < 0.06:
            request.method = "HEAD"
        elif made.way == "hostile" and chance < 0.10:
            request.method = dice.choice(["PUT", "PATCH", "DELETE", "POST", "GET", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "X" * 40])
            others = {one.method: one for one in self._operations if one.path == made.operation.path}
            made.operation = others.get(request.method)
        elif made.way == "hostile" and chance < 0.13:
            request.target = dice.choice(["/", "/api", "/api/v1", "/api/v1/", "/api/v1/nothing", "/api/v2/jobs", "//api/v1/jobs", "/api/v1/jobs/", "*",
                                          "http://127.0.0.1/livez", "http://elsewhere.example/livez", "/api/v1/../livez", "/LIVEZ",
                                          "/favicon.ico", "/.git/config", "/" + "a" * 9000])
            made.operation = None


def as_object(body):
    """A composed body as plain JSON values, for who notes what a success has changed."""
    return json.loads(values.dump(body, _Plain())) if isinstance(body, dict) else None


class _Plain:
    @staticmethod
    def choice(options):
        return options[0]

    @staticmethod
    def random():
        return 1.0
