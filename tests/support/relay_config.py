"""A relay's file, as the tests that are scripts write it."""
import json

SORA_2 = {"id": "sora-2", "sizes": {"portrait": "720x1280", "landscape": "1280x720"}, "seconds": [4, 8]}


def _toml(value):
    """Of what is written here, only tables look different in JSON."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    return json.dumps(value)


def _table(head, settings):
    return "\n".join([head, *(f"{name} = {_toml(value)}" for name, value in settings.items()), ""])


def relay_config(base_url, *models, limits=None, **upstream):
    """One upstream at `base_url` with one key and these models; by name, whatever else is to be said of it."""
    settings = {"name": "Stand-in", "dialect": "videos", "base_url": base_url, "keys": [{"id": "k1", "env": "SORA_API_TOKEN"}], **upstream}
    tables = [_table("[limits]", limits)] if limits else []
    tables += [_table("[[upstream]]", settings)] + [_table("[[upstream.model]]", model) for model in models]
    return "".join(tables)
