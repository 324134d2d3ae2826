#!/usr/bin/env python3
"""debian_package: what scripts/make-deb makes is the same each time, and works where only its dependencies are.

usage: Tests/Packaging/debian_package.py PERSONA same|lintian|room [--debootstrap SUITE]

`room` installs the package with dpkg into an empty folder that holds the packages it names in Depends, and what those
need, copied from this machine; starts the program there, in a chroot; and purges it. That takes root or a user
namespace, and no network. With --debootstrap the room is a minimal Debian instead, fetched by debootstrap, which
takes root and the network. Exit status 1 where something does not hold, 77 where this machine cannot tell.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

from tree import fail, must_be, need, skip, tree

MAKE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "scripts", "make-deb")
INSTALLED = [
    "usr/bin/persona", "usr/share/man/man1/persona.1.gz", "usr/share/bash-completion/completions/persona",
    "usr/share/zsh/vendor-completions/_persona", "usr/share/fish/vendor_completions.d/persona.fish",
    "usr/share/doc/persona/changelog.gz", "usr/share/doc/persona/copyright"]
BOOKS = "var/lib/dpkg"  # what dpkg keeps of packages: it changes, and has to forget ours
ENVIRONMENT = {"PATH": "/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}


def run(line, text=None, status=0, environment=None):
    """What a program prints, all of it; it has to end as expected."""
    done = subprocess.run(
        line, env=environment or ENVIRONMENT, input=text or "", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True)
    if done.returncode != status:
        fail(f"{' '.join(line)} ended with {done.returncode}, not {status}: {done.stdout}")
    return done.stdout


def make(persona, folder, environment=None):
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1760000000"} | (environment or {})
    return run([MAKE, "--binary", persona, "--output", folder], environment=environment).split("\n")[-2]


def is_the_same(persona, folder):
    """Another time, place, mask, language and clock: the same bytes."""
    first = make(persona, os.path.join(folder, "first"))
    os.makedirs(os.path.join(folder, "place"))
    os.umask(0o077)
    second = make(persona, os.path.join(folder, "second"), {
        "TMPDIR": os.path.join(folder, "place"), "TZ": "Asia/Kathmandu", "LC_ALL": "C"})
    with open(first, "rb") as one, open(second, "rb") as other:
        if one.read() != other.read():
            fail("the second package differs from the first")
    if re.search(r"\.\d+_", os.path.basename(first)) is None:
        fail(f"{os.path.basename(first)} does not tell its version")


def passes_lintian(persona, folder):
    need("lintian", "lintian")
    package = make(persona, folder)
    words = ["--allow-root"] if os.geteuid() == 0 else []
    run(["lintian", "--fail-on", "error,warning", *words, package])


# --- The room ---------------------------------------------------------------------------------------------------

def fields(package, *names):
    return [run(["dpkg-query", "-W", f"-f=${{{name}}}", package]) for name in names]


def wanted(depends):
    """The names in a list of dependencies, the first that is installed here of alternatives."""
    for alternatives in filter(None, (part.strip() for part in depends.split(","))):
        names = [re.match(r"[a-z0-9.+-]+", name.strip())[0] for name in alternatives.split("|")]
        for name in names:
            state = subprocess.run(
                ["dpkg-query", "-W", "-f=${db:Status-Abbrev}", name], env=ENVIRONMENT, capture_output=True, text=True)
            if state.stdout.startswith("ii"):
                yield name
                break
        else:
            skip(f"the package {names[0]}, which ours depends on, is not installed here")


def closure(depends):
    found, left = set(), list(wanted(depends))
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            for more in fields(name, "Depends", "Pre-Depends"):
                left += wanted(more)
    return sorted(found)


def copy(path, room):
    target = room + path
    if os.path.lexists(target):
        return
    if not os.path.isdir(os.path.dirname(target)):
        copy(os.path.dirname(path), room)
    if os.path.islink(path):
        os.symlink(os.readlink(path), target)
        if path.count("/") == 1:  # /lib is a link to usr/lib on current systems
            os.makedirs(os.path.join(room, os.readlink(path)), exist_ok=True)
    elif os.path.isdir(path):
        os.mkdir(target)
    else:
        shutil.copy2(path, target)


def room_of_dependencies(package, room):
    """Lays out the packages that ours needs, and dpkg's books of them."""
    books = os.path.join(room, BOOKS)
    os.makedirs(os.path.join(books, "info"))
    os.makedirs(os.path.join(books, "updates"))
    names = closure(run(["dpkg-deb", "-f", package, "Depends"]))
    with open(os.path.join(books, "status"), "w") as status:
        for name in names:
            status.write(run(["dpkg", "--status", name]).rstrip() + "\n\n")
            files = run(["dpkg", "--listfiles", name])
            full = fields(name, "binary:Package")[0]
            with open(os.path.join(books, "info", f"{full}.list"), "w") as listed:
                listed.write(files)
            for path in files.split("\n"):
                if path.startswith("/") and path != "/." and os.path.lexists(path):
                    copy(path, room)
    return names


def room_of_debootstrap(package, room, suite):
    need("debootstrap", "debootstrap")
    if os.geteuid() != 0:
        skip("debootstrap needs root")
    names = list(wanted(run(["dpkg-deb", "-f", package, "Depends"])))
    run(["debootstrap", "--variant=minbase", f"--include={','.join(names)}", suite, room])
    return names


def apart_from_books(room):
    return {path: what for path, what in tree(room).items() if not path.startswith(BOOKS) and path[:8] != "var/log/"}


def works_in_a_room(persona, folder, suite):
    as_root = [] if os.geteuid() == 0 else ["unshare", "--map-root-user"]
    enter = [*as_root, *(["--mount"] if as_root else ["unshare", "--mount"])]
    if subprocess.run([*enter, "mount", "--rbind", "/proc", "/proc"], capture_output=True).returncode:
        skip("needs root, or user namespaces, and leave to mount")
    package = make(persona, folder)
    room = os.path.join(folder, "room")
    os.makedirs(os.path.join(room, "proc"))
    names = room_of_debootstrap(package, room, suite) if suite else room_of_dependencies(package, room)
    before = apart_from_books(room)

    dpkg = [*as_root, "dpkg", f"--root={room}"]
    run([*dpkg, "--install", package])
    if missing := [path for path in INSTALLED if not os.path.isfile(os.path.join(room, path))]:
        fail(f"not installed: {', '.join(missing)}")
    use(room, enter)
    shutil.rmtree(os.path.join(room, "home-of-ours"))

    run([*dpkg, "--purge", "persona"])
    must_be(apart_from_books(room), before, "after purging")
    with open(os.path.join(room, BOOKS, "status")) as status:
        if re.search("^Package: persona$", status.read(), re.MULTILINE):
            fail("dpkg still knows the package")
    print(f"in a room of {'debootstrap' if suite else ', '.join(names)}")


def use(room, enter):
    """Makes a vault, writes and finds an entry, all within the room, which has /proc: Swift reads its arguments there.
    That is mounted for each command alone, so that nothing is left of it."""
    chroot = [*enter, "sh", "-c", 'mount --rbind /proc "$0/proc" && exec chroot "$0" /usr/bin/persona "$@"', room]
    home = os.path.join(room, "home-of-ours")
    os.mkdir(home)
    with open(os.path.join(home, "pp"), "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        file.write("a passphrase of packages\n")
    environment = ENVIRONMENT | {"HOME": "/home-of-ours"}

    def persona(*words, text=None):
        return run([*chroot, *words], text, environment=environment)

    if not re.fullmatch(r"persona [0-9.]+\n", told := persona("--version")):
        fail(f"the program does not tell its version: {told}")
    secret = ["--passphrase-file", "/home-of-ours/pp", "--no-input"]
    persona("init", "--kdf", "interactive", *secret)
    persona("add", "--kind", "note", *secret, text="The beans are up.\n")
    if "The beans are up." not in persona("search", "beans", *secret):
        fail("the entry was not found")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("persona")
    parser.add_argument("case", choices=["same", "lintian", "room"])
    parser.add_argument("--debootstrap", metavar="SUITE")
    arguments = parser.parse_args()
    persona = os.path.abspath(arguments.persona)
    need("dpkg-deb", "dpkg")
    need("dpkg-shlibdeps", "dpkg-dev")
    with open(persona, "rb") as file:
        if b"libswiftCore.so" in file.read():
            skip("this binary was built without --static-swift-stdlib")
    with tempfile.TemporaryDirectory(prefix="persona-package-") as folder:
        os.chmod(folder, 0o755)
        if arguments.case == "same":
            is_the_same(persona, folder)
        elif arguments.case == "lintian":
            passes_lintian(persona, folder)
        else:
            works_in_a_room(persona, folder, arguments.debootstrap)


if __name__ == "__main__":
    main()
