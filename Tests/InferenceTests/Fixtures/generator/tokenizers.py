"""tokenizers.py: the three tokenizers of the fixtures, each in the shortest form that is right."""

import re
import unicodedata

SPACE = "▁"


class SentencePiece:
    """SentencePiece BPE as llama models use it: the neighbours whose join scores highest merge first."""

    def __init__(self, tokens, scores, types):
        self.ids = {token: i for i, token in enumerate(tokens)}
        self.scores, self.bytes = scores, {int(t[3:5], 16): i for t, i in self.ids.items() if types[i] == 6}
        self.begin = 1

    def encode(self, text):
        parts = list((" " + text).replace(" ", SPACE)) if text else []
        while True:
            joins = [
                (self.scores[self.ids[a + b]], -at)
                for at, (a, b) in enumerate(zip(parts, parts[1:]))
                if a + b in self.ids
            ]
            if not joins:
                break
            at = -max(joins)[1]
            parts[at : at + 2] = [parts[at] + parts[at + 1]]
        ids = [self.begin]
        for part in parts:
            ids += [self.ids[part]] if part in self.ids else [self.bytes[byte] for byte in part.encode()]
        return ids


def byte_letters():
    """GPT-2's letter for each byte: printable ones stand for themselves, the others follow from U+0100 on."""
    own = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in own]
    return {**{byte: chr(byte) for byte in own}, **{byte: chr(0x100 + i) for i, byte in enumerate(others)}}


class ByteLevel:
    """Byte-level BPE with the pre-tokenizer `smollm`: every digit alone, then GPT-2's words. No BOS."""

    # [^\W\d_] is \p{L} for the texts of the fixtures, which have no numerals but decimal digits.
    WORDS = re.compile(r"'s|'t|'re|'ve|'m|'ll|'d| ?[^\W\d_]+| ?\d+| ?(?:[^\s\w]|_)+|\s+(?!\S)|\s+")

    def __init__(self, tokens, merges):
        self.ids = {token: i for i, token in enumerate(tokens)}
        self.ranks = {tuple(merge.split(" ")): rank for rank, merge in enumerate(merges)}
        self.letters = byte_letters()

    def encode(self, text):
        pieces = [piece for part in re.split(r"(\d)", text) for piece in self.WORDS.findall(part)]
        return [token for piece in pieces for token in self.merge(piece)]

    def merge(self, piece):
        parts = [self.letters[byte] for byte in piece.encode()]
        while len(parts) > 1:
            rank, at = min(
                (self.ranks.get(pair, 1 << 30), at) for at, pair in enumerate(zip(parts, parts[1:]))
            )
            if rank == 1 << 30:
                break
            parts[at : at + 2] = [parts[at] + parts[at + 1]]
        return [self.ids[part] for part in parts]


class WordPiece:
    """BERT's: lower case, no accents, words and punctuation apart, then the longest known piece first."""

    def __init__(self, vocabulary, limit):
        self.ids, self.limit = {token: i for i, token in enumerate(vocabulary)}, limit

    def encode(self, text):
        text = unicodedata.normalize("NFD", text.lower())
        text = "".join(c for c in text if unicodedata.category(c) != "Mn")
        words = re.findall(r"\w+|[^\w\s]", text.replace("_", " _ "))
        ids = [self.ids["[CLS]"]] + [piece for word in words for piece in self.pieces(word)]
        return ids[: self.limit - 1] + [self.ids["[SEP]"]]

    def pieces(self, word):
        found, at = [], 0
        while at < len(word):
            end = next(
                (end for end in range(len(word), at, -1) if ("##" * (at > 0) + word[at:end]) in self.ids),
                None,
            )
            if end is None or len(word) > 100:
                return [self.ids["[UNK]"]]
            found.append(self.ids["##" * (at > 0) + word[at:end]])
            at = end
        return found
