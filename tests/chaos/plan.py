"""What a storm will do and when, all of it drawn from one seed before it begins."""
import dataclasses
import random

UPSTREAM_LINK_FAULTS = {"latency": 4, "cut_request": 2, "cut_reply": 4, "reset": 4, "hang": 1, "bandwidth": 1}
CLIENT_LINK_FAULTS = {"latency": 2, "cut_request": 3, "cut_reply": 5, "reset": 3, "hang": 1}
DATABASE_LINK_FAULTS = {"latency": 3, "cut_reply": 2, "reset": 2, "hang": 1}
# On the way of a create, a poll or a download; what each does is said in the stand-in's --help.
SIM_FAULTS = {
    "videos": {("busy", "create"): 4, ("rate_limited", "create"): 3, ("invite_full", "create"): 1, ("moderation", "create"): 1,
               ("drop_after_accept", "create"): 6, ("hang", "create"): 1, ("garbage", "create"): 2, ("server_error", "create"): 3,
               ("gone", "create"): 1, ("slow", "create"): 1, ("busy", "poll"): 3, ("server_error", "poll"): 3, ("garbage", "poll"): 3,
               ("busy", "list"): 1, ("server_error", "list"): 1, ("garbage", "list"): 1,
               ("cut_result", "download"): 4, ("truncate", "download"): 2},
    "chat-stream": {("busy", "create"): 4, ("rate_limited", "create"): 3, ("invite_full", "create"): 1, ("moderation", "create"): 1,
                    ("drop_after_accept", "create"): 3, ("hang", "create"): 1, ("garbage", "create"): 1, ("server_error", "create"): 1,
                    ("slow", "create"): 1, ("busy", "poll"): 1, ("garbage", "poll"): 1, ("server_error", "poll"): 1, ("hang", "poll"): 1,
                    ("cut_result", "download"): 4, ("truncate", "download"): 2},
}
# Of every hundred blows against whole processes.
BLOWS = {"kill relay": 28, "stop relay": 18, "freeze relay": 14, "kill postgres": 9, "cut backends": 12, "kill sim": 12, "cut link": 13, "link down": 8}


@dataclasses.dataclass
class Action:
    at: float
    what: str
    args: dict


@dataclasses.dataclass
class Size:
    seconds: float   # until the last fault
    jobs: int
    faults: int      # on requests; the blows come on top
    blow_every: float
    users: int = 6


SIZES = {"videos": {"tiny": Size(30, 30, 30, 5.0), "short": Size(75, 150, 260, 4.0), "full": Size(900, 1600, 2700, 3.5, users=10)},
         "chat-stream": {"tiny": Size(20, 20, 15, 5.0), "short": Size(35, 50, 60, 5.0), "full": Size(300, 500, 600, 4.0, users=6)}}


def _pick(dice, weights):
    return dice.choices(list(weights), list(weights.values()))[0]


def _link_fault(dice, weights):
    kind = _pick(dice, weights)
    fault = {"kind": kind}
    if kind == "latency":
        fault["seconds"] = round(dice.uniform(0.05, 1.5), 2)
    elif kind == "hang":
        fault["seconds"] = round(dice.uniform(1, 6), 2)
    elif kind == "bandwidth":
        fault["rate"] = dice.choice([8_000, 30_000, 100_000])
    else:
        fault["bytes"] = dice.choice([0, 1, 20, 200, 600, 4_000, 20_000])
    return fault


def _submits(dice, size, dialect):
    made = 0
    number = 0
    twin = None
    while made < size.jobs:
        number += 1
        count = min(_pick(dice, {1: 12, 2: 3, 3: 1}), size.jobs - made)
        # Some ask for the same thing twice, so that two equal requests are on their way at once.
        prompt = twin if twin and dice.random() < 0.06 else f"take {number:05d}, a lantern on a river in the rain"
        twin = prompt
        body = {"prompt": prompt, "orientation": dice.choice(["portrait", "landscape"]), "count": count}
        if dialect == "videos":
            body["seconds"] = dice.choice([4, 8])
        else:
            body["model"] = dice.choice(["sora_video2-hd", "sora2", "sora-2"])
        args = {"user": dice.randrange(size.users), "relay": dice.randrange(2), "key": f"key-{number:05d}", "body": body}
        if dice.random() < 0.05:
            args["cancel_after"] = round(dice.uniform(0, 2), 2)
        if dice.random() < 0.1:
            args["again_after"] = round(dice.uniform(0, 20), 2)
        yield Action(round(dice.uniform(0, size.seconds * 0.92), 2), "submit", args)
        made += count


def _blow(dice, lease):
    what = _pick(dice, BLOWS)
    if what == "freeze relay":
        # Half of them beyond the lease: another relay must take over, and the frozen one must notice.
        return what, {"relay": dice.randrange(2), "seconds": round(dice.choice([dice.uniform(0.5, 2), lease * dice.uniform(1.3, 2)]), 2)}
    if what in ("kill relay", "stop relay"):
        return what, {"relay": dice.randrange(2), "seconds": round(dice.uniform(0, 2.5), 2)}
    if what in ("kill postgres", "kill sim"):
        return what, {"seconds": round(dice.uniform(0, 2), 2)}
    if what in ("cut link", "link down"):
        return what, {"link": dice.choice(["upstream", "client-a", "client-b", "database"]), "seconds": round(dice.uniform(0.2, 3), 2)}
    return what, {}


def make(seed, size, dialect, lease):
    """The actions in the order of their times."""
    dice = random.Random(f"{dialect} {seed}")
    actions = list(_submits(dice, size, dialect))
    for _ in range(size.faults):
        at = round(dice.uniform(1, size.seconds), 2)
        where = _pick(dice, {"upstream": 35, "client": 25, "database": 8, "sim": 32})
        if where == "sim":
            kind, moment = _pick(dice, SIM_FAULTS[dialect])
            actions.append(Action(at, "sim fault", {"kind": kind, "on": moment}))
        elif where == "client":
            actions.append(Action(at, "link fault", {"link": dice.choice(["client-a", "client-b"]), **_link_fault(dice, CLIENT_LINK_FAULTS)}))
        else:
            weights = UPSTREAM_LINK_FAULTS if where == "upstream" else DATABASE_LINK_FAULTS
            actions.append(Action(at, "link fault", {"link": where, **_link_fault(dice, weights)}))
    for _ in range(size.jobs // 40):
        actions.append(Action(round(dice.uniform(0, size.seconds * 0.8), 2), "pause",
                              {"user": dice.randrange(size.users), "relay": dice.randrange(2), "seconds": round(dice.uniform(0.5, 4), 2)}))
    at = dice.uniform(2, size.blow_every)
    while at < size.seconds:
        what, args = _blow(dice, lease)
        actions.append(Action(round(at, 2), what, args))
        at += dice.expovariate(1 / size.blow_every)
    return sorted(actions, key=lambda action: action.at)
