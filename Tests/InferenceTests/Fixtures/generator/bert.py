"""bert.py: writes the tiny random BERT encoder, and the vectors that it gives to some texts."""

import os

import numpy as np

import encoder
import safetensors_file
import tokenizers
from cases import rounded, write_json

BERT_TEXTS = [
    "the letter",
    "Thank you for the other letter, Ann!",
    "",
    "naïve Ääkköset: 42 %",
    "unknown ☃ sign",
    "then the hat and the train ran on " * 12,  # longer than the position table: cut, with [SEP] kept
]


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
