#!/usr/bin/env python3
"""make_fixtures.py: writes the tiny random models of this folder's parent, and what they compute, in float64.

usage: make_fixtures.py FOLDER

Needs numpy and nothing else. The same call writes the same bytes: every model has its own seed.
"""

import json
import os
import sys

import numpy as np

import blocks
import encoder
import gguf_file
import safetensors_file
import tokenizers
from decoder import Decoder, soft_rows
from gguf_file import ARRAY, BOOL, FLOAT32, INT32, STRING, UINT32

LOGIT_STRIDE = 47

# The second text is longer than any tile; the third has bytes without a token of their own.
TEXTS = [
    "Dear Ann,",
    "thank you for the letter. The other one is in the hat, and on the train.",
    "1.5 € – naïve 😀\n\tend",
]
BERT_TEXTS = [
    "the letter",
    "Thank you for the other letter, Ann!",
    "",
    "naïve Ääkköset: 42 %",
    "unknown ☃ sign",
    "then the hat and the train ran on " * 12,  # longer than the position table: cut, with [SEP] kept
]

LETTERS = "etaoinshrdlucmfwygpb,.ADT"
# Each piece is the join of two earlier ones, so that it can be reached; an earlier one scores higher.
PIECES = (
    "▁t he ▁the in er an ▁a on re or ▁s and en ▁th ▁o ther ▁other ▁an ▁and ▁then ▁h at ▁hat ▁you ou"
).split()

# SmolLM2's turn template, as its GGUF file carries it (Apache-2.0), so that a test model is recognised too.
CHAT_TEMPLATE = (
    "{% for message in messages %}{% if loop.first and messages[0]['role'] != 'system' %}"
    "{{ '<|im_start|>system\n"
    "You are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n' }}{% endif %}"
    "{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)


def sentence_piece():
    """A tokenizer of 3 specials, 256 bytes, some letters and some joins: its metadata, and itself."""
    tokens = ["<unk>", "<s>", "</s>"] + [f"<0x{byte:02X}>" for byte in range(256)]
    types = [2, 3, 3] + [6] * 256
    scores = [0.0] * len(tokens)
    for rank, piece in enumerate([*PIECES, "▁", *LETTERS]):
        tokens.append(piece)
        scores.append(-float(rank))
        types.append(1)
    metadata = {
        "tokenizer.ggml.model": (STRING, "llama"),
        "tokenizer.ggml.pre": (STRING, "default"),
        "tokenizer.ggml.tokens": (ARRAY, STRING, tokens),
        "tokenizer.ggml.scores": (ARRAY, FLOAT32, scores),
        "tokenizer.ggml.token_type": (ARRAY, INT32, types),
        "tokenizer.ggml.bos_token_id": (UINT32, 1),
        "tokenizer.ggml.eos_token_id": (UINT32, 2),
        "tokenizer.ggml.unknown_token_id": (UINT32, 0),
        "tokenizer.ggml.add_bos_token": (BOOL, True),
        "tokenizer.ggml.add_eos_token": (BOOL, False),
    }
    return metadata, tokenizers.SentencePiece(tokens, scores, types), len(tokens)


def byte_level():
    """A tokenizer built like SmolLM2's: 3 specials, the 256 byte letters, some merges."""
    letters = tokenizers.byte_letters()
    joins = ["Ġt", "he", "in", "er", "an", "Ġa", "on", "re", "or", "Ġs", "en", "Ġo", "at", "ou", "Ġh"]
    merges = [f"{join[0]} {join[1]}" for join in joins]
    merges += ["Ġt he", "an d", "Ġa n", "Ġa nd", "t h", "th er", "Ġo ther", "Ġh at", "Ġthe n"]
    tokens = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"] + [letters[byte] for byte in range(256)]
    tokens += [merge.replace(" ", "") for merge in merges]
    metadata = {
        "tokenizer.ggml.model": (STRING, "gpt2"),
        "tokenizer.ggml.pre": (STRING, "smollm"),
        "tokenizer.ggml.tokens": (ARRAY, STRING, tokens),
        "tokenizer.ggml.token_type": (ARRAY, INT32, [3] * 3 + [1] * (len(tokens) - 3)),
        "tokenizer.ggml.merges": (ARRAY, STRING, merges),
        "tokenizer.ggml.bos_token_id": (UINT32, 1),
        "tokenizer.ggml.eos_token_id": (UINT32, 2),
        "tokenizer.ggml.unknown_token_id": (UINT32, 0),
        "tokenizer.ggml.padding_token_id": (UINT32, 2),
        "tokenizer.ggml.add_bos_token": (BOOL, False),
        "tokenizer.ggml.add_space_prefix": (BOOL, False),
        "tokenizer.chat_template": (STRING, CHAT_TEMPLATE),
    }
    return metadata, tokenizers.ByteLevel(tokens, merges), len(tokens)


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


def rounded(values):
    return [float(f"{value:.6g}") for value in values]


def positions(logits, tokens):
    found = []
    for at, row in enumerate(logits):
        total = row.max() + np.log(np.exp(row - row.max()).sum())
        entry = {"argmax": int(row.argmax()), "logsumexp": round(total, 6)}
        if at + 1 < len(tokens):
            entry["nll_next"] = round(total - row[tokens[at + 1]], 6)
        found.append({**entry, "logits": rounded(row[::LOGIT_STRIDE])})
    found[-1]["all_logits"] = rounded(logits[-1])
    return found


def make_decoder(folder, name, shape):
    path = os.path.join(folder, name + ".gguf")
    tokenizer, cases = write_decoder(path, name, shape), []
    decoder = Decoder(gguf_file.File(path))
    for text in TEXTS:
        tokens = tokenizer.encode(text)
        rows = decoder.embed(tokens)
        after = decoder.logits(np.concatenate([soft_rows(decoder.width), rows]))[3:]
        plain = decoder.logits(rows)
        greedy, lead = decoder.greedy(tokens, 32)
        # Float arithmetic in another order must not change a winner.
        assert lead > 2e-4 * plain.std(), f"{name}: a greedy winner leads by {lead} only; take another seed"
        cases.append(
            {
                "text": text,
                "tokens": tokens,
                "plain": positions(plain, tokens),
                "greedy": greedy,
                "after_soft_prompt": positions(after, tokens),
            }
        )
    write_json(
        os.path.join(folder, name + ".json"),
        {
            "model": name + ".gguf",
            "n_vocab": len(decoder.output),
            "n_embd": decoder.width,
            "logit_stride": LOGIT_STRIDE,
            "cases": cases,
        },
    )


def make_bert(folder, width=32, layers=2, heads=2, inner=48, position_count=64, seed=10):
    """A folder with config.json, vocab.txt and model.safetensors, and the vectors of some texts."""
    rng, tensors = np.random.default_rng(seed), {}
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *".,:!?-'%", *letters]
    vocabulary += ["##" + letter for letter in letters] + [
        "the",
        "and",
        "th",
        "##er",
        "letter",
        "##ank",
        "ha",
        "##t",
    ]

    def matrix(name, rows, columns, deviation=None):
        deviation = columns**-0.5 if deviation is None else deviation
        tensors[name + ".weight"] = (rng.standard_normal((rows, columns)) * deviation).astype("<f4")

    def linear(name, rows, columns):
        matrix(name, rows, columns)
        tensors[name + ".bias"] = (0.1 * rng.standard_normal(rows)).astype("<f4")

    def norm(name):
        tensors[name + ".weight"] = (1 + 0.1 * rng.standard_normal(width)).astype("<f4")
        tensors[name + ".bias"] = (0.1 * rng.standard_normal(width)).astype("<f4")

    tensors["embeddings.position_ids"] = np.arange(position_count, dtype="<i8")[
        None
    ]  # the real file has it too
    for part, rows in (("word", len(vocabulary)), ("position", position_count), ("token_type", 2)):
        matrix(f"embeddings.{part}_embeddings", rows, width, deviation=0.3)
    norm("embeddings.LayerNorm")
    for layer in range(layers):
        at = f"encoder.layer.{layer}."
        for part in ("query", "key", "value"):
            linear(f"{at}attention.self.{part}", width, width)
        linear(at + "attention.output.dense", width, width)
        norm(at + "attention.output.LayerNorm")
        linear(at + "intermediate.dense", inner, width)
        linear(at + "output.dense", width, inner)
        norm(at + "output.LayerNorm")
    linear("pooler.dense", width, width)  # in the real file, and not used
    os.makedirs(os.path.join(folder, "tiny-bert"), exist_ok=True)
    safetensors_file.write(os.path.join(folder, "tiny-bert", "model.safetensors"), tensors)
    with open(os.path.join(folder, "tiny-bert", "vocab.txt"), "w", encoding="utf-8") as file:
        file.write("".join(token + "\n" for token in vocabulary))
    write_json(
        os.path.join(folder, "tiny-bert", "config.json"),
        {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_act": "gelu",
            "hidden_size": width,
            "intermediate_size": inner,
            "layer_norm_eps": 1e-12,
            "max_position_embeddings": position_count,
            "num_attention_heads": heads,
            "num_hidden_layers": layers,
            "pad_token_id": 0,
            "position_embedding_type": "absolute",
            "type_vocab_size": 2,
            "vocab_size": len(vocabulary),
        },
        indent=2,
    )
    read = safetensors_file.read(os.path.join(folder, "tiny-bert", "model.safetensors"))
    model, tokenizer = encoder.Encoder(read, layers, heads), tokenizers.WordPiece(vocabulary, position_count)
    cases = []
    for text in BERT_TEXTS:
        tokens = tokenizer.encode(text)
        vector = model.embedding(tokens)
        cases.append(
            {
                "text": text,
                "tokens": tokens,
                "embedding": rounded(vector),
                "embedding_normalized": rounded(vector / np.linalg.norm(vector)),
            }
        )
    write_json(
        os.path.join(folder, "tiny-bert.json"),
        {"model": "tiny-bert", "n_vocab": len(vocabulary), "n_embd": width, "cases": cases},
    )


def write_json(path, value, indent=None):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=indent, separators=(",", ": " if indent else ":"))
        file.write("\n")


def main(arguments):
    if len(arguments) != 1:
        sys.exit(__doc__)
    for name, shape in MODELS.items():
        make_decoder(arguments[0], name, shape)
    make_bert(arguments[0])


if __name__ == "__main__":
    main(sys.argv[1:])
