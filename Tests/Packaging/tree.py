"""tree: what a folder holds, to be compared before and after; and the two other ways in which a check ends."""

import hashlib
import os
import shutil
import stat
import sys

SKIPPED = 77


def skip(why):
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


def fail(why):
    print(f"{os.path.basename(sys.argv[0])}: {why}")
    sys.exit(1)


def need(program, package):
    if not shutil.which(program):
        skip(f"needs {program} (apt-get install {package})")


def tree(folder):
    """Every path below the folder, with its kind, its permissions and the hash of its bytes or the end of a link."""
    found = {}
    for parent, folders, files in os.walk(folder):
        for name in folders + files:
            path = os.path.join(parent, name)
            mode = os.lstat(path).st_mode
            if stat.S_ISLNK(mode):
                content = os.readlink(path)
            elif stat.S_ISREG(mode):
                with open(path, "rb") as file:
                    content = hashlib.sha256(file.read()).hexdigest()
            else:
                content = ""
            found[os.path.relpath(path, folder)] = (mode, content)
    return found


def must_be(found, expected, where):
    if found != expected:
        odd = sorted(path for path in found.keys() | expected.keys() if found.get(path) != expected.get(path))
        fail(f"{where}: not as it should be: {', '.join(odd)}")
