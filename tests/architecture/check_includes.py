#!/usr/bin/env python3
"""Who may include whom: the rooms of the desktop app and of the relay, checked by reading #include lines.

usage: check_includes.py TOP    exits 1 and names each line that crosses a boundary.
"""
import pathlib
import re
import sys

# room -> rooms it may include, beside itself.
CLIENT = {
    "core": set(),
    "net": {"core"},
    "storage": {"core"},
    "secrets": {"core"},
    "media": {"core"},
    "services": {"core", "net", "storage", "secrets", "media"},
    "gui": {"core", "services", "media"},
    "app": {"core", "net", "storage", "secrets", "media", "services", "gui"},
}
RELAY = {
    "base": set(),
    "pg": {"base"},
    "fetch": {"base"},
    "http": {"base"},
    "config": {"base"},
    "media": {"base", "pg", "fetch"},
    "upstreams": {"base", "pg", "fetch"},
    "store": {"base", "pg", "fetch"},
    # The engine meets the other three through their interfaces.
    "jobs": {"base", "pg", "fetch", "store", "upstreams", "media"},
    "domain": {"base", "store", "jobs", "upstreams", "media", "pg", "fetch"},
    "api": {"base", "domain", "http"},
    "cli": {"base", "domain", "config"},
    "main": {"base", "pg", "fetch", "http", "config", "media", "upstreams", "store", "jobs", "domain", "api", "cli"},
    "sim": {"base", "http"},
}
# library header prefix -> rooms that may include it ("" stands for every other tree).
LIBRARIES = {
    "client": {
        r"QtWidgets|QWidget|QApplication|QDialog|QLabel": {"gui", "app"},
        r"QtSql|QSql\w+": {"storage"},
        r"QtMultimedia|QMediaPlayer|QVideo\w+|QAudioOutput|QMediaDevices": {"media"},
        r"qt6?keychain/": {"secrets"},
        r"QNetwork\w+|QTcp\w+|QSsl\w+": {"net", "app"},
    },
    "relay": {
        r"libpq-fe\.h|postgresql/": {"pg"},
        r"curl/": {"fetch"},
        r"boost/beast": {"http", "api"},
        r"libav\w+/|libsw\w+/": {"media"},
        r"crypt\.h": {"domain", "base"},
        r"toml\+\+/": {"config"},
        r"CLI/": {"config", "cli", "main", "sim"},
        r"pango/|cairo": {"sim"},
        r"prometheus/": {"base"},
    },
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def check_tree(root, rooms, libraries, room_of):
    """Yields a sentence for each include that crosses a boundary."""
    for path in sorted(root.rglob("*")):
        if path.suffix not in {".h", ".cpp", ".hpp"}:
            continue
        room = room_of(path.relative_to(root))
        if room not in rooms:
            yield f"{path}: folder '{room}' is no room of the architecture"
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            kind, target = match.groups()
            first = target.split("/")[0]
            if kind == '"' and first in rooms and first != room and first not in rooms[room]:
                yield f"{path}:{number}: {room} must not include {first} ({target})"
            if kind == "<":
                for pattern, allowed in libraries.items():
                    if re.match(pattern, target) and room not in allowed:
                        yield f"{path}:{number}: only {', '.join(sorted(allowed))} may include <{target}>"


def first_folder(default):
    return lambda path: path.parts[0] if len(path.parts) > 1 else default


def check(top):
    top = pathlib.Path(top)
    found = []
    found += check_tree(top / "src", CLIENT, LIBRARIES["client"], first_folder("app"))
    found += check_tree(top / "server-stub/src", RELAY, LIBRARIES["relay"], first_folder("main"))
    found += check_tree(top / "server-stub/sim", RELAY, LIBRARIES["relay"], lambda path: "sim")
    # The two programs share no C++.
    for path in sorted((top / "src").rglob("*.*")) + sorted((top / "server-stub").rglob("*.*")):
        if path.suffix in {".h", ".cpp"}:
            other = "server-stub" if "src" == path.relative_to(top).parts[0] else "src"
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                match = INCLUDE.match(line)
                if match and f"../{other}/" in match.group(2):
                    found.append(f"{path}:{number}: the app and the relay share no code")
    return found


if __name__ == "__main__":
    problems = check(sys.argv[1])
    print("\n".join(problems) or "every include stays within its boundary")
    sys.exit(1 if problems else 0)
