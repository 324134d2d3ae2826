"""draft_making: drafts of `persona write` for briefs of known authors, each author with a vault of the author's own;
kept in a file as they come, so that a run that was ended goes on with what is missing. For Benchmarks/authorship.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

from draft_authors import load

# What changes the drafts: a file has drafts of one of these only.
SETTINGS = ("split", "drafts", "seed", "length", "history", "learn")


class Vault:
    """A vault in a temporary folder, for as long as it is needed."""

    def __init__(self, args):
        self.folder = tempfile.mkdtemp(prefix="authorship-")
        self.passphrase = os.path.join(self.folder, "passphrase")
        with open(os.open(self.passphrase, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(hashlib.sha256(os.urandom(32)).hexdigest() + "\n")
        self.program, self.threads = args.persona, args.threads
        # What is remembered of a vault outside of it goes with it.
        self.environment = dict(os.environ, XDG_STATE_HOME=os.path.join(self.folder, "state"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def line(self, command, *arguments):
        """The command line of a command on this vault."""
        line = [self.program, command, "--vault", os.path.join(self.folder, "vault"), "--passphrase-file",
                self.passphrase, "--no-input", "--quiet", *arguments]
        return [*line, "--threads", str(self.threads)] if self.threads else line

    def run(self, command, *arguments, text=None, may_fail=False):
        """The standard output of a command, or with `may_fail` what it said and None."""
        line = self.line(command, *arguments)
        done = subprocess.run(line, input=text, capture_output=True, text=True, env=self.environment)
        if done.returncode == 0:
            return done.stdout, None
        said = (done.stderr.strip() or f"exit status {done.returncode}").splitlines()
        if may_fail:
            return None, said[0]
        sys.exit(f"authorship: persona {command}: " + "\n".join(said))

    def fill(self, author, learn):
        """Makes it, imports, learns; returns what won, where anything was learned."""
        self.run("init", "--kdf", "interactive")
        self.run("import", "-", text="".join(line + "\n" for line in author.lines()))
        if learn == "none":
            return None
        out, _ = self.run("learn", "--json", *(["--quick"] if learn == "quick" else []))
        return json.loads(out).get("winner")


def read_drafts(path):
    """The settings and the drafts of a file; a line that was cut off by a crash is dropped."""
    settings, drafts = None, []
    if os.path.exists(path):
        with open(path, "rb") as file:
            data = file.read()
        whole = data[: data.rfind(b"\n") + 1]
        for line in whole.decode("utf-8").splitlines():
            value = json.loads(line)
            if "settings" in value:
                settings = value["settings"]
            else:
                drafts.append(value)
        if len(whole) < len(data) and os.access(path, os.W_OK):
            os.truncate(path, len(whole))
    return settings, drafts


def draft(args, choose=None):
    """Drafts for the authors that `choose` takes of the split, for the first ones otherwise."""
    settings = {name: getattr(args, name) for name in SETTINGS}
    known, drafts = read_drafts(args.out)
    if known and known != settings:
        sys.exit(f"authorship: {args.out} has drafts of other settings: {known}; give another --out")
    done = {(one["author"], one["target"], one["strategy"]) for one in drafts}
    authors = load(args.authors, settings)
    authors = choose(authors) if choose else authors[: args.limit_authors]
    strategies = args.strategies.split(",")
    with open(args.out, "a", encoding="utf-8") as out:
        def append(value):
            out.write(json.dumps(value, ensure_ascii=False) + "\n")
            out.flush()

        if not known:
            append({"settings": settings})
        for place, author in enumerate(authors):
            missing = [(target, strategy) for target in author.targets for strategy in strategies
                       if (author.name, target, strategy) not in done]
            if not missing:
                continue
            start = time.time()
            with Vault(args) as vault:
                learned = vault.fill(author, args.learn)
                for target, strategy in missing:
                    append(one_draft(vault, author, target, strategy, args, learned))
            print(f"{place + 1} of {len(authors)}: {author.name}, {len(author.history)} passages, "
                  f"{len(missing)} drafts, {time.time() - start:.0f} s", file=sys.stderr)


def one_draft(vault, author, target, strategy, args, learned):
    recipient = author.heading(target)[0]
    seed = author.number(target, args.seed)
    arguments = ["--strategy", strategy, "--kind", author.kind(target), "--length", str(args.length), "--seed",
                 str(seed), "--json"] + (["--to", recipient] if recipient else [])
    start = time.time()
    # Terms that helped nobody's held-out text were not learned: that is an answer, and counted as one.
    out, said = vault.run(
        "write", *arguments, text=author.brief(target) + "\n", may_fail="terms" in strategy.split("+"))
    record = {"author": author.name, "target": target, "strategy": strategy, "seed": seed,
              "brief": author.brief(target), "learned": learned, "wallSeconds": round(time.time() - start, 3)}
    if said is not None:
        if "terms" not in said:
            sys.exit(f"authorship: persona write: {said}")
        return record | {"unavailable": said}
    written = json.loads(out)
    return record | {key: written[key] for key in (
        "text", "ending", "model", "tokens", "seconds", "promptTokens", "promptSeconds", "avoidedCopies")}
