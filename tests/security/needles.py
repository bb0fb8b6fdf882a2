"""Secrets as they might show up somewhere, and the search for them."""
import base64
import re
import urllib.parse

# What nobody has to be told of to know it for a secret of ours. A digest or an id looks otherwise.
PATTERNS = {
    "an access token": re.compile(rb"eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}"),
    "a refresh token": re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\.[0-9]+\.[A-Za-z0-9_-]{43}"),
    "an API key": re.compile(rb"kinora_[A-Za-z0-9_-]{43}"),
    "a bearer's header": re.compile(rb"[Bb]earer +[A-Za-z0-9._~+/-]{16,}"),
}


def forms(secret):
    """The secret's bytes in every way a program may write them by accident."""
    plain = secret.encode()
    found = {"plain": plain, "hex": plain.hex().encode(), "HEX": plain.hex().upper().encode(), "octal dump": b" ".join(b"%02x" % byte for byte in plain),
             "url": urllib.parse.quote(secret, safe="").encode(), "form": urllib.parse.quote_plus(secret).encode(),
             "json": secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/").encode(),
             "backwards": plain[::-1]}
    # In base64 the text depends on how far from a multiple of three it begins; what the neighbours touch is left out.
    for shift in range(3):
        for name, encode in (("base64", base64.b64encode), ("base64url", base64.urlsafe_b64encode)):
            text = encode(b"\0" * shift + plain).rstrip(b"=")
            begin = -(-shift * 8 // 6)
            end = (shift + len(plain)) * 8 // 6
            found[f"{name}+{shift}"] = text[begin:end]
    return {name: text for name, text in found.items() if len(text) >= 8}


class Needles:
    """Secrets by name. Those of fewer than eight characters are not looked for: they would be found everywhere."""

    def __init__(self):
        self._secrets = {}  # name → forms
        self._whole = None

    def add(self, name, secret):
        assert len(secret) >= 8, name
        self._secrets[name] = forms(secret)
        self._whole = None

    def add_code(self, name, code):
        """A code that is read and typed: also without what stands between, in small letters."""
        self.add(name, code)
        plain = re.sub(r"[^A-Za-z0-9]", "", code)
        self.add(name + ", plain", plain)
        self.add(name + ", small", plain.lower())

    def add_token(self, name, token):
        """An access or refresh token: what makes it one is its last part; what stands before may be known."""
        self.add(name, token.rsplit(".", 1)[1])

    @property
    def names(self):
        return list(self._secrets)

    def search(self, content, patterns=True):
        """(name, form) of each secret that is in the bytes, and the first form it is in."""
        if self._whole is None:
            texts = sorted({text for one in self._secrets.values() for text in one.values()}, key=len, reverse=True)
            self._whole = re.compile(b"|".join(map(re.escape, texts)) or rb"(?!)")
        found = []
        # One pass says no nearly always; only then it is asked which.
        if self._whole.search(content):
            for name, one in self._secrets.items():
                found += [(name, form) for form, text in one.items() if text in content][:1]
        if patterns:
            found += [(name, "by its look") for name, pattern in PATTERNS.items() if pattern.search(content)]
        return found


def search_folder(needles, folder, but=(), patterns=True):
    """(path, name, form) for every file below the folder; `but` are folders that may hold secrets."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and not any(path.is_relative_to(one) for one in but):
            for name, form in needles.search(path.read_bytes(), patterns):
                yield str(path), name, form
