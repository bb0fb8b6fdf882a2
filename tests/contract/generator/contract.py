"""openapi.yaml: what may be asked, and what may be answered."""
import functools
import json
import pathlib
import re

import yaml

TREE = pathlib.Path(__file__).resolve().parents[3]
PROBLEM = "application/problem+json"
# Of one event of a stream; the document has them as text only.
EVENTS = {
    "snapshot": {"type": "object", "required": ["jobs"], "properties": {"jobs": {"type": "array", "items": {"$ref": "#/components/schemas/Job"}}}},
    "completed": {"type": "object", "required": ["job", "video"],
                  "properties": {"job": {"$ref": "#/components/schemas/Job"}, "video": {"$ref": "#/components/schemas/Video"}}},
    "video": {"type": "object", "required": ["seq"],
              "properties": {"seq": {"type": "integer"}, "video": {"$ref": "#/components/schemas/Video"}, "deleted": {"type": "string"}}},
    "queue": {"$ref": "#/components/schemas/Queue"},
    "progress": {"$ref": "#/components/schemas/Job"},
    "failed": {"$ref": "#/components/schemas/Job"},
    "canceled": {"$ref": "#/components/schemas/Job"},
    "going-away": {"type": "object", "properties": {}},
}
# What the stream of one job says to who comes late, when the video has been removed for ever.
COMPLETED_AND_REMOVED = EVENTS["completed"] | {"properties": EVENTS["completed"]["properties"] | {"video": {"type": "null"}}}
TYPES = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
}


@functools.cache
def known_codes():
    """Every code has an example."""
    return {path.stem for path in (TREE / "tests/contract/problems").glob("*.json")}


class Operation:
    def __init__(self, contract, method, path, content):
        self.method = method.upper()
        self.path = path
        self.name = content["operationId"]
        self.scope = content.get("x-scope")
        self.parameters = [contract.resolve(one) for one in content.get("parameters", [])]
        body = contract.resolve(content.get("requestBody", {}))
        self.bodies = body.get("content", {})
        self.body_required = body.get("required", False)
        self.responses = {str(status): contract.resolve(one) for status, one in content["responses"].items()}
        self.successes = {status for status in self.responses if status < "4"}
        self.is_stream = any("text/event-stream" in one.get("content", {}) for one in self.responses.values())
        security = content.get("security", [{"bearer": []}])
        self.for_anyone = not security or {} in security

    def parameters_in(self, place):
        return [one for one in self.parameters if one["in"] == place]


class Contract:
    def __init__(self, document):
        self._document = document
        # What any message may be answered with, whatever it asks for.
        self._anyway = {status: self.resolve(one) for status, one in document["x-any-message"].items()}
        self.operations = [Operation(self, method, path, content) for path, methods in document["paths"].items()
                           for method, content in methods.items() if method != "parameters"]

    @classmethod
    def of_this_tree(cls):
        return cls(yaml.safe_load((TREE / "server-stub/openapi.yaml").read_text()))

    def resolve(self, node):
        while isinstance(node, dict) and "$ref" in node:
            place = self._document
            for part in node["$ref"].removeprefix("#/").split("/"):
                place = place[part]
            node = place
        return node

    # --- answers -----------------------------------------------------------------------------------------------------------------

    def responses(self, operation, status):
        """What the contract says of this status: nothing, or what the operation and what every message may be answered with."""
        return [one[str(status)] for one in (operation.responses, self._anyway) if str(status) in one]

    def complaints(self, schema, value, seen=lambda name, value: None, where="the body"):
        """What keeps `value` from being what the schema says. Members that nobody was told of count, since nobody could rely on them.
        `seen` is told of each value that stands for a named schema."""
        if "$ref" in schema:
            seen(schema["$ref"].rsplit("/", 1)[1], value)
            schema = self.resolve(schema)
        types = schema.get("type", list(TYPES))
        if not any(TYPES[name](value) for name in ([types] if isinstance(types, str) else types)):
            return [f"{where} is {json.dumps(value)[:60]}, not {types}"]
        if value is None:
            return []
        found = []
        if "enum" in schema and value not in schema["enum"]:
            found.append(f"{where} is {value!r}, not one of {schema['enum']}")
        if "const" in schema and value != schema["const"]:
            found.append(f"{where} is {value!r}, not {schema['const']!r}")
        if isinstance(value, str):
            if "pattern" in schema and not re.search(schema["pattern"], value):
                found.append(f"{where} is {value!r}, which does not match {schema['pattern']}")
            if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
                found.append(f"{where} has {len(value)} characters")
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
                found.append(f"{where} is {value}, out of range")
        elif isinstance(value, list) and "items" in schema:
            for number, item in enumerate(value):
                found += self.complaints(schema["items"], item, seen, f"{where}[{number}]")
        elif isinstance(value, dict):
            found += [f"{where}.{name} is missing" for name in schema.get("required", []) if name not in value]
            properties = schema.get("properties")
            for name, member in value.items():
                if properties is not None and name in properties:
                    found += self.complaints(properties[name], member, seen, f"{where}.{name}")
                elif properties is not None and schema.get("additionalProperties") is not True:
                    found.append(f"{where}.{name} is not in the contract")
        return found
