#!/usr/bin/env python3
"""make_fixtures.py: writes the tiny random models of this folder's parent, and what they compute, in float64.

usage: make_fixtures.py FOLDER

Needs numpy and nothing else. The same call writes the same bytes: every model has its own seed.
"""

import os
import sys

import numpy as np

import blocks
import gguf_file
from bert import make_bert
from cases import decoder_cases, write_json
from decoder import Decoder
from gguf_file import FLOAT32, STRING, UINT32
from vocabularies import byte_level, sentence_piece


class Shape:
    """The shape of one tiny decoder; `types`: the weight type by the end of a tensor's name, '' for the others."""

    def __init__(
        self,
        seed,
        types,
        width=64,
        heads=4,
        kv_heads=2,
        head_width=16,
        inner=96,
        layers=2,
        tied=True,
        tokenizer=sentence_piece,
        rope_base=10000.0,
        rope_factors=False,
        kind="llama",
        window=None,
    ):
        self.__dict__.update({name: value for name, value in locals().items() if name != "self"})

    def type_of(self, name):
        part = name.removesuffix(".weight").split(".")[-1]
        return self.types.get(part, self.types[""])


MODELS = {
    "tiny-llama-f32": Shape(1, {"": "F32"}, width=32, heads=2, kv_heads=1, inner=64, tied=False),
    "tiny-llama-f16": Shape(2, {"": "F16"}, inner=80, rope_base=500000.0, rope_factors=True),
    "tiny-llama-q4_0": Shape(13, {"": "Q4_0"}),
    "tiny-llama-q4_1": Shape(4, {"": "Q4_1", "token_embd": "Q8_0"}, tokenizer=byte_level, rope_base=100000.0),
    "tiny-llama-q5_0": Shape(5, {"": "Q5_0"}),
    "tiny-llama-q8_0": Shape(6, {"": "Q8_0"}, kv_heads=4),
    "tiny-llama-rare": Shape(7, {"": "Q5_1", "attn_v": "IQ4_NL", "ffn_up": "IQ4_NL", "ffn_gate": "BF16"}),
    "tiny-llama-q4_k": Shape(
        8,
        {"": "Q4_K", "attn_v": "Q6_K", "ffn_down": "Q6_K", "attn_output": "Q5_0"},
        width=256,
        inner=256,
        layers=1,
    ),
    "tiny-llama-k-rare": Shape(
        9,
        {
            "": "Q3_K",
            "attn_q": "Q2_K",
            "ffn_gate": "Q2_K",
            "attn_v": "Q5_K",
            "ffn_down": "Q5_K",
            "attn_output": "Q8_0",
        },
        width=256,
        inner=256,
        layers=1,
    ),
    "tiny-qwen2": Shape(20, {"": "F16"}, kind="qwen2", rope_base=1e6),
    "tiny-qwen3": Shape(21, {"": "Q8_0"}, kind="qwen3", heads=6, rope_base=1e6),
    "tiny-phi3": Shape(23, {"": "Q4_0"}, kind="phi3", kv_heads=4, tied=False),
    # Blocks 0 to 4 see 24 positions, block 5 all.
    "tiny-gemma3": Shape(
        22,
        {"": "F32"},
        kind="gemma3",
        width=32,
        kv_heads=1,
        inner=64,
        layers=7,
        rope_base=1e6,
        window=24,
    ),
}


def write_decoder(path, name, shape):
    """Writes the model and returns its tokenizer."""
    rng = np.random.default_rng(shape.seed)
    vocabulary_metadata, tokenizer, vocabulary = shape.tokenizer()
    tensors = {}

    def matrix(tensor, rows, columns, deviation=None):
        kind = shape.type_of(tensor)
        deviation = 1.2 * columns**-0.5 if deviation is None else deviation
        tensors[tensor] = (kind, (rows, columns), blocks.random_blocks(kind, (rows, columns), deviation, rng))

    def vector(tensor, values):
        tensors[tensor] = ("F32", values.shape, values.astype("<f4").tobytes())

    norm = lambda tensor: vector(tensor, 1 + 0.1 * rng.standard_normal(shape.width))
    matrix("token_embd.weight", vocabulary, shape.width, deviation=shape.width**-0.5)
    norm("output_norm.weight")
    if not shape.tied:
        matrix("output.weight", vocabulary, shape.width)
    if shape.rope_factors:
        vector("rope_freqs.weight", np.linspace(1, 8, shape.head_width // 2))
    query, key = shape.heads * shape.head_width, shape.kv_heads * shape.head_width
    for block in range(shape.layers):
        at = f"blk.{block}."
        norm(at + "attn_norm.weight")
        if shape.kind == "phi3":
            matrix(at + "attn_qkv.weight", query + 2 * key, shape.width)
        else:
            matrix(at + "attn_q.weight", query, shape.width)
            matrix(at + "attn_k.weight", key, shape.width)
            matrix(at + "attn_v.weight", key, shape.width)
        matrix(at + "attn_output.weight", shape.width, query)
        norm(at + "ffn_norm.weight")
        if shape.kind == "phi3":
            matrix(at + "ffn_up.weight", 2 * shape.inner, shape.width)
        else:
            matrix(at + "ffn_gate.weight", shape.inner, shape.width)
            matrix(at + "ffn_up.weight", shape.inner, shape.width)
        matrix(at + "ffn_down.weight", shape.width, shape.inner)
        if shape.kind == "qwen2":
            for part, count in (("q", query), ("k", key), ("v", key)):
                vector(f"{at}attn_{part}.bias", 0.5 * rng.standard_normal(count))
        if shape.kind in ("qwen3", "gemma3"):
            for part in "qk":
                vector(f"{at}attn_{part}_norm.weight", 1 + 0.1 * rng.standard_normal(shape.head_width))
        if shape.kind == "gemma3":
            norm(at + "post_attention_norm.weight")
            norm(at + "post_ffw_norm.weight")
    metadata = {
        "general.architecture": (STRING, shape.kind),
        "general.name": (STRING, name),
        f"{shape.kind}.block_count": (UINT32, shape.layers),
        f"{shape.kind}.context_length": (UINT32, 2048),
        f"{shape.kind}.embedding_length": (UINT32, shape.width),
        f"{shape.kind}.feed_forward_length": (UINT32, shape.inner),
        f"{shape.kind}.attention.head_count": (UINT32, shape.heads),
        f"{shape.kind}.attention.head_count_kv": (UINT32, shape.kv_heads),
        f"{shape.kind}.vocab_size": (UINT32, vocabulary),
        f"{shape.kind}.rope.freq_base": (FLOAT32, shape.rope_base),
        f"{shape.kind}.rope.dimension_count": (UINT32, shape.head_width),
        f"{shape.kind}.attention.layer_norm_rms_epsilon": (FLOAT32, 1e-5),
        **vocabulary_metadata,
    }
    if shape.heads * shape.head_width != shape.width:
        metadata[f"{shape.kind}.attention.key_length"] = (UINT32, shape.head_width)
        metadata[f"{shape.kind}.attention.value_length"] = (UINT32, shape.head_width)
    if shape.window:
        metadata[f"{shape.kind}.attention.sliding_window"] = (UINT32, shape.window)
    gguf_file.write(path, metadata, tensors)
    return tokenizer


def make_decoder(folder, name, shape):
    file = name + ".gguf"
    path = os.path.join(folder, file)
    tokenizer = write_decoder(path, name, shape)
    cases = decoder_cases(file, Decoder(gguf_file.File(path)), tokenizer, 32)
    write_json(os.path.join(folder, name + ".json"), cases)


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    for name, shape in MODELS.items():
        make_decoder(arguments[0], name, shape)
    make_bert(arguments[0])


if __name__ == "__main__":
    main(sys.argv[1:])
