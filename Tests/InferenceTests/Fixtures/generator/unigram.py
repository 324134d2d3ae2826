"""unigram.py: the Unigram tokenizer of T5: SentencePiece's normaliser, then the cheapest cover of the text.

Written from SentencePiece's description of itself, in the shortest form that is right; make_unigram.py holds it to the
`sentencepiece` package.
"""

import struct

import numpy as np

SPACE = "▁"
NORMAL, UNKNOWN, CONTROL, USER_DEFINED, UNUSED, BYTE = range(1, 7)


class CharacterMap:
    """A `precompiled_charsmap`: the length of a double array (uint32), its units, then texts, each with a NUL behind.

    A unit: bits 0-7 its label (bit 31 marks a value instead), bit 8 whether a value lies below, and the offset of its
    children in bits 10-30, shifted by 8 more where bit 9 is set.
    """

    def __init__(self, raw):
        (size,) = struct.unpack_from("<I", raw)
        self.units = struct.unpack_from(f"<{size // 4}I", raw, 4)
        self.texts = raw[4 + size :]

    @staticmethod
    def offset(unit):
        return unit >> 10 << ((unit & 1 << 9) >> 6)

    def longest(self, text, at):
        """How many bytes the longest rule takes, and what they become; (0, None) where there is no rule."""
        found, node = (0, None), self.offset(self.units[0])
        for length, byte in enumerate(text[at:], 1):
            node ^= byte
            unit = self.units[node]
            if unit & (1 << 31 | 255) != byte:
                break
            node ^= self.offset(unit)
            if unit >> 8 & 1:
                start = self.units[node] & ~(1 << 31)
                found = (length, self.texts[start : self.texts.index(0, start)])
        return found


class Unigram:
    def __init__(self, tokens, scores, types, character_map=b"", add_space=True, remove_spaces=True):
        self.tokens, self.types = [token.encode() for token in tokens], types
        self.map = CharacterMap(character_map) if character_map else None
        self.add_space, self.remove_spaces = add_space, remove_spaces
        normal = [score for score, kind in zip(scores, types) if kind == NORMAL]
        self.least = np.float32(np.float32(min(normal)) - np.float32(10))
        # SentencePiece starts from the smallest positive float, so that scores below 0 never win.
        self.most = max([np.finfo(np.float32).tiny, *map(np.float32, normal)])
        self.ids = {token: i for i, token in enumerate(self.tokens) if types[i] in (NORMAL, USER_DEFINED)}
        self.protected = [token for token, i in self.ids.items() if types[i] == USER_DEFINED]
        self.scores = [np.float32(score) for score in scores]
        self.longest = max(map(len, self.ids))
        self.unknown = types.index(UNKNOWN)
        bytes_ = {int(token[3:5], 16): i for i, token in enumerate(self.tokens) if types[i] == BYTE}
        self.bytes = bytes_ if len(bytes_) == 256 else None
        self.end = self.tokens.index(b"</s>")

    def step(self, text, at):
        """How many bytes are normalised together, and what they become."""
        own = max((token for token in self.protected if text.startswith(token, at)), key=len, default=None)
        if own:
            return len(own), own
        if self.map:
            length, becomes = self.map.longest(text, at)
            if length:
                return length, becomes
        first = text[at]
        length = 1 if first < 0xC0 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
        return length, text[at : at + length]

    def normalise(self, text):
        text, at, mark = text.encode(), 0, SPACE.encode()
        while self.remove_spaces and at < len(text):
            length, becomes = self.step(text, at)
            if becomes != b" ":
                break
            at += length
        if at == len(text):
            return b""
        out, after_space = mark if self.add_space else b"", self.remove_spaces
        while at < len(text):
            length, becomes = self.step(text, at)
            at += length
            if after_space:
                becomes = becomes.lstrip(b" ")
            if becomes:
                out += becomes.replace(b" ", mark)
                after_space = becomes.endswith(b" ") and self.remove_spaces
        while self.remove_spaces and out.endswith(mark):
            out = out[: -len(mark)]
        return out

    def encode(self, text, end=True):
        text = self.normalise(text)
        best = [None] * (len(text) + 1)  # (score, start, id) of the best cover that ends here
        best[0], at = (np.float32(0), 0, None), 0
        while at < len(text):
            first = text[at]
            character = 1 if first < 0xC0 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
            here, covered = best[at][0], False
            for length in range(1, min(self.longest, len(text) - at) + 1):
                token = self.ids.get(text[at : at + length])
                if token is None:
                    continue
                score = self.scores[token]
                if self.types[token] == USER_DEFINED:
                    score = np.float32(length) * self.most - np.float32(0.1)
                total = here + score
                if best[at + length] is None or total > best[at + length][0]:
                    best[at + length] = (total, at, token)
                covered |= length == character
            if not covered:
                total = self.least + here
                if best[at + character] is None or total > best[at + character][0]:
                    best[at + character] = (total, at, self.unknown)
            at += character
        pieces, at = [], len(text)
        while at > 0:
            _, start, token = best[at]
            pieces.append((token, text[start:at]))
            at = start
        ids = []
        for token, covered in reversed(pieces):
            if token != self.unknown:
                ids.append(token)
            elif self.bytes:
                ids += [self.bytes[byte] for byte in covered]
            elif not ids or ids[-1] != self.unknown:
                ids.append(token)
        return ids + [self.end] * end
