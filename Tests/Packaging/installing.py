#!/usr/bin/env python3
"""installing: what scripts/install puts under a prefix works, and --uninstall takes all of it away and nothing else.

usage: Tests/Packaging/installing.py PERSONA CASE      (a binary that is built; CASE is one of those at the end)

Everything happens in a throwaway home. Exit status 1 where something does not hold, 77 where this machine cannot
tell; the output says why.
"""

import os
import subprocess
import sys
import tempfile

from tree import fail, must_be, need, skip, tree

INSTALL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "scripts", "install")
FILES = [
    "bin/persona", "share/man/man1/persona.1", "share/bash-completion/completions/persona",
    "share/zsh/site-functions/_persona", "share/fish/vendor_completions.d/persona.fish", "share/doc/persona/installed"]


class Home:
    """A home of its own with a prefix in it, in which somebody else's files lie."""

    def __init__(self, persona, folder):
        self.persona, self.folder, self.prefix = os.path.abspath(persona), folder, os.path.join(folder, ".local")
        self.write(".local/bin/other", "#!/bin/sh\n")
        self.write(".local/share/man/man1/other.1", ".TH other 1\n")
        self.write(".local/share/persona/models/smollm2/model.json", "{}\n")
        self.environment = {"HOME": folder, "PATH": f"{self.prefix}/bin:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(content)

    def at(self, name):
        return os.path.join(self.prefix, name)

    def run(self, line, status=0, environment=None):
        """What a program prints, all of it; it has to end as expected."""
        done = subprocess.run(
            line, env=self.environment | (environment or {}), cwd=self.folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != status:
            fail(f"{' '.join(line)} ended with {done.returncode}, not {status}: {done.stdout}")
        return done.stdout

    def install(self, *words, status=0):
        return self.run([INSTALL, "--binary", self.persona, *words], status)

    def uninstall(self, *words):
        return self.run([INSTALL, "--uninstall", *words])


def comes_and_goes(home):
    before = tree(home.folder)
    said = home.install()
    for name in FILES[:-1]:
        if f"installed {home.at(name)}\n" not in said:
            fail(f"nothing was said of {name}: {said}")
    installed = tree(home.prefix)
    if missing := [name for name in FILES if name not in installed]:
        fail(f"not installed: {', '.join(missing)}")
    if not home.run(["persona", "--version"]).startswith("persona "):
        fail("the installed program does not tell its version")
    if "nothing to do" not in home.install():
        fail("the second time there was something to do")
    must_be(tree(home.prefix), installed, "after the second time")
    home.uninstall()
    must_be(tree(home.folder), before, "after removing it")
    if "nothing to remove" not in home.uninstall():
        fail("removed twice")

    # A prefix that was not there goes too; one that is given need not be absolute.
    home.install("--prefix", "new")
    home.run([os.path.join(home.folder, "new", "bin", "persona"), "--version"])
    home.uninstall("--prefix", "new")
    must_be(tree(home.folder), before, "after removing it from a prefix of its own")


def spares_others(home):
    """Files that are somebody else's, or were changed, stay; what an interrupted run left is replaced and removed."""
    home.write(".local/share/zsh/site-functions/_persona", "# mine\n")
    before = tree(home.folder)
    if "did not install it" not in home.install(status=1):
        fail("a file of somebody else was not named")
    must_be(tree(home.folder), before, "after refusing")
    os.unlink(home.at(FILES[3]))

    home.install()
    home.write(f".local/{FILES[1]}", ".TH changed 1\n")
    home.write(".local/share/bash-completion/completions/other", "# other\n")
    home.install(status=1)
    if f"left {home.at(FILES[1])}" not in home.uninstall():
        fail("a file that was changed was not named")
    left = set(tree(home.prefix))
    if left & set(FILES) != {FILES[1]} or "share/bash-completion/completions/other" not in left:
        fail(f"after removing: {', '.join(sorted(left))}")
    os.unlink(home.at(FILES[1]))

    before = tree(home.folder)
    home.install()
    os.unlink(home.at(FILES[4]))  # as if it had been stopped before the last file
    home.install()
    if not os.path.exists(home.at(FILES[4])):
        fail("what was missing did not come back")
    os.unlink(home.at(FILES[0]))
    home.uninstall()
    must_be(tree(home.folder), before, "after removing what was left of it")


def shows_its_manual(home):
    need("man", "man-db")
    home.install()
    shown = home.run(["man", "-l", home.at(FILES[1])], environment={"MANPAGER": "cat", "MANWIDTH": "80"})
    for words in ["PERSONA(1)", "NAME", "persona init", "EXIT STATUS"]:
        if words not in shown:
            fail(f"the manual does not show {words}")


def lints_its_manual(home):
    need("mandoc", "mandoc")
    home.install()
    home.run(["mandoc", "-Tlint", home.at(FILES[1])])
    if "PERSONA(1)" not in home.run(["mandoc", "-Tutf8", home.at(FILES[1])]):
        fail("mandoc does not render the manual")


def completes_in_bash(home):
    home.install()
    script = home.at(FILES[2])
    home.run(["bash", "-n", script])
    line = f'. "{script}"; complete -p persona; COMP_WORDS=(persona sea); COMP_CWORD=1; _persona; echo "${{COMPREPLY[@]}}"'
    if not home.run(["bash", "--norc", "-c", line]).endswith("\nsearch\n"):
        fail("bash does not complete 'persona sea'")


def completes_in_zsh(home):
    need("zsh", "zsh")
    home.install()
    home.run(["zsh", "-n", home.at(FILES[3])])
    line = f"fpath=('{home.at('share/zsh/site-functions')}' $fpath); autoload -U compinit; compinit -u -D; print $_comps[persona]"
    if home.run(["zsh", "-f", "-c", line]) != "_persona\n":
        fail("compinit does not find the completion")


def completes_in_fish(home):
    need("fish", "fish")
    home.install()
    home.run(["fish", "--no-execute", home.at(FILES[4])])
    # It is found where it lies, without being named: ~/.local/share is where fish looks.
    if "search\t" not in home.run(["fish", "-c", "complete -C 'persona sea'"]):
        fail("fish does not complete 'persona sea'")


def needs_no_swift(home):
    if not sys.platform.startswith("linux"):
        skip("the Swift standard library is part of macOS")
    with open(home.persona, "rb") as file:
        if b"libswiftCore.so" in file.read():
            skip("this binary was built without --static-swift-stdlib")
    home.install()
    bound = home.run(["ldd", home.at(FILES[0])])
    if "swift" in bound.replace(home.folder, "") or "libsodium" not in bound:
        fail(f"it needs other libraries than it should: {bound}")


CASES = {
    "tree": comes_and_goes, "others": spares_others, "man": shows_its_manual, "mandoc": lints_its_manual,
    "bash": completes_in_bash, "zsh": completes_in_zsh, "fish": completes_in_fish, "static": needs_no_swift}


def main(arguments):
    if len(arguments) != 2 or arguments[1] not in CASES:
        print(f"usage: Tests/Packaging/installing.py PERSONA {'|'.join(CASES)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="persona-installing-") as folder:
        CASES[arguments[1]](Home(arguments[0], os.path.realpath(folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
