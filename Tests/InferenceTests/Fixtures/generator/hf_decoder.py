"""hf_decoder.py: decoders in float64 straight from a Hugging Face folder's weights, in that layout's conventions.

What differs from decoder.py, and is therefore what converting a folder has to get right: every family rotates
pairs (i, i + half); Gemma's norms multiply by 1 + weight; names are those of the folder; rotary scaling is given
by numbers in config.json. Nothing is shared with the engine or with decoder.py.
"""

import json
import math
import os

import numpy as np

import safetensors_file


class HuggingFaceDecoder:
    def __init__(self, folder):
        with open(os.path.join(folder, "config.json"), encoding="utf-8") as file:
            self.config = json.load(file)
        self.weights = {}
        for name in sorted(os.listdir(folder)):
            if name.endswith(".safetensors"):
                self.weights.update(safetensors_file.read(os.path.join(folder, name)))
        c = self.config
        self.kind, self.width, self.layers = c["model_type"], c["hidden_size"], c["num_hidden_layers"]
        self.heads, self.kv_heads = c["num_attention_heads"], c["num_key_value_heads"]
        self.head_width = c.get("head_dim") or self.width // self.heads
        self.gemma = self.kind == "gemma3_text"
        embedding = self.weights["model.embed_tokens.weight"]
        self.output = embedding if c["tie_word_embeddings"] else self.weights["lm_head.weight"]

    def embed(self, tokens):
        scale = math.sqrt(self.width) if self.gemma else 1
        return self.weights["model.embed_tokens.weight"][np.asarray(tokens)] * scale

    def norm(self, x, name):
        weight = self.weights[name] + (1 if self.gemma else 0)
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + self.config["rms_norm_eps"]) * weight

    def slides(self, layer):
        return self.gemma and self.config["layer_types"][layer] == "sliding_attention"

    def frequencies(self, layer):
        """Rotary frequencies, (head width / 2), and what cosines and sines are multiplied by."""
        c = self.config
        base = c["rope_local_base_freq"] if self.slides(layer) else c["rope_theta"]
        frequency = base ** (-np.arange(0, self.head_width, 2) / self.head_width)
        scaling = c.get("rope_scaling")
        if not scaling:
            return frequency, 1.0
        if scaling["rope_type"] == "longrope":  # the short factors: no text here is longer than the original context
            original = c["original_max_position_embeddings"]
            stretch = c["max_position_embeddings"] / original
            return frequency / np.array(scaling["short_factor"]), math.sqrt(1 + math.log(stretch) / math.log(original))
        assert scaling["rope_type"] == "llama3"
        original, factor = scaling["original_max_position_embeddings"], scaling["factor"]
        low, high = scaling["low_freq_factor"], scaling["high_freq_factor"]
        length = 2 * math.pi / frequency
        blend = (original / length - low) / (high - low)
        between = (1 - blend) * frequency / factor + blend * frequency
        scaled = np.where(length > original / low, frequency / factor, between)
        return np.where(length < original / high, frequency, scaled), 1.0

    def rotate(self, x, layer):
        """x (positions, heads, head width)."""
        frequency, magnitude = self.frequencies(layer)
        angle = np.arange(len(x))[:, None] * frequency
        cos, sin = magnitude * np.cos(angle)[:, None], magnitude * np.sin(angle)[:, None]
        a, b = np.split(x, 2, axis=-1)
        return np.concatenate([a * cos - b * sin, b * cos + a * sin], axis=-1)

    def project(self, x, name):
        y = x @ self.weights[name + ".weight"].T
        return y + self.weights[name + ".bias"] if name + ".bias" in self.weights else y

    def attend(self, x, layer):
        at, count = f"model.layers.{layer}.self_attn.", len(x)
        if self.kind == "phi3":
            query, key = self.heads * self.head_width, self.kv_heads * self.head_width
            parts = np.split(self.project(x, at + "qkv_proj"), [query, query + key], axis=-1)
        else:
            parts = [self.project(x, f"{at}{part}_proj") for part in "qkv"]
        q, k, v = (part.reshape(count, -1, self.head_width) for part in parts)
        if at + "q_norm.weight" in self.weights:
            q, k = self.norm(q, at + "q_norm.weight"), self.norm(k, at + "k_norm.weight")
        q, k = self.rotate(q, layer), self.rotate(k, layer)
        shared = self.heads // self.kv_heads
        k, v = np.repeat(k, shared, axis=1), np.repeat(v, shared, axis=1)
        scores = np.einsum("qhd,khd->hqk", q, k) / math.sqrt(self.config.get("query_pre_attn_scalar", self.head_width))
        seen = np.tril(np.ones((count, count), bool))
        if self.slides(layer):
            seen &= np.arange(count)[None] > np.arange(count)[:, None] - self.config["sliding_window"]
        scores = np.where(seen, scores, -np.inf)
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        shares /= shares.sum(-1, keepdims=True)
        return self.project(np.einsum("hqk,khd->qhd", shares, v).reshape(count, -1), at + "o_proj")

    def feed_forward(self, x, layer):
        at = f"model.layers.{layer}.mlp."
        if self.kind == "phi3":
            gate, up = np.split(self.project(x, at + "gate_up_proj"), 2, axis=-1)
        else:
            gate, up = self.project(x, at + "gate_proj"), self.project(x, at + "up_proj")
        if self.gemma:
            active = gate / 2 * (1 + np.tanh(math.sqrt(2 / math.pi) * (gate + 0.044715 * gate**3)))
        else:
            active = gate / (1 + np.exp(-gate))
        return self.project(active * up, at + "down_proj")

    def logits(self, rows):
        """Embedding rows (positions, width) → logits (positions, vocabulary)."""
        x = rows
        for layer in range(self.layers):
            at = f"model.layers.{layer}."
            added = self.attend(self.norm(x, at + "input_layernorm.weight"), layer)
            if self.gemma:
                x = x + self.norm(added, at + "post_attention_layernorm.weight")
                added = self.feed_forward(self.norm(x, at + "pre_feedforward_layernorm.weight"), layer)
                x = x + self.norm(added, at + "post_feedforward_layernorm.weight")
            else:
                x = x + added
                x = x + self.feed_forward(self.norm(x, at + "post_attention_layernorm.weight"), layer)
        return self.norm(x, "model.norm.weight") @ self.output.T

    def greedy(self, tokens, count):
        """The `count` tokens that follow, and the least lead of a winner over the second, in logits."""
        tokens, least = list(tokens), math.inf
        for _ in range(count):
            last = self.logits(self.embed(tokens))[-1]
            second, first = np.partition(last, -2)[-2:]
            least = min(least, first - second)
            tokens.append(int(last.argmax()))
        return tokens[-count:], least
