"""decoder.py: the llama decoder in float64, the whole sequence at once, nothing cached, nothing rounded.

x (positions, width); weights W (out, in), y = x Wᵀ. Per block: attention over RMS-normalised rows with
rotary positions on pairs (2i, 2i+1), groups of query heads sharing a key-value head; then a gated
feed-forward.
"""

import math

import numpy as np


def soft_rows(width):
    """The rows that `after_soft_prompt` puts in front, (3, width): 0.05 sin(0.37 j + 1.3 i + 0.1)."""
    i, j = np.arange(3)[:, None], np.arange(width)[None]
    return 0.05 * np.sin(0.37 * j + 1.3 * i + 0.1)


class Decoder:
    def __init__(self, file):
        self.file = file
        get = lambda key, default=None: file.metadata.get("llama." + key, default)
        assert file.metadata["general.architecture"] == "llama"
        self.blocks, self.width = get("block_count"), get("embedding_length")
        self.heads = get("attention.head_count")
        self.kv_heads = get("attention.head_count_kv", self.heads)
        self.head_width = get("attention.key_length", self.width // self.heads)
        self.epsilon = get("attention.layer_norm_rms_epsilon")
        self.rotated = get("rope.dimension_count", self.head_width)
        self.base = get("rope.freq_base", 10000.0)
        self.output = file["output.weight" if "output.weight" in file else "token_embd.weight"]

    def embed(self, tokens):
        return self.file["token_embd.weight"][np.asarray(tokens)]

    def normalise(self, x, name):
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + self.epsilon) * self.file[name]

    def rotate(self, x):
        """x (positions, heads, head width)."""
        inverse = self.base ** (-np.arange(0, self.rotated, 2) / self.rotated)
        if "rope_freqs.weight" in self.file:
            inverse = inverse / self.file["rope_freqs.weight"]
        angle = np.arange(len(x))[:, None] * inverse
        cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]
        y = x.copy()
        even, odd = x[..., 0 : self.rotated : 2], x[..., 1 : self.rotated : 2]
        y[..., 0 : self.rotated : 2], y[..., 1 : self.rotated : 2] = (
            even * cos - odd * sin,
            even * sin + odd * cos,
        )
        return y

    def attend(self, x, block):
        weight = lambda part: self.file[f"blk.{block}.attn_{part}.weight"]
        count = len(x)
        q, k, v = ((x @ weight(part).T).reshape(count, -1, self.head_width) for part in "qkv")
        q, k = self.rotate(q), self.rotate(k)
        shared = self.heads // self.kv_heads
        k, v = np.repeat(k, shared, axis=1), np.repeat(v, shared, axis=1)
        scores = np.einsum("qhd,khd->hqk", q, k) / math.sqrt(self.head_width)
        scores = np.where(np.tril(np.ones((count, count), bool)), scores, -np.inf)
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        shares /= shares.sum(-1, keepdims=True)
        return np.einsum("hqk,khd->qhd", shares, v).reshape(count, -1) @ weight("output").T

    def feed_forward(self, x, block):
        gate, up, down = (self.file[f"blk.{block}.ffn_{part}.weight"] for part in ("gate", "up", "down"))
        gated = x @ gate.T
        return (gated / (1 + np.exp(-gated)) * (x @ up.T)) @ down.T

    def logits(self, rows):
        """Embedding rows (positions, width) → logits (positions, vocabulary)."""
        x = rows
        for block in range(self.blocks):
            x = x + self.attend(self.normalise(x, f"blk.{block}.attn_norm.weight"), block)
            x = x + self.feed_forward(self.normalise(x, f"blk.{block}.ffn_norm.weight"), block)
        return self.normalise(x, "output_norm.weight") @ self.output.T

    def greedy(self, tokens, count):
        """The `count` tokens that follow, and the least lead of a winner over the second, in logits."""
        tokens, least = list(tokens), math.inf
        for _ in range(count):
            last = self.logits(self.embed(tokens))[-1]
            second, first = np.partition(last, -2)[-2:]
            least = min(least, first - second)
            tokens.append(int(last.argmax()))
        return tokens[-count:], least
