#!/usr/bin/env python3
"""No two headers of pipeline/ define a type of one name.

All of it lives in namespace newsmill, so two types of one name in two folders are one type to the
linker: it keeps the first destructor it meets, and the program crashes far from the mistake.
"""
import collections
import pathlib
import re
import sys

DEFINITION = re.compile(r"^(?:class|struct|enum class|enum)\s+(\w+)(?!\w|::)[^;]*$", re.M)


def definitions(folder):
    for header in sorted(folder.rglob("*.h")):
        for name in DEFINITION.findall(header.read_text(encoding="utf-8")):
            yield name, header.relative_to(folder)


def main():
    found = collections.defaultdict(list)
    for name, header in definitions(pathlib.Path(__file__).parents[2] / "pipeline"):
        found[name].append(str(header))
    assert len(found) > 50, "the headers are not where they were"
    twice = {name: headers for name, headers in found.items() if len(headers) > 1}
    for name, headers in twice.items():
        print(f"{name}: {', '.join(headers)}", file=sys.stderr)
    return 1 if twice else 0


if __name__ == "__main__":
    sys.exit(main())
