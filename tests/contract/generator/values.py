"""JSON and text for a schema: as it says, at its edges, and as nobody would who means well."""
import functools
import json
import pathlib
import string
import struct
import subprocess
import tempfile
import zlib

# What programs have stumbled over before.
TEXTS = [
    "", " ", "\t", "\n", "\r\n", "\x00", "a\x00b", "\x1b[31m", "\x7f", "\u200b", "\u202egnp.exe", "\ufeff", "\ufffe", "\ud800", "\udc00\ud800",
    "é", "e\u0301", "Ångström", "ﷺ" * 60, "纸船", "🚤", "👩‍👩‍👧‍👦" * 40, "Z\u0351\u036b\u0343" * 100, "İı", "ß", "\u1e9e", "Ω" * 1000,
    "null", "undefined", "true", "0", "-1", "NaN", "1e309", "[]", "{}", "%00", "%s%n%x", "{0}", "{{7*7}}", "${jndi:ldap://127.0.0.1/a}",
    "'", "\"", "\\", "''--", "' OR '1'='1", "'; DROP TABLE users; --", "1) OR (1=1", "\\'; SELECT pg_sleep(5); --", "%' OR '%'='", "_%",
    "<script>alert(1)</script>", "<?xml version=\"1.0\"?>", "../../etc/passwd", "..\\..", "/dev/zero", "file:///etc/passwd", "http://127.0.0.1:1/",
    "a@b", "@", "a@@b.example", "a b@example.com", "\"quoted\"@example.com", "a@[127.0.0.1]", "ü@exämple.org", "a@" + "b" * 260 + ".example",
    "a" * 7, "a" * 8, "a" * 72, "a" * 73, "a" * 255, "a" * 256, "a" * 257, "a" * 1000, "a" * 1001, "a" * 20000,
    "00000000-0000-0000-0000-000000000000", "0190A3B4-0002-7000-8000-000000000001", "{0190a3b4-0002-7000-8000-000000000001}",
    "2026-02-30T00:00:00.000Z", "9999-12-31T23:59:60Z", "2026-03-01T00:00:00+99:99", "-0001-01-01T00:00:00Z", "2026-13", "0000-00", "9999-12", "infinity",
]
NUMBERS = ["0", "-0", "1", "-1", "2", "99", "100", "101", "1000", "1.0", "1.5", "1e2", "1E+2", "1e-2", "2147483647", "2147483648", "-2147483648",
           "-2147483649", "4294967296", "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
           "-9223372036854775809", "18446744073709551616", "1e18", "1e19", "1e308", "1e309", "-1e309", "1" * 400, "0." + "3" * 400, "1e99999999999"]
OTHERS = ["null", "true", "false", "[]", "{}", "[null]", '{"":""}', '[[[[]]]]', '""', '"text"', "17", "0.5"]
# Not JSON, or not in every reader's eyes.
BROKEN = [b"", b" ", b"{", b"}", b"{}{}", b"{},", b"[1,2", b'{"a":}', b'{"a":1,}', b"{'a':1}", b"{a:1}", b'{"a":01}', b'{"a":+1}', b'{"a":.5}',
          b'{"a":NaN}', b'{"a":Infinity}', b'{"a":0x10}', b'"\\u12"', b'{"a":"\\x41"}', b'{"a":"\n"}', b"\xef\xbb\xbf{}", b"\xff\xfe{\x00}\x00",
          b'{"a":"\xff"}', b'{"a":"\xc0\x80"}', b'{"a":"\xed\xa0\x80"}', b'{"a":"\xf4\x90\x80\x80"}', b"\x00", b"{}\x00", b"/**/{}", b"null", b"1",
          b'"text"', b"[]", b"[" * 100 + b"]" * 100, b"[" * 20000, b'{"a":' * 5000, b'{"a":' * 40 + b"1" + b"}" * 40]


@functools.cache
def small_film():
    """Made by ffmpeg, which the stand-in needs anyway."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "film.mp4")
        subprocess.run(["ffmpeg", "-nostdin", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc=size=64x36:duration=0.4", "-pix_fmt", "yuv420p", path],
                       check=True)
        return path.read_bytes()


class Raw(str):
    """JSON text that stands for itself."""


def dump(value, dice):
    """As JSON, sometimes with every character escaped or with room between, as other writers do."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        gap = dice.choice(["", "", " ", "\n\t"])
        return "{" + ",".join(f"{gap}{dump(name, dice)}:{gap}{dump(member, dice)}" for name, member in value.items()) + "}"
    if isinstance(value, Twice):
        return "{" + ",".join(f"{dump(name, dice)}:{dump(member, dice)}" for name, member in value.pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(dump(item, dice) for item in value) + "]"
    return json.dumps(value, ensure_ascii=not isinstance(value, str) or dice.random() < 0.5 or any(0xd800 <= ord(c) < 0xe000 for c in value))


class Twice:
    """An object that names a member more than once."""

    def __init__(self, pairs):
        self.pairs = pairs


class Values:
    def __init__(self, contract, dice):
        self._contract = contract
        self._dice = dice

    def text(self):
        dice = self._dice
        if dice.random() < 0.7:
            return dice.choice(TEXTS)
        if dice.random() < 0.5:
            return "".join(dice.choice(string.printable) for _ in range(dice.randrange(1, 60)))
        return "".join(chr(dice.randrange(1, 0xd800)) for _ in range(dice.randrange(1, 40)))

    def good(self, schema, meant, name=""):
        """A value as the schema says; `meant(name)` knows better where a name means something, or answers None."""
        schema = self._contract.resolve(schema)
        dice = self._dice
        if name and (found := meant(name)) is not None:
            return found
        if "enum" in schema:
            return dice.choice(schema["enum"])
        types = schema.get("type", "string")
        kind = types if isinstance(types, str) else dice.choice(types)
        if kind == "object":
            required = schema.get("required", [])
            return {member: self.good(one, meant, member) for member, one in schema.get("properties", {}).items()
                    if member in required or dice.random() < 0.5}
        if kind == "array":
            return [self.good(schema["items"], meant) for _ in range(dice.randrange(schema.get("minItems", 0), 4))]
        if kind == "integer":
            least, most = schema.get("minimum", 0), schema.get("maximum", 100)
            return dice.choice([least, most, min(max(dice.randrange(1, 20), least), most)])
        if kind == "boolean":
            return dice.random() < 0.5
        if kind == "null":
            return None
        return "word " + str(dice.randrange(1000))

    def edge(self, schema):
        """At the schema's edges, or beside it."""
        schema = self._contract.resolve(schema)
        dice = self._dice
        if dice.random() < 0.2:
            return Raw(dice.choice(OTHERS))
        types = schema.get("type", "string")
        kind = types if isinstance(types, str) else dice.choice(types)
        if kind == "integer":
            bounds = [str(schema[bound] + more) for bound in ("minimum", "maximum") if bound in schema for more in (-1, 0, 1)]
            return Raw(dice.choice(bounds + NUMBERS if dice.random() < 0.5 or not bounds else bounds))
        if kind == "string" and "maxLength" in schema and dice.random() < 0.4:
            return dice.choice(["é", "a", "🚤", " "]) * max(0, dice.choice([schema.get("minLength", 1) - 1, schema["maxLength"], schema["maxLength"] + 1]))
        if kind == "array":
            return dice.choice([[], [self.edge(schema["items"])], [self.text()] * 1000, [None], Raw("[" * 30 + "]" * 30)])
        return self.text()

    def spoiled(self, schema, good):
        """The good object with one or two things wrong."""
        dice = self._dice
        schema = self._contract.resolve(schema)
        value = dict(good)
        for _ in range(dice.choice([1, 1, 2])):
            names = list(schema.get("properties", {}))
            way = dice.randrange(5)
            if way == 0 and value:
                del value[dice.choice(list(value))]
            elif way == 1:
                value[dice.choice(["extra", "id", "userId", "role", "__proto__", "", self.text()])] = self.text()
            elif way == 2 and value:
                pairs = list(value.items())
                return Twice(pairs + [dice.choice(pairs)])
            elif names:
                name = dice.choice(names)
                value[name] = self.edge(schema["properties"][name])
        return value

    def film(self):
        """A small MP4, another one each time, whole or damaged."""
        dice = self._dice
        # A box of this kind holds nothing that anybody reads.
        whole = small_film() + struct.pack(">I", 16) + b"free" + struct.pack(">Q", dice.getrandbits(64))
        if dice.random() < 0.3:
            return whole[:dice.randrange(len(whole))]
        return whole

    def picture(self):
        """A PNG, whole or damaged."""
        dice = self._dice
        side = dice.choice([1, 8, 64, 300])

        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        says = side if dice.random() < 0.8 else dice.choice([0, 1 << 15, 1 << 30, (1 << 31) - 1])
        rows = b"".join(b"\0" + bytes([dice.randrange(256)]) * (3 * side) for _ in range(side))
        whole = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", says, says, 8, 2, 0, 0, 0)) +
                 chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
        way = dice.randrange(5)
        if way == 0:
            return whole[:dice.randrange(len(whole))]
        if way == 1:
            damaged = bytearray(whole)
            for _ in range(dice.randrange(1, 9)):
                damaged[dice.randrange(len(damaged))] = dice.randrange(256)
            return bytes(damaged)
        return whole
