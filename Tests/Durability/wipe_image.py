#!/usr/bin/env python3
"""wipe_image: after a wipe, nothing on the medium opens the vault.

usage: Tests/Durability/wipe_image.py PERSONA [MKFS ...]      (as root; ext4 unless another mkfs is named)

Makes a file system in an image file, a vault on it, changes its passphrase, adds and removes entries, then wipes the
vault and searches the raw image for every window of 16 bytes of the data key and of every wrapped key that a header
ever held. A second vault is killed with SIGKILL in the middle of its wipe and searched as well. Exit status 77: this
machine cannot do it (not root, no loop device, no libsodium for Python).
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
        with open(self.image, "rb") as file:
            return file.read()


class User:
    def __init__(self, persona, vault, folder):
        self.persona, self.vault, self.folder = persona, vault, folder
        self.environment = {
            **os.environ, "XDG_STATE_HOME": os.path.join(folder, "state"), "XDG_DATA_HOME": os.path.join(folder, "data"),
            "PERSONA_MODELS": os.path.join(folder, "models"),
        }
        self.headers = []

    def secret(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", opener=lambda p, f: os.open(p, f, 0o600)) as file:
            file.write(text + "\n")
        return path

    def command(self, *words):
        return [self.persona, words[0], "--vault", self.vault, "--no-input", *words[1:]]

    def run(self, *words, may_fail=False):
        done = subprocess.run(self.command(*words), env=self.environment, capture_output=True)
        if done.returncode and not may_fail:
            sys.exit(f"wipe_image: {' '.join(words)}: {done.stderr.decode()}")
        self.remember()
        return done

    def remember(self):
        try:
            with open(os.path.join(self.vault, "header"), "rb") as file:
                header = file.read()
        except OSError:
            return
        if header not in self.headers and any(header[64:]):
            self.headers.append(header)


def windows(secret):
    return {secret[at : at + 16] for at in range(len(secret) - 15)}


def fill(user, first, second):
    user.run("init", "--kdf", "interactive", "--name", "wiped", "--passphrase-file", first)
    for number in range(12):
        user.run("add", "--passphrase-file", first, f"entry {number} that nobody else should read")
    user.run("passwd", "--kdf", "interactive", "--passphrase-file", first, "--new-passphrase-file", second)
    user.run("passwd", "--rekey", "--kdf", "interactive", "--passphrase-file", second, "--new-passphrase-file", first)


def secrets(library, user, passphrases):
    """Every wrapped key and every data key that there ever was."""
    wanted, opened = set(), 0
    for header in user.headers:
        for vault, epoch, slot in slots(header):
            wanted |= windows(slot[-72:])
            keys = [data_key(library, vault, epoch, slot, p.encode()) for p in passphrases]
            for key in filter(None, keys):
                wanted |= windows(key)
                opened += 1
    if not opened:
        sys.exit("wipe_image: no header could be opened: the test would prove nothing")
    return wanted


def search(medium, wanted):
    data = medium.bytes()
    return [w for w in wanted if w in data]


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    persona, mkfs = os.path.abspath(sys.argv[1]), sys.argv[2:] or ["mkfs.ext4", "-q", "-F"]
    if os.geteuid() != 0:
        skip("mounting an image needs root")
    library = sodium()
    passphrases = ["a first passphrase of the test", "another one for the same vault"]
    with tempfile.TemporaryDirectory(prefix="persona-wipe-") as folder:
        medium = Medium(folder, mkfs)
        try:
            for number, interrupted in enumerate((False, True)):
                user = User(persona, os.path.join(medium.mount, f"vault{number}"), folder)
                files = [user.secret(f"p{i}", p) for i, p in enumerate(passphrases)]
                fill(user, *files)
                wanted = secrets(library, user, passphrases)
                subprocess.run(["sync", "-f", medium.mount], check=True)
                before = search(medium, wanted)
                if not before:
                    sys.exit("wipe_image: the wrapped keys are not on the image before the wipe: the search is blind")
                if interrupted:
                    kill_midway(user)
                else:
                    user.run("wipe", "--confirm", "wiped")
                subprocess.run(["sync", "-f", medium.mount], check=True)
                left = search(medium, wanted)
                state = "a wipe that was killed" if interrupted else "a wipe"
                print(f"after {state}: {len(left)} of {len(wanted)} windows are left ({len(before)} before)")
                if left:
                    sys.exit(1)
        finally:
            medium.unmount()


def kill_midway(user):
    """Kills wipes of copies ever later, until one is killed after its first step and before its last."""
    process = subprocess.Popen(
        user.command("wipe", "--confirm", "wiped"), env=user.environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    header = os.path.join(user.vault, "header")
    while process.poll() is None:
        try:
            with open(header, "rb") as file:
                if not any(file.read()[64:]):
                    break
        except OSError:
            break
    process.send_signal(signal.SIGKILL)
    process.wait()


if __name__ == "__main__":
    main()
