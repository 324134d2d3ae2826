#!/usr/bin/env python3
"""wipe_image: after a wipe, nothing on the medium opens the vault.

usage: Tests/Durability/wipe_image.py PERSONA [MKFS ...]      (as root; ext4 unless another mkfs is named)

Makes a file system in an image file with vaults on it, changes their passphrases and data keys, and searches the raw
image for every window of 16 bytes of every data key and of every wrapped key in a header that was seen meanwhile,
headers between the steps of one command included:

- after a wipe;
- after a wipe that was killed with SIGKILL when the keys were overwritten and the segments were still there;
- after changes of keys that were killed at every moment that can be told from outside and at a few others, each
  followed by a command that writes: then for what is in force no more, and in the end after a wipe.

A kill that comes too late is tried again, and never counted. Exit status 77: this machine cannot do it (not root, no
loop device, no libsodium for Python).
"""

import ctypes
import ctypes.util
import hashlib
import os
import signal
import struct
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
IMAGE_MIB = 48
BLOCK = 4096
KEY_FILES = ("header.new", "header.old", "header")
ATTEMPTS = 10

# When a change of keys is killed, as the key files tell it: see "A key slot" in docs/formats.md.
MOMENTS = {
    "the new header is written": lambda found, before: is_whole(found.get("header.new", b"")),
    "the old header has its second name": lambda found, before: "header.old" in found,
    "the new header is in force": lambda found, before: found.get("header", before) != before,
}


def skip(why):
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


def sodium():
    name = ctypes.util.find_library("sodium")
    if not name:
        skip("Python finds no libsodium")
    library = ctypes.CDLL(name)
    library.sodium_init()
    return library


def is_whole(header):
    return header[:7] == b"persona" and hashlib.sha256(header[:16] + header[48:]).digest() == header[16:48]


def is_wiped(header):
    return not any(header[64:])


def revision(header):
    return struct.unpack("<Q", header[64:72])[0]


def read(path):
    """The bytes of a file; none where there is no such file."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def slots(header):
    """The wrapped keys of a header, and what is needed to open each: docs/formats.md, 'A key slot'."""
    at = 48
    vault, at = header[at : at + 16], at + 24
    (epoch,) = struct.unpack("<I", header[at : at + 4])
    (length,) = struct.unpack("<H", header[at + 4 : at + 6])
    at += 6 + length
    (count,) = struct.unpack("<H", header[at : at + 2])
    at += 2
    for _ in range(count):
        (size,) = struct.unpack("<H", header[at : at + 2])
        yield vault, epoch, header[at : at + size]
        at += size


def data_key(library, vault, epoch, slot, passphrase):
    """What the slot wraps, where the passphrase opens it; None otherwise."""
    operations, kib = struct.unpack("<II", slot[4:12])
    key = ctypes.create_string_buffer(32)
    if library.crypto_pwhash(
        key, ctypes.c_ulonglong(32), passphrase, ctypes.c_ulonglong(len(passphrase)), slot[12:28],
        ctypes.c_ulonglong(operations), ctypes.c_size_t(kib * 1024), 2,
    ):
        raise SystemExit("wipe_image: no memory to derive a key")
    box, label = slot[-72:], b"persona slot 1\0\0" + vault + struct.pack("<I", epoch) + slot[:-72]
    plain = ctypes.create_string_buffer(32)
    opened = library.crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain, None, None, box[24:], ctypes.c_ulonglong(48), label, ctypes.c_ulonglong(len(label)), box[:24], key)
    return plain.raw if opened == 0 else None


class Medium:
    """An image with a file system, mounted."""

    def __init__(self, folder, mkfs):
        self.image, self.mount = os.path.join(folder, "image"), os.path.join(folder, "mount")
        os.mkdir(self.mount)
        with open(self.image, "wb") as file:
            file.truncate(IMAGE_MIB << 20)
        if subprocess.run([*mkfs, self.image], capture_output=True).returncode:
            skip(f"{mkfs[0]} does not work here")
        if subprocess.run(["mount", "-o", "loop", self.image, self.mount], capture_output=True).returncode:
            skip("a loop device cannot be mounted")

    def unmount(self):
        subprocess.run(["umount", self.mount], check=True)

    def bytes(self):
        """What is on the medium, but for blocks of zeros, which have no keys and make the search slow."""
        subprocess.run(["sync", "-f", self.mount], check=True)
        image, zeros = read(self.image), bytes(BLOCK)
        blocks = (image[at : at + BLOCK] for at in range(0, len(image), BLOCK))
        return b"".join(block for block in blocks if block != zeros)

    def left(self, wanted):
        """Which of the windows are on the medium."""
        data = self.bytes()
        return [window for window in wanted if window in data]


class User:
    def __init__(self, persona, vault, folder):
        self.persona, self.vault, self.folder = persona, vault, folder
        self.environment = {
            **os.environ, "XDG_STATE_HOME": os.path.join(folder, "state"),
            "XDG_DATA_HOME": os.path.join(folder, "data"), "PERSONA_MODELS": os.path.join(folder, "models"),
        }
        self.headers = []

    def secret(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", opener=lambda p, f: os.open(p, f, 0o600)) as file:
            file.write(text + "\n")
        return path

    def command(self, *words):
        return [self.persona, words[0], "--vault", self.vault, "--no-input", *words[1:]]

    def look(self):
        """The files with key slots that are there, by name; the whole ones among them are remembered."""
        found = {name: read(os.path.join(self.vault, name)) for name in KEY_FILES}
        found = {name: header for name, header in found.items() if header}
        for header in found.values():
            if is_whole(header) and header not in self.headers:
                self.headers.append(header)
        return found

    def run(self, *words, may_fail=False):
        """Runs a command to its end, looking at the headers meanwhile."""
        process = subprocess.Popen(
            self.command(*words), env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        while process.poll() is None:
            self.look()
            time.sleep(0.001)
        errors = process.communicate()[1]
        self.look()
        if process.returncode and not may_fail:
            sys.exit(f"wipe_image: {' '.join(words)}: {errors.decode()}")
        return process.returncode == 0

    def kill(self, when, *words):
        """Starts a command and kills it as soon as `when` is true of the files with key slots.

        Returns whether it was killed, and had not ended by then."""
        self.started = time.monotonic()
        process = subprocess.Popen(
            self.command(*words), env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and not when(self.look()):
            pass
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.lasted = time.monotonic() - self.started
        self.look()
        return process.returncode == -signal.SIGKILL

    def opener(self, files):
        """The one of the passphrase files that opens the vault, and the other."""
        for file in files:
            if self.run("list", "--passphrase-file", file, may_fail=True):
                return file, next(other for other in files if other != file)
        sys.exit("wipe_image: no passphrase opens the vault")

    def segments(self):
        return [name for name in (os.listdir(self.vault) if os.path.isdir(self.vault) else []) if len(name) == 32]


def windows(secret):
    return {secret[at : at + 16] for at in range(len(secret) - 15)}


def wrapped(headers):
    return {window for header in headers for _, _, slot in slots(header) for window in windows(slot[-72:])}


def fill(user, first, second):
    user.run("init", "--kdf", "interactive", "--name", "wiped", "--passphrase-file", first)
    for number in range(12):
        user.run("add", "--passphrase-file", first, f"entry {number} that nobody else should read")
    user.run("passwd", "--kdf", "interactive", "--passphrase-file", first, "--new-passphrase-file", second)
    user.run("passwd", "--rekey", "--kdf", "interactive", "--passphrase-file", second, "--new-passphrase-file", first)
    # One of init, one of passwd, and two of passwd --rekey, which changes the passphrase first.
    seen = sorted(revision(header) for header in user.headers)
    if seen != [1, 2, 3, 4]:
        sys.exit(f"wipe_image: headers of the revisions {seen} were seen, not all four")


def secrets(library, user, passphrases):
    """Every wrapped key and every data key that there ever was."""
    wanted, opened = wrapped(user.headers), 0
    for header in user.headers:
        for vault, epoch, slot in slots(header):
            for key in (data_key(library, vault, epoch, slot, p.encode()) for p in passphrases):
                if key:
                    wanted |= windows(key)
                    opened += 1
    if not opened:
        sys.exit("wipe_image: no header could be opened: the test would prove nothing")
    return wanted


def wipe(user, medium, files):
    user.run("wipe", "--confirm", "wiped")
    return True


def kill_wipe(user, medium, files):
    """Kills a wipe between its first step and its last; whether that succeeded."""
    is_killed = user.kill(lambda found: is_wiped(found.get("header", b"")), "wipe", "--confirm", "wiped")
    if not is_killed or not user.segments():
        return False
    return all(is_wiped(header) for header in user.look().values())


def kill_changes(user, medium, files):
    """Kills changes of keys, each followed by another writer, and wipes the vault in the end."""
    change_keys(user, files, lambda found, before: False)
    seconds = user.lasted
    for name, moment in MOMENTS.items():
        if not any(change_keys(user, files, moment) for _ in range(ATTEMPTS)):
            sys.exit(f"wipe_image: no change of keys could be killed when {name}: the test would prove nothing")
        require_only_the_present(user, medium, name)
    for part in (0.6, 0.8, 0.9, 0.95):
        change_keys(user, files, lambda found, before: time.monotonic() - user.started > part * seconds)
        require_only_the_present(user, medium, f"{part:.0%} of its time had passed")
    return wipe(user, medium, files)


def change_keys(user, files, moment):
    """Changes the passphrase until `moment` kills that, and adds an entry; whether it was killed."""
    present, other = user.opener(files)
    before = read(os.path.join(user.vault, "header"))
    is_killed = user.kill(
        lambda found: moment(found, before), "passwd", "--kdf", "interactive", "--passphrase-file", present,
        "--new-passphrase-file", other)
    user.run("add", "--passphrase-file", user.opener(files)[0], "the next writer")
    return is_killed


def require_only_the_present(user, medium, moment):
    """Requires that of all wrapped keys only those in force are on the medium."""
    found = user.look()
    if list(found) != ["header"]:
        sys.exit(f"wipe_image: killed when {moment}: {', '.join(found)} are there after another writer")
    present = wrapped([found["header"]])
    if left := medium.left(wrapped(user.headers) - present):
        sys.exit(f"wipe_image: killed when {moment}: {len(left)} windows of keys of before are left")
    print(f"after a change of keys that was killed when {moment}: nothing of before is left")


def trial(library, medium, user, act, title):
    """Fills a vault, lets `act` destroy it, and searches the medium; whether `act` did what it was to do."""
    passphrases = ["a first passphrase of the test", "another one for the same vault"]
    files = [user.secret(f"p{i}", p) for i, p in enumerate(passphrases)]
    fill(user, *files)
    before = medium.left(wrapped(user.headers[-1:]))
    if not before:
        sys.exit("wipe_image: the wrapped keys are not on the image before the wipe: the search is blind")
    if not act(user, medium, files):
        return False
    wanted = secrets(library, user, passphrases)
    left = medium.left(wanted)
    print(f"after {title}: {len(left)} of {len(wanted)} windows are left ({len(before)} of one header before)")
    if left:
        sys.exit(1)
    return True


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    persona, mkfs = os.path.abspath(sys.argv[1]), sys.argv[2:] or ["mkfs.ext4", "-q", "-F"]
    if os.geteuid() != 0:
        skip("mounting an image needs root")
    library = sodium()
    trials = {
        "a wipe": wipe, "a wipe that was killed": kill_wipe,
        "changes of keys that were killed, and a wipe": kill_changes,
    }
    with tempfile.TemporaryDirectory(prefix="persona-wipe-") as folder:
        medium = Medium(folder, mkfs)
        try:
            for number, (title, act) in enumerate(trials.items()):
                vaults = (os.path.join(medium.mount, f"vault{number}-{again}") for again in range(ATTEMPTS))
                if not any(trial(library, medium, User(persona, vault, folder), act, title) for vault in vaults):
                    sys.exit(f"wipe_image: {title}: not once in {ATTEMPTS} attempts: the test would prove nothing")
        finally:
            medium.unmount()


if __name__ == "__main__":
    main()
