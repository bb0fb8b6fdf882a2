#!/usr/bin/python3
"""Finds names that two files of one target keep to themselves under the same name.

Most builds compile several files of a target as one, and which ones depends on how many there are: without this, a new file could
break the build of two others. Names in anonymous namespaces must therefore differ within a target.

usage: check_unity.py [ROOT]
"""
import collections
import pathlib
import re
import sys

# One target each; below src/gui all folders are one.
WHOLE = ("src/gui",)
# Never compiled together with others, as is every main.cpp.
APART = ("tests/fuzz",)

VALUE = re.compile(r"(?:inline\s+|static\s+)*(?:constexpr|const|constinit|thread_local|std::atomic)\b[^=({]*?\b(\w+)\s*(?:\[[^\]]*\])*\s*(?:=|\{|;)")
TYPE = re.compile(r"(?:template\s*<[^>]*>\s*)?(?:struct|class|enum class|enum)\s+(\w+)\b(?![^{;]*;)")
ALIAS = re.compile(r"using\s+(\w+)\s*=")
FUNCTION = re.compile(r"(?!return\b|else\b|namespace\b|(?:public|protected|private):)[\w:<>,&*\s\[\]]+?[\s&*>](\w+)\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*(?:noexcept\s*)?(?:->[^{;]*)?\{")


def hidden(text):
    """(name, what) of everything at the outermost level of anonymous namespaces."""
    for block in re.finditer(r"^namespace \{\n(.*?)^\} // namespace\n", text, re.M | re.S):
        body = re.sub(r"//[^\n]*", "", re.sub(r'R"(\w*)\(.*?\)\1"', '""', block.group(1), flags=re.S))
        # Only what begins at the left edge is at the outermost level; a signature may go on in indented lines.
        for chunk in re.findall(r"^(?=\S)[^\n]*(?:\n[ \t]+[^\n]*)*", body, re.M):
            head = re.sub(r"\s+", " ", chunk)
            for pattern, what in ((ALIAS, "alias"), (TYPE, "type")):
                if match := pattern.match(head):
                    yield match.group(1), what
                    break
            else:
                if match := FUNCTION.match(head):
                    parameters = re.sub(r"\s*=\s*[^,]*", "", match.group(2))
                    kinds = ",".join(re.sub(r"\s*\w+$", "", one.strip()) for one in parameters.split(",") if one.strip())
                    yield f"{match.group(1)}({kinds})", "function"
                elif match := VALUE.match(head):
                    yield match.group(1), "value"


def target_of(path):
    for whole in WHOLE:
        if path.startswith(whole + "/"):
            return whole
    return path.rsplit("/", 1)[0]


def check(root):
    root = pathlib.Path(root)
    seen = collections.defaultdict(list)
    for top in ("src", "server-stub", "tests"):
        for file in sorted((root / top).rglob("*.cpp")):
            path = file.relative_to(root).as_posix()
            if target_of(path) in APART or file.name == "main.cpp":
                continue
            for name, what in hidden(file.read_text()):
                seen[target_of(path), name].append(path)
    wrong = {key: sorted(set(files)) for key, files in seen.items() if len(set(files)) > 1}
    return [f"{target}: {name} in {', '.join(file.rsplit('/', 1)[1] for file in files)}" for (target, name), files in sorted(wrong.items())]


def main():
    problems = check(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2])
    print("\n".join(problems) or "no name is in two files of a target")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
