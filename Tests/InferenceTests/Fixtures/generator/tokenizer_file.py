"""tokenizer_file.py: the vocabularies of the tiny decoders as Hugging Face's tokenizer.json, and the tokenizers."""

import re

import tokenizers
from vocabularies import LETTERS, PIECES, byte_level

QWEN2_PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)


class QwenLevel(tokenizers.ByteLevel):
    """Byte-level BPE with Qwen 2's pre-tokenizer, for texts without numerals but decimal digits."""

    WORDS = re.compile(
        r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|(?:[^\r\n\w]|_)?[^\W\d_]+|\d| ?(?:[^\s\w]|_)+[\r\n]*"
        r"|\s*[\r\n]+|\s+(?!\S)|\s+"
    )

    def encode(self, text):
        return [token for piece in self.WORDS.findall(text) for token in self.merge(piece)]


def added(index, content, special=True):
    return {
        "id": index,
        "content": content,
        "single_word": False,
        "lstrip": False,
        "rstrip": False,
        "normalized": False,
        "special": special,
    }


def level_split(pattern):
    split = {"type": "Split", "pattern": {"Regex": pattern}, "behavior": "Isolated", "invert": False}
    level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}
    return {"type": "Sequence", "pretokenizers": [split, level]}


def byte_level_file(pre_tokenizer, normalizer, pairs):
    """tokenizer.json of the tokenizer of byte_level(); merges as pairs, as newer files have them, or as texts."""
    metadata, tokenizer, _ = byte_level()
    tokens, merges = metadata["tokenizer.ggml.tokens"][2], metadata["tokenizer.ggml.merges"][2]
    specials, words = tokens[:3], tokens[3:]
    file = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [added(index, text) for index, text in enumerate(specials)],
        "normalizer": normalizer,
        "pre_tokenizer": pre_tokenizer,
        "post_processor": None,
        "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": None,
            "continuing_subword_prefix": "",
            "end_of_word_suffix": "",
            "fuse_unk": False,
            "byte_fallback": False,
            "ignore_merges": False,
            "vocab": {text: index + len(specials) for index, text in enumerate(words)},
            "merges": [merge.split(" ") for merge in merges] if pairs else merges,
        },
    }
    return file, tokens, tokenizer


def sentence_piece_file(prefix, extra):
    """tokenizer.json of a SentencePiece BPE vocabulary; `prefix`: a space is put in front; `extra`: added tokens."""
    tokens = ["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)] + [*PIECES, "▁", *LETTERS]
    types = [2, 3, 3] + [6] * 256 + [1] * (len(tokens) - 259)
    known, merges = set(tokens), []
    for piece in PIECES:
        merges += [f"{piece[:at]} {piece[at:]}" for at in range(1, len(piece)) if {piece[:at], piece[at:]} <= known]
    replace = {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}
    normalizers = [{"type": "Prepend", "prepend": "▁"}, replace]
    begin = {"SpecialToken": {"id": "<s>", "type_id": 0}}
    specials = [added(index, tokens[index]) for index in range(3)]
    specials += [added(len(tokens) + index, text, special) for index, (text, special) in enumerate(extra)]
    file = {
        "version": "1.0",
        "added_tokens": specials,
        "normalizer": {"type": "Sequence", "normalizers": normalizers} if prefix else replace,
        "pre_tokenizer": None,
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [begin, {"Sequence": {"id": "A", "type_id": 0}}],
            "pair": [begin, {"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
            "special_tokens": {"<s>": {"id": "<s>", "ids": [1], "tokens": ["<s>"]}},
        },
        "decoder": None,
        "model": {
            "type": "BPE",
            "unk_token": "<unk>",
            "fuse_unk": True,
            "byte_fallback": True,
            "vocab": {text: index for index, text in enumerate(tokens)},
            "merges": merges,
        },
    }
    scores = [-float(PIECES.index(token)) if token in PIECES else 0.0 for token in tokens]
    tokenizer = tokenizers.SentencePiece(tokens, scores, types)
    if not prefix:
        tokenizer.encode = lambda text: bare(tokenizer, text)
    return file, tokens + [text for text, _ in extra], tokenizer


def bare(tokenizer, text):
    """The ids of a text that no space is put in front of."""
    parts = list(text.replace(" ", tokenizers.SPACE))
    while True:
        joins = [
            (tokenizer.scores[tokenizer.ids[a + b]], -at)
            for at, (a, b) in enumerate(zip(parts, parts[1:]))
            if a + b in tokenizer.ids
        ]
        if not joins:
            break
        at = -max(joins)[1]
        parts[at : at + 2] = [parts[at] + parts[at + 1]]
    ids = [tokenizer.begin]
    for part in parts:
        ids += [tokenizer.ids[part]] if part in tokenizer.ids else [tokenizer.bytes[byte] for byte in part.encode()]
    return ids
