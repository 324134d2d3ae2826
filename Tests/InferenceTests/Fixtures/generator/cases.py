"""cases.py: what a tiny decoder computes for some texts, and the JSON files that keep it."""

import json

import numpy as np

from decoder import soft_rows

LOGIT_STRIDE = 47

# The second text is longer than any tile; the third has bytes without a token of their own.
TEXTS = [
    "Dear Ann,",
    "thank you for the letter. The other one is in the hat, and on the train.",
    "1.5 € – naïve 😀\n\tend",
]


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


def decoder_cases(name, decoder, tokenizer, greedy_count):
    """The file of the decoder `name`: what it computes for each text, and the tokens that it goes on with."""
    cases = []
    for text in TEXTS:
        tokens = tokenizer.encode(text)
        rows = decoder.embed(tokens)
        after = decoder.logits(np.concatenate([soft_rows(decoder.width), rows]))[3:]
        plain = decoder.logits(rows)
        greedy, lead = decoder.greedy(tokens, greedy_count)
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
    return {
        "model": name,
        "n_vocab": len(decoder.output),
        "n_embd": decoder.width,
        "logit_stride": LOGIT_STRIDE,
        "cases": cases,
    }


def write_json(path, value, indent=None):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=indent, separators=(",", ": " if indent else ":"))
        file.write("\n")
