"""Who asks, and what they know: accounts that are made again when a request has ended them, and the ids that answers told them."""
import asyncio
import base64
import contextlib
import json

PATIENCE_OF_POOLS = 400  # so many of a kind are remembered
# Which kind of thing an answer's schema tells of: where its id goes in a path, and the member that is its id.
KINDS = {"Job": ("jobs", "id"), "JobOfUser": ("jobs", "id"), "Video": ("videos", "id"), "SignIn": ("sessions", "id"), "ApiKey": ("api-keys", "id"),
         "Cameo": ("cameos", "id"),
         "Upload": ("uploads", "id"), "Invite": ("invites", "id"), "User": ("users", "id"), "UpstreamState": ("upstreams", "name")}
OWNED = {"Job", "Video", "SignIn", "ApiKey", "Cameo", "Upload"}


class Memory:
    """What answers told, by kind. An owner stands only where the answer was to the owner."""

    def __init__(self, dice):
        self._dice = dice
        self._pools = {}
        self.published = set()  # ids of videos that somebody may have published, which all may see from then on
        self.hidden = set()  # ids that nobody asks about: whoever puts things right must stay as they are

    def learn(self, kind, thing, owner=None):
        pool = self._pools.setdefault(kind, {})
        if thing in self.hidden:
            return
        if owner is not None or thing not in pool:
            pool[thing] = owner
        if len(pool) > PATIENCE_OF_POOLS:
            del pool[self._dice.choice(list(pool))]

    def forget(self, kind, thing):
        self._pools.get(kind, {}).pop(thing, None)

    def any(self, kind, owner=None):
        """One of a kind, of this owner if given; None where there is none."""
        pool = self._pools.get(kind, {})
        things = [thing for thing, whose in pool.items() if owner is None or whose == owner]
        return self._dice.choice(things) if things else None

    def owner(self, kind, thing):
        return self._pools.get(kind, {}).get(thing)

    def hear(self, account, by_admin):
        """A listener for Contract.complaints()."""
        def seen(name, value):
            if name not in KINDS or not isinstance(value, dict):
                return
            kind, member = KINDS[name]
            if isinstance(value.get(member), str):
                self.learn(kind, value[member], account if name in OWNED and not by_admin else None)
            if name == "User" and isinstance(value.get("handle"), str):
                self.learn("handles", value["handle"])
            if name == "Invite" and "code" in value:
                self.learn("invite codes", value["code"])
        return seen


class Person:
    def __init__(self, name, role):
        self.name = name
        self.role = role
        self.account = None  # its id
        self.email = self.password = None
        self.token = None
        self.cookie = None
        self.lock = asyncio.Lock()


class People:
    """`ask(person, method, path, body, headers)` sends one request of the household's own and gives back the answer."""

    def __init__(self, dice, memory, ask, setup_code=None):
        self._dice = dice
        self._memory = memory
        self._ask = ask
        self._setup_code = setup_code
        self._count = 0
        self.keeper = Person("keeper", "admin")
        self.admin = Person("admin", "admin")
        self.ann = Person("ann", "member")
        self.bob = Person("bob", "member")
        self.key = None  # ann's, for a program
        self.household = [self.keeper, self.admin, self.ann, self.bob]

    def fresh_password(self):
        return f"quarrelsome hay-forks {self._dice.randrange(1 << 40)}"

    def fresh_email(self):
        self._count += 1
        return f"p{self._count}-{self._dice.randrange(1 << 40):x}@people.example"

    async def settle(self):
        """Everybody has an account and is signed in."""
        for person in self.household:
            await self.heal(person)
        await self.make_key()
        for _ in range(2):
            await self._ask_for_films()

    async def _ask_for_films(self):
        for person in (self.ann, self.bob):
            key = {"Idempotency-Key": f"household-{self._dice.getrandbits(60):x}"}
            await self._ask(person, "POST", "/api/v1/jobs", {"prompt": "A paper boat"}, key)

    async def heal(self, person, token=None):
        """After a 401 to `token`: signs in again, or registers anew where the account has gone."""
        async with person.lock:
            if token is not None and token != person.token:
                return  # somebody else has healed it meanwhile
            if person.account:
                answer = await self._ask(None, "POST", "/api/v1/auth/login", {"email": person.email, "password": person.password})
                if answer.status == 200:
                    self._is_signed_in(person, answer)
                    return
            await self._register(person)

    async def _register(self, person):
        person.email, person.password = self.fresh_email(), self.fresh_password()
        body = {"email": person.email, "password": person.password}
        if self._setup_code and person is self.keeper:
            body["setupCode"] = self._setup_code
        answer = await self._ask(None, "POST", "/api/v1/auth/register", body)
        if answer.status == 202:
            change = {"status": "active"}
            await self._ask(self.keeper, "PATCH", f"/api/v1/admin/users/{answer.json()['user']['id']}", change)
            answer = await self._ask(None, "POST", "/api/v1/auth/login", body)
        if answer.status not in (200, 201):
            raise RuntimeError(f"{person.name} cannot register: {answer.status} {answer.body[:500]!r}")
        self._is_signed_in(person, answer)
        if person is self.ann:
            self.key = None  # it was that of another account
        if person is self.keeper:
            self._memory.hidden.add(person.account)
            self._memory.forget("users", person.account)
        elif person.role == "admin":
            await self._ask(self.keeper, "PATCH", f"/api/v1/admin/users/{person.account}", {"role": "admin"})

    def _is_signed_in(self, person, answer):
        body = answer.json()
        person.token = body["accessToken"]
        person.account = body["user"]["id"]
        if cookie := cookie_of(answer):
            person.cookie = cookie

    async def check_up(self):
        """Puts right what would keep everything else from being met: roles, limits, drained upstreams, paused queues, the key."""
        for person in (self.admin, self.ann, self.bob):
            account = person.account
            if not account:
                continue  # has just deleted it, and another worker is about to make a new one
            if person is self.admin:
                await self._ask(self.keeper, "PATCH", f"/api/v1/admin/users/{account}", {"role": person.role})
            nothing = {name: None for name in ("microUsdPerMonth", "secondsPerMonth", "videosPerHour", "waitingJobs")}
            await self._ask(self.keeper, "PATCH", f"/api/v1/admin/users/{account}/limits", nothing)
            await self._ask(person, "POST", "/api/v1/queue/resume")
        if name := self._memory.any("upstreams"):
            await self._ask(self.keeper, "POST", f"/api/v1/admin/upstreams/{name}/resume")
        await self.make_key()
        await self._ask_for_films()

    async def make_key(self):
        scopes = self._dice.choice([["jobs:read", "jobs:write", "videos:read", "videos:write"], ["jobs:read"], ["videos:read"]])
        account = self.ann.account
        answer = await self._ask(self.ann, "POST", "/api/v1/me/api-keys", {"name": "a program", "scopes": scopes, "password": self.ann.password})
        if answer.status == 201 and account == self.ann.account:
            self.key = answer.json()["key"]
        elif answer.status == 409:
            await self._heal_crowd()

    async def _heal_crowd(self):
        """As many keys as one may have: the oldest goes."""
        page = await self._ask(self.ann, "GET", "/api/v1/me/api-keys?limit=1")
        with contextlib.suppress(LookupError, ValueError):
            await self._ask(self.ann, "DELETE", f"/api/v1/me/api-keys/{page.json()['items'][0]['id']}")

    # --- what an answer changes for the one who asked --------------------------------------------------------------------------------

    def note(self, operation, person, body, answer):
        """After a success of `operation` whose body was `body`, if that was an object."""
        if person is None:
            return
        body = body if isinstance(body, dict) else {}
        if operation == "changeMe":
            person.email = body.get("email", person.email)
        elif operation == "changePassword":
            person.password = body.get("newPassword", person.password)
            self._is_signed_in(person, answer)
        elif operation == "deleteMe":
            person.account = None
        elif operation in ("logIn", "register", "resetPassword", "refresh") and answer.json().get("user", {}).get("id") == person.account:
            if operation == "resetPassword":
                person.password = body.get("newPassword", person.password)
            self._is_signed_in(person, answer)


def cookie_of(answer):
    value = answer.headers.get("set-cookie", "").split(";")[0].removeprefix("kinora_refresh=")
    return value or None


def forged(token, dice):
    """A token that is nearly this one."""
    head, payload, signature = token.split(".")
    none = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": "at+jwt"}).encode()).rstrip(b"=").decode()
    return dice.choice([f"{head}.{payload}.", f"{head}.{payload}", f"{none}.{payload}.", f"{head}.{payload}.{signature[:-2]}AA", token[1:], token + "x",
                        f"{head}..{signature}", "..", "a.b.c", "kinora_", "kinora_" + "A" * 43, "A" * 5000])
