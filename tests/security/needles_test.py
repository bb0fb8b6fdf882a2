#!/usr/bin/python3
"""What the search for secrets finds, and what it leaves alone."""
import base64
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from needles import Needles, search_folder  # noqa: E402

SECRET = "canary/of \"one\" mine+1"


class NeedlesTest(unittest.TestCase):
    def setUp(self):
        self.needles = Needles()
        self.needles.add("mine", SECRET)

    def found(self, content):
        return {name for name, _ in self.needles.search(content)}

    def test_every_form_wherever_it_stands(self):
        plain = SECRET.encode()
        for before in (b"", b"a", b"ab", b"abc"):
            whole = before + plain + b"and more"
            for form in (whole, whole.hex().encode(), whole.hex().upper().encode(), base64.b64encode(whole), base64.urlsafe_b64encode(whole)):
                self.assertEqual(self.found(b"in between " + form + b" and after"), {"mine"}, form)
        for text in (b"canary%2Fof%20%22one%22%20mine%2B1", b"canary%2Fof+%22one%22+mine%2B1", b'"canary\\/of \\"one\\" mine+1"'):
            self.assertEqual(self.found(text), {"mine"}, text)

    def test_nothing_where_nothing_is(self):
        self.assertEqual(self.found(b""), set())
        self.assertEqual(self.found(b"canary/of \"two\" mine+1, kinora_refresh, Bearer realm=\"kinora\""), set())

    def test_codes_however_they_are_typed(self):
        self.needles.add_code("code", "ABCD-EFGH-JKMN-PQRS")
        for text in (b"ABCD-EFGH-JKMN-PQRS", b"ABCDEFGHJKMNPQRS", b"abcdefghjkmnpqrs"):
            self.assertNotEqual(self.found(b"code=" + text), set(), text)

    def test_tokens_by_what_makes_them_one(self):
        self.needles.add_token("session", "0190a3b4-0002-7000-8000-000000000001.7." + "Z" * 43)
        self.assertEqual(self.found(b"0190a3b4-0002-7000-8000-000000000001.7"), set())
        self.assertEqual(self.found(b"MAC " + b"Z" * 43), {"session"})

    def test_what_looks_like_a_secret(self):
        token = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in (b'{"alg":"HS256"}', b'{"sub":"0190"}', b"s" * 32))
        self.assertIn("an access token", self.found(b"GET /me " + token))
        self.assertIn("an API key", self.found(b"kinora_" + b"a" * 43))
        self.assertIn("a refresh token", self.found(b"0190a3b4-0002-7000-8000-000000000001.12." + b"b" * 43))
        self.assertIn("a bearer's header", self.found(b"authorization: bearer 0123456789abcdef"))

    def test_folders_but_those_for_secrets(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            for place in ("logs", "secrets"):
                (folder / place).mkdir()
                (folder / place / "file").write_text(SECRET)
            found = list(search_folder(self.needles, folder, but=[folder / "secrets"]))
            self.assertEqual({path for path, _, _ in found}, {str(folder / "logs/file")})


if __name__ == "__main__":
    unittest.main()
