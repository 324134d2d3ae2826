#!/usr/bin/env python3
"""editors: what docs/editors.md tells to put into an editor or a shell works, with the real program.

usage: Tests/Interoperability/editors.py PERSONA sh|vim|emacs

The code is taken out of the document. Entries are added and found from a buffer, and a command that fails leaves the
buffer as it was. No draft is asked for, as that takes a model: there is none here, so that `write` is what fails.
Instead of `persona unlock`, whose key lies in the session of who runs this, the program is called with a passphrase
file. Exit status 1 where something does not hold, 77 where the editor is not there.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
DOCUMENT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "editors.md")
TEXT = "The beans are up.\nSo are \"the peas\", 100 % of them; don't ask.\n"


def fail(why):
    print(f"editors: {why}")
    sys.exit(1)


def need(program, package):
    if not shutil.which(program):
        print(f"skipped: needs {program} (apt-get install {package})")
        sys.exit(SKIPPED)


def blocks(language):
    with open(DOCUMENT, encoding="utf-8") as file:
        found = re.findall(rf"^```{language}\n(.*?)^```$", file.read(), re.DOTALL | re.MULTILINE)
    return found or fail(f"docs/editors.md has no code for {language}")


class Place:
    """A folder with a vault, and `persona` on the path, which is the program with the vault's passphrase."""

    def __init__(self, persona, folder):
        self.folder = folder
        self.write("pp", "a passphrase of editors\n", 0o600)
        os.mkdir(self.path("bin"))
        call = f"exec '{os.path.abspath(persona)}' --passphrase-file '{self.path('pp')}' \"$@\"\n"
        self.write("bin/persona", f"#!/bin/sh\n{call}", 0o755)
        self.environment = {
            "HOME": folder, "PATH": f"{self.path('bin')}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "TERM": "dumb",
            "TMPDIR": folder, "GIT_CONFIG_GLOBAL": "/dev/null"}
        self.run("persona", "init", "--kdf", "interactive", "--no-input")

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content, mode=0o644):
        with open(self.path(name), "w", opener=lambda path, flags: os.open(path, flags, mode)) as file:
            file.write(content)

    def read(self, name):
        with open(self.path(name)) as file:
            return file.read()

    def run(self, *line, text="", status=0):
        done = subprocess.run(
            line, cwd=self.folder, env=self.environment, input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, timeout=120)
        if done.returncode != status:
            fail(f"{' '.join(line)} ended with {done.returncode}, not {status}: {done.stdout}")
        return done.stdout

    def must_hold(self, text):
        """Exactly this text is the newest entry."""
        newest = self.run("persona", "list", "-q", "--no-input").split()[0]
        shown = self.run("persona", "show", "-q", "--no-input", newest)
        if shown.split("\n\n", 1)[1].strip() != text.strip():
            fail(f"the entry is another: {shown}")


def in_sh(place):
    need("git", "git")
    name = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org"]
    place.run("git", "init", "-q", ".")
    place.run("git", *name, "commit", "-q", "--allow-empty", "-m", "The late train again", "-m", "It was late.")
    add, show = blocks("sh")
    place.run("sh", "-c", add)
    place.must_hold("The late train again\n\nIt was late.")
    if "It was late." not in place.run("sh", "-c", show):
        fail("the piece that fits best was not shown")


def in_vim(place):
    need("vim", "vim")
    place.write("persona.vim", blocks("vim")[0])
    place.write("text", f"Before.\n{TEXT}After.\n")
    vim = ["vim", "-Nu", "NONE", "-n", "-i", "NONE", "-es", "-S", "persona.vim"]
    place.run(*vim, "-c", "2,3PersonaAdd", "-c", "qall!", "text")
    place.must_hold(TEXT)
    place.run(*vim, "-c", "PersonaSearch the \"peas\" 100 % don't", "-c", "write! found", "-c", "qall!")
    if "The beans are up." not in place.read("found"):
        fail(f"nothing was found: {place.read('found')}")

    # Where a command succeeds, its output stands in place of the lines; where it fails, the lines stay.
    place.run(*vim, "-c", "call PersonaFilter(2, 3, 'add')", "-c", "write! out", "-c", "qall!", "text")
    if not re.fullmatch(r"Before\.\n[0-9a-z]{10}\nAfter\.\n", place.read("out")):
        fail(f"the lines were not replaced: {place.read('out')}")
    place.run(*vim, "-c", "2,3PersonaRewrite", "-c", "write! out", "-c", "qall!", "text")
    if place.read("out") != place.read("text"):
        fail(f"the lines are gone: {place.read('out')}")


def in_emacs(place):
    need("emacs", "emacs-nox")
    place.write("persona.el", blocks("elisp")[0])
    place.write("test.el", """
      (load-file "persona.el")
      (insert-file-contents "text")
      (persona-add (point-min) (point-max))
      (persona-search "the \\"peas\\" 100 % don't")
      (with-current-buffer "*persona*" (write-region nil nil "found"))
      (condition-case failed (persona-rewrite (point-min) (point-max))
        (user-error (write-region (error-message-string failed) nil "why")))
      (write-region nil nil "out")
      (write-region (persona-filter (point-min) (point-max) "add") nil "id")
      """)
    place.write("text", TEXT)
    place.run("emacs", "-Q", "--batch", "--load", "test.el")
    place.must_hold(TEXT)
    if "The beans are up." not in place.read("found"):
        fail(f"nothing was found: {place.read('found')}")
    if "no language model is installed" not in place.read("why") or place.read("out") != TEXT:
        fail(f"after a draft that failed: {place.read('why')}; {place.read('out')}")
    if not re.fullmatch(r"[0-9a-z]{10}\n", place.read("id")):
        fail(f"the output is another: {place.read('id')}")


CASES = {"sh": in_sh, "vim": in_vim, "emacs": in_emacs}


def main(arguments):
    if len(arguments) != 2 or arguments[1] not in CASES:
        print(f"usage: Tests/Interoperability/editors.py PERSONA {'|'.join(CASES)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="persona-editors-") as folder:
        CASES[arguments[1]](Place(arguments[0], os.path.realpath(folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
