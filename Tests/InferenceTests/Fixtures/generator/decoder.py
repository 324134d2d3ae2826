"""decoder.py: decoders in float64, the whole sequence at once, nothing cached, nothing rounded.

x (positions, width); weights W (out, in), y = x Wᵀ. Per block: attention over RMS-normalised rows with
rotary positions, groups of query heads sharing a key-value head; then a gated feed-forward. llama rotates
pairs (2i, 2i+1), the others (i, i + half). phi3 has its input matrices one below the other in one, qwen2 has biases, qwen3 and gemma3 normalise heads; gemma3 also
normalises what a block adds, scales its embedding by √width, and lets 5 of 6 blocks see a window only.
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
        self.kind = file.metadata["general.architecture"]
        get = lambda key, default=None: file.metadata.get(f"{self.kind}.{key}", default)
        assert self.kind in ("llama", "qwen2", "qwen3", "phi3", "gemma3")
        self.blocks, self.width = get("block_count"), get("embedding_length")
        self.heads = get("attention.head_count")
        self.kv_heads = get("attention.head_count_kv", self.heads)
        self.head_width = get("attention.key_length", self.width // self.heads)
        self.epsilon = get("attention.layer_norm_rms_epsilon")
        self.rotated = get("rope.dimension_count", self.head_width)
        self.base = get("rope.freq_base", 10000.0)
        self.window = get("attention.sliding_window")
        self.output = file["output.weight" if "output.weight" in file else "token_embd.weight"]

    def embed(self, tokens):
        scale = math.sqrt(self.width) if self.kind == "gemma3" else 1
        return self.file["token_embd.weight"][np.asarray(tokens)] * scale

    def slides(self, block):
        return self.window is not None and (block + 1) % 6 != 0

    def normalise(self, x, name):
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + self.epsilon) * self.file[name]

    def rotate(self, x, block):
        """x (positions, heads, head width)."""
        base = 10000.0 if self.slides(block) else self.base
        inverse = base ** (-np.arange(0, self.rotated, 2) / self.rotated)
        if "rope_freqs.weight" in self.file:
            inverse = inverse / self.file["rope_freqs.weight"]
        angle = np.arange(len(x))[:, None] * inverse
        cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]
        if self.kind == "llama":
            first, second = slice(0, self.rotated, 2), slice(1, self.rotated, 2)
        else:
            first, second = slice(0, self.rotated // 2), slice(self.rotated // 2, self.rotated)
        y, a, b = x.copy(), x[..., first], x[..., second]
        y[..., first], y[..., second] = a * cos - b * sin, a * sin + b * cos
        return y

    def attend(self, x, block):
        weight = lambda part: self.file[f"blk.{block}.attn_{part}.weight"]
        count = len(x)
        query, key = self.heads * self.head_width, self.kv_heads * self.head_width
        joined = {"q": slice(0, query), "k": slice(query, query + key), "v": slice(query + key, query + 2 * key)}

        def project(part):
            y = x @ (weight("qkv")[joined[part]] if self.kind == "phi3" else weight(part)).T
            if self.kind == "qwen2":
                y = y + self.file[f"blk.{block}.attn_{part}.bias"]
            y = y.reshape(count, -1, self.head_width)
            if part != "v" and self.kind in ("qwen3", "gemma3"):
                y = self.normalise(y, f"blk.{block}.attn_{part}_norm.weight")
            return y

        q, k, v = map(project, "qkv")
        q, k = self.rotate(q, block), self.rotate(k, block)
        shared = self.heads // self.kv_heads
        k, v = np.repeat(k, shared, axis=1), np.repeat(v, shared, axis=1)
        scores = np.einsum("qhd,khd->hqk", q, k) / math.sqrt(self.head_width)
        seen = np.tril(np.ones((count, count), bool))
        if self.slides(block):
            seen &= np.arange(count)[None] > np.arange(count)[:, None] - self.window
        scores = np.where(seen, scores, -np.inf)
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        shares /= shares.sum(-1, keepdims=True)
        return np.einsum("hqk,khd->qhd", shares, v).reshape(count, -1) @ weight("output").T

    def feed_forward(self, x, block):
        up, down = (self.file[f"blk.{block}.ffn_{part}.weight"] for part in ("up", "down"))
        if self.kind == "phi3":
            gate, up = np.split(up, 2)
        else:
            gate = self.file[f"blk.{block}.ffn_gate.weight"]
        gated = x @ gate.T
        if self.kind == "gemma3":
            active = gated / 2 * (1 + np.tanh(math.sqrt(2 / math.pi) * (gated + 0.044715 * gated**3)))
        else:
            active = gated / (1 + np.exp(-gated))
        return (active * (x @ up.T)) @ down.T

    def residual(self, rows, blocks):
        """Embedding rows (positions, width) → the rows after the first `blocks` blocks."""
        x = rows
        for block in range(blocks):
            at = f"blk.{block}."
            added = self.attend(self.normalise(x, at + "attn_norm.weight"), block)
            x = x + (self.normalise(added, at + "post_attention_norm.weight") if self.kind == "gemma3" else added)
            added = self.feed_forward(self.normalise(x, at + "ffn_norm.weight"), block)
            x = x + (self.normalise(added, at + "post_ffw_norm.weight") if self.kind == "gemma3" else added)
        return x

    def logits(self, rows):
        """Embedding rows (positions, width) → logits (positions, vocabulary)."""
        return self.normalise(self.residual(rows, self.blocks), "output_norm.weight") @ self.output.T

    def greedy(self, tokens, count):
        """The `count` tokens that follow, and the least lead of a winner over the second, in logits."""
        tokens, least = list(tokens), math.inf
        for _ in range(count):
            last = self.logits(self.embed(tokens))[-1]
            second, first = np.partition(last, -2)[-2:]
            least = min(least, first - second)
            tokens.append(int(last.argmax()))
        return tokens[-count:], least
