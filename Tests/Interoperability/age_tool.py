#!/usr/bin/env python3
"""age_tool: the `age` program and ours open each other's files, of sizes where chunks of 64 KiB begin and end.

usage: Tests/Interoperability/age_tool.py PERSONA [--megabytes N]

Both ways, to a recipient (binary and in armor) and to a passphrase, which `age` takes from a terminal only, so it gets
one. Last a history of N MB (100 if nothing is said) both ways to a recipient, with the peak memory of our process,
which may be 200 MiB above that of an export of nothing at most. Prints what it did; exit status 1 where a byte differs
or more memory was needed, 77 where there is no `age`.
"""

import argparse
import hashlib
import json
import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
CHUNK = 64 << 10
LINE_SIZES = {"size-a": CHUNK - 1, "size-b": CHUNK, "size-c": CHUNK + 1}
PASSPHRASE = "a passphrase of age files"
TEXT_BYTES = 1_000_000  # of an entry of the large history; the most is 1 MiB
GROWTH_MIB = 200  # an import holds all of it, once, until it knows that it is whole


def fail(why):
    print(f"age_tool: {why}")
    sys.exit(1)


def digest(path):
    sha256 = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            sha256.update(piece)
    return sha256.hexdigest()


class Place:
    """A folder with secrets, keys and vaults. Each run of our program leaves its peak memory in `peak_mib`."""

    def __init__(self, persona, folder):
        self.persona, self.folder, self.peak_mib = os.path.abspath(persona), folder, 0
        self.secret("vault-pp", "a passphrase of the vaults\n")
        self.secret("age-pp", PASSPHRASE + "\n")
        self.age_keygen("-o", self.path("key"))
        self.recipient = self.age_keygen("-y", self.path("key"))
        self.environment = {
            **os.environ, "XDG_STATE_HOME": self.path("state"), "PERSONA_MODELS": self.path("models"), "NO_COLOR": "1"}

    def path(self, name):
        return os.path.join(self.folder, name)

    def secret(self, name, content):
        with open(self.path(name), "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(content)

    def age_keygen(self, *words):
        return subprocess.run(["age-keygen", *words], check=True, capture_output=True, text=True).stdout.strip()

    def ours(self, vault, command, *words):
        """Runs our program, which has to succeed, and returns what it prints; peak memory by wait4(2)."""
        line = [self.persona, command, "--vault", self.path(vault), "--passphrase-file", self.path("vault-pp"),
                "--no-input", "--quiet", *words]
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen(line, env=self.environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            # KiB on Linux, bytes on macOS.
            self.peak_mib = usage.ru_maxrss >> (20 if sys.platform == "darwin" else 10)
            err.seek(0)
            if process.returncode:
                fail(f"{command} {' '.join(words)} ended with {process.returncode}: {err.read().decode()}")
            out.seek(0)
            return out.read().decode()

    def new_vault(self, name):
        self.ours(name, "init", "--kdf", "interactive")
        return name

    def age(self, *words):
        run = subprocess.run(["age", *words], capture_output=True, stdin=subprocess.DEVNULL)
        if run.returncode:
            fail(f"age {' '.join(words)}: {run.stderr.decode()}")

    def age_at_terminal(self, *words):
        """Runs `age` on a terminal of its own, and types the passphrase whenever it asks for one."""
        child, terminal = pty.fork()
        if child == 0:
            os.execvp("age", ["age", *words])
        said, answered, deadline = b"", 0, time.monotonic() + 60
        while True:
            if not select.select([terminal], [], [], max(0, deadline - time.monotonic()))[0]:
                fail(f"age {' '.join(words)} still waits after: {said.decode()}")
            try:
                piece = os.read(terminal, 4096)
            except OSError:  # the other end is closed: Linux says EIO, others an end
                piece = b""
            if not piece:
                break
            said += piece
            if (prompts := said.lower().count(b"passphrase")) and said.rstrip().endswith(b":") and prompts > answered:
                answered = prompts
                os.write(terminal, PASSPHRASE.encode() + b"\n")
        os.close(terminal)
        _, status = os.waitpid(child, 0)
        if status:
            fail(f"age {' '.join(words)} ended with {os.waitstatus_to_exitcode(status)}: {said.decode()}")

    def must_be_equal(self, name, expected):
        if digest(self.path(name)) != digest(self.path(expected)):
            fail(f"{name} differs from {expected}")


def line_of(kind, size):
    """A line as export writes it, of exactly so many bytes; the text is not of one letter, so order counts."""
    entry = {"id": f"000000000{'abc'.index(kind[-1])}", "written": "2025-03-08T10:25:00Z",
             "added": "2025-04-01T00:00:00Z", "kind": kind, "text": ""}
    bare = len(json.dumps(entry, separators=(",", ":"))) + 1
    entry["text"] = "".join(f"{number} " for number in range(size))[: size - bare - 1] + "."
    line = json.dumps(entry, separators=(",", ":")) + "\n"
    assert len(line) == size
    return line


def sealings(place, kind):
    """How each program is told to encrypt, and `age` to open: a name, ours, theirs, opening."""
    yield "recipient", ["-r", place.recipient], ["-r", place.recipient], ["-i", place.path("key")]
    yield "armored", ["-r", place.recipient, "--armor"], ["-a", "-r", place.recipient], ["-i", place.path("key")]
    if kind == "size-c":  # takes seconds, and makes no difference to what comes after the header
        yield "passphrase", ["--age-passphrase-file", place.path("age-pp")], ["-p"], []


def small_both_ways(place):
    vault = place.new_vault("small")
    with open(place.path("small.jsonl"), "w") as file:
        file.writelines(line_of(kind, size) for kind, size in LINE_SIZES.items())
    place.ours(vault, "import", place.path("small.jsonl"))
    count = 0
    for kind in [*LINE_SIZES, "size-none"]:
        clear = f"{kind}.jsonl"
        place.ours(vault, "export", "--plaintext", "--kind", kind, "-o", place.path(clear))
        if os.path.getsize(place.path(clear)) != LINE_SIZES.get(kind, 0):
            fail(f"an export of {os.path.getsize(place.path(clear))} bytes, not {LINE_SIZES.get(kind, 0)}")
        for name, ours, theirs, opening in sealings(place, kind):
            made = f"{kind}-{name}"
            place.ours(vault, "export", "--format", "age", "--kind", kind, "-o", place.path(f"{made}.ours"), *ours)
            run = place.age if opening else place.age_at_terminal
            open(place.path(f"{made}.opened"), "w").close()  # `age` makes no file for no bytes
            run("-d", *opening, "-o", place.path(f"{made}.opened"), place.path(f"{made}.ours"))
            place.must_be_equal(f"{made}.opened", clear)
            run(*theirs, "-o", place.path(f"{made}.theirs"), place.path(clear))
            other = place.new_vault(f"vault-{made}")
            key = ["--identity", place.path("key")] if opening else ours
            place.ours(other, "import", place.path(f"{made}.theirs"), *key)
            place.ours(other, "export", "--plaintext", "-o", place.path(f"{made}.again"))
            place.must_be_equal(f"{made}.again", clear)
            count += 2
    return count


def one_byte(place):
    """No line of JSON has one byte, but a text may."""
    with open(place.path("one.txt"), "w") as file:
        file.write("x")
    place.age("-r", place.recipient, "-o", place.path("one.txt.age"), place.path("one.txt"))
    vault = place.new_vault("one")
    place.ours(vault, "import", place.path("one.txt.age"), "--identity", place.path("key"))
    entry = json.loads(place.ours(vault, "export", "--plaintext"))
    if entry["text"] != "x":
        fail(f"a text of one byte came back with {len(entry['text'])}")


def write_history(path, megabytes):
    """A history of so many MB, line by line, so that this program needs no memory itself: the peak of a child
    begins with that of its parent."""
    with open(path, "w") as file:
        for index in range(max(1, megabytes * 1_000_000 // TEXT_BYTES)):
            words = "".join(f"{index} {number} " for number in range(TEXT_BYTES // 8))[:TEXT_BYTES - 1] + "."
            file.write(json.dumps({"written": "2025-03-08T10:25:00Z", "text": words}) + "\n")


def large_both_ways(place, megabytes):
    write_history(place.path("history.jsonl"), megabytes)
    empty = place.new_vault("empty")
    place.ours(empty, "export", "--format", "age", "-r", place.recipient, "-o", place.path("empty.age"))
    base = place.peak_mib
    vault = place.new_vault("large")
    place.ours(vault, "import", place.path("history.jsonl"))
    os.unlink(place.path("history.jsonl"))
    place.ours(vault, "export", "--plaintext", "-o", place.path("large.jsonl"))
    in_clear = place.peak_mib
    place.ours(vault, "export", "--format", "age", "-r", place.recipient, "-o", place.path("large.age"))
    exported = place.peak_mib
    place.age("-d", "-i", place.path("key"), "-o", place.path("large.opened"), place.path("large.age"))
    place.must_be_equal("large.opened", "large.jsonl")
    os.unlink(place.path("large.opened"))
    place.age("-r", place.recipient, "-o", place.path("theirs.age"), place.path("large.jsonl"))
    other = place.new_vault("other")
    place.ours(other, "import", place.path("theirs.age"), "--identity", place.path("key"))
    imported = place.peak_mib
    place.ours(other, "export", "--plaintext", "-o", place.path("again.jsonl"))
    place.must_be_equal("again.jsonl", "large.jsonl")
    print(f"{os.path.getsize(place.path('large.jsonl')):,} bytes both ways; peak of an empty export {base} MiB, "
          f"in clear {in_clear} MiB, to a recipient {exported} MiB, of the import {imported} MiB")
    for name, peak in [("export", exported), ("import", imported)]:
        if peak > base + GROWTH_MIB:
            fail(f"the {name} of {megabytes} MB took {peak} MiB, {peak - base} more than an export of nothing")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("persona")
    parser.add_argument("--megabytes", type=int, default=100)
    arguments = parser.parse_args()
    if not (shutil.which("age") and shutil.which("age-keygen")):
        print("skipped: needs age (apt-get install age)")
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory(prefix="persona-age-tool-") as folder:
        place = Place(arguments.persona, folder)
        began = time.monotonic()
        count = small_both_ways(place)
        print(f"{count} files of 0, {CHUNK - 1}, {CHUNK} and {CHUNK + 1} bytes opened, in {time.monotonic()-began:.1f} s")
        one_byte(place)
        began = time.monotonic()
        large_both_ways(place, arguments.megabytes)
        print(f"in {time.monotonic()-began:.1f} s")


if __name__ == "__main__":
    main()
