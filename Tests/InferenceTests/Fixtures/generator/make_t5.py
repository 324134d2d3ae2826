#!/usr/bin/env python3
"""make_t5.py: writes the two tiny T5 models of this folder's parent, and what they compute, in float64.

usage: make_t5.py FOLDER

Needs numpy and nothing else. The same call writes the same bytes.
"""

import json
import os
import sys

import numpy as np

import blocks
import gguf_file
from cases import rounded
from decoder import soft_rows
from gguf_file import ARRAY, BOOL, FLOAT32, INT32, STRING, UINT32
from t5 import T5
from unigram import CONTROL, NORMAL, UNKNOWN, UNUSED, Unigram

# The second text, like its decoder tokens, is longer than the distance from which all biases are the same.
TEXTS = ["thank you for the letter", "the hat and the other train ran on, and then the cat sat in it. " * 4]
DECODER_TOKENS = [9, 150]
# Positions whose logits are kept: the first ones, those around a bucket's end, the last ones.
KEPT = [0, 1, 2, 3, 4, 8, 15, 16, 17, 31, 32, 33, 64, 100, 127, 128, 129, 149]

PIECES = "▁the ▁and ▁t ▁a ▁o ther er in on at en re th an or ou ▁h ▁you ▁s he ▁".split()
LETTERS = "etaoinshrdlucmfwygpb,."


def vocabulary():
    tokens = ["<pad>", "</s>", "<unk>", *PIECES, *LETTERS]
    types = [CONTROL, CONTROL, UNKNOWN] + [NORMAL] * (len(tokens) - 3)
    scores = [0.0] * 3 + [-1.5 - 0.13 * rank for rank in range(len(tokens) - 3)]
    while len(tokens) < 64:  # Converters fill vocabularies up to the rows of the embedding.
        tokens.append(f"[PAD{len(tokens)}]")
        types.append(UNUSED)
        scores.append(-10000.0)
    metadata = {
        "tokenizer.ggml.model": (STRING, "t5"),
        "tokenizer.ggml.pre": (STRING, "default"),
        "tokenizer.ggml.tokens": (ARRAY, STRING, tokens),
        "tokenizer.ggml.scores": (ARRAY, FLOAT32, scores),
        "tokenizer.ggml.token_type": (ARRAY, INT32, types),
        "tokenizer.ggml.add_space_prefix": (BOOL, True),
        "tokenizer.ggml.remove_extra_whitespaces": (BOOL, True),
        "tokenizer.ggml.eos_token_id": (UINT32, 1),
        "tokenizer.ggml.unknown_token_id": (UINT32, 2),
        "tokenizer.ggml.padding_token_id": (UINT32, 0),
    }
    return metadata, Unigram(tokens, scores, types)


class Shape:
    """`types`: the weight type by the end of a tensor's name, '' for the others."""

    def __init__(self, seed, types, width, inner, encoder, decoder, gated, heads=4, head_width=16, buckets=32):
        self.__dict__.update({name: value for name, value in locals().items() if name != "self"})


MODELS = {
    # Heads that are wider together than the rows; more blocks in the decoder; a bias that nothing reads.
    "tiny-t5": Shape(30, {"": "F32"}, width=32, inner=48, encoder=2, decoder=3, gated=False),
    "tiny-flan-t5": Shape(
        31, {"": "Q8_0", "token_embd": "F16", "attn_rel_b": "F16"}, width=64, inner=96, encoder=2, decoder=2, gated=True
    ),
}


def write_model(path, name, shape):
    rng = np.random.default_rng(shape.seed)
    metadata, tokenizer = vocabulary()
    tensors, count = {}, len(tokenizer.tokens)

    def matrix(tensor, rows, columns, deviation):
        kind = shape.types.get(tensor.split(".")[-2], shape.types[""])
        tensors[tensor] = (kind, (rows, columns), blocks.random_blocks(kind, (rows, columns), deviation, rng))

    def norm(tensor):
        values = 1 + 0.1 * rng.standard_normal(shape.width)
        tensors[tensor] = ("F32", values.shape, values.astype("<f4").tobytes())

    def attention(at):
        heads = shape.heads * shape.head_width
        norm(at + "_norm.weight")
        matrix(at + "_q.weight", heads, shape.width, (shape.width * shape.head_width) ** -0.5)
        matrix(at + "_k.weight", heads, shape.width, shape.width**-0.5)
        matrix(at + "_v.weight", heads, shape.width, shape.width**-0.5)
        matrix(at + "_o.weight", shape.width, heads, heads**-0.5)

    def feed_forward(at):
        norm(at + "norm.weight")
        if shape.gated:
            matrix(at + "gate.weight", shape.inner, shape.width, 1.2 * shape.width**-0.5)
        matrix(at + "up.weight", shape.inner, shape.width, 1.2 * shape.width**-0.5)
        matrix(at + "down.weight", shape.width, shape.inner, 1.2 * shape.inner**-0.5)

    # Small where it is the output matrix too, or each token would be followed by itself.
    matrix("token_embd.weight", count, shape.width, 1.0 if shape.gated else 0.2)
    for side, number in (("enc", shape.encoder), ("dec", shape.decoder)):
        for block in range(number):
            at = f"{side}.blk.{block}."
            attention(at + "attn")
            if block == 0:
                matrix(at + "attn_rel_b.weight", shape.buckets, shape.heads, 1.0)
            if side == "dec":
                attention(at + "cross_attn")
                if block == 0 and not shape.gated:
                    matrix(at + "cross_attn_rel_b.weight", shape.buckets, shape.heads, 5.0)
            feed_forward(at + "ffn_")
        norm(f"{side}.output_norm.weight")
    if shape.gated:
        matrix("output.weight", count, shape.width, shape.width**-0.5)
    own = {
        "general.architecture": (STRING, "t5"),
        "general.name": (STRING, name),
        "t5.context_length": (UINT32, 512),
        "t5.embedding_length": (UINT32, shape.width),
        "t5.feed_forward_length": (UINT32, shape.inner),
        "t5.block_count": (UINT32, shape.encoder),
        "t5.attention.head_count": (UINT32, shape.heads),
        "t5.attention.key_length": (UINT32, shape.head_width),
        "t5.attention.value_length": (UINT32, shape.head_width),
        "t5.attention.layer_norm_epsilon": (FLOAT32, 1e-6),
        "t5.attention.layer_norm_rms_epsilon": (FLOAT32, 1e-6),
        "t5.attention.relative_buckets_count": (UINT32, shape.buckets),
        "t5.decoder_start_token_id": (UINT32, 0),
    }
    if shape.decoder != shape.encoder:
        own["t5.decoder_block_count"] = (UINT32, shape.decoder)
    gguf_file.write(path, {**own, **metadata}, tensors)
    return tokenizer


def positions(logits):
    return [
        {"at": at, "logits": rounded(logits[at])} for at in KEPT if at < len(logits)
    ]


def make(folder, name, shape):
    path = os.path.join(folder, name + ".gguf")
    tokenizer, cases = write_model(path, name, shape), []
    model = T5(gguf_file.File(path))
    for text, count in zip(TEXTS, DECODER_TOKENS):
        tokens = tokenizer.encode(text)
        decoder_tokens = [0] + [3 + at * 7 % 43 for at in range(count - 1)]
        rows = model.embed(tokens)
        plain = model.encode(rows)
        soft = model.encode(np.concatenate([soft_rows(model.width), rows]))
        logits = model.logits(plain, model.embed(decoder_tokens))
        greedy, lead = model.greedy(plain, 0, 16)
        # Float arithmetic in another order must not change a winner.
        assert lead > 2e-4 * logits.std(), f"{name}: a greedy winner leads by {lead} only; take another seed"
        cases.append(
            {
                "text": text,
                "tokens": tokens,
                "decoder_tokens": decoder_tokens,
                "plain": positions(logits),
                "after_soft_prompt": positions(model.logits(soft, model.embed(decoder_tokens))),
                "greedy": greedy,
            }
        )
        print(f"{name}: {len(tokens)} tokens in, {count} out, spread {logits.std():.3}, greedy {greedy}")
    with open(os.path.join(folder, name + ".json"), "w") as file:
        json.dump({"model": name + ".gguf", "cases": cases}, file)
        file.write("\n")


if __name__ == "__main__":
    for name, shape in MODELS.items():
        make(sys.argv[1], name, shape)
