#!/usr/bin/env python3
"""draft_metrics: the metrics of Benchmarks/authorship are those of the program, on the same texts.

usage: Tests/Benchmarks/draft_metrics.py

ROUGE against the numbers of the package rouge-score that the program's tests have (text-metrics.json); copied words and
distinct pairs on the strings of TextMetricsTests.swift. Exit status 1 where one differs.
"""

import json
import os
import sys

sys.dont_write_bytecode = True
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "Benchmarks"))
import draft_metrics as metrics  # noqa: E402, a file of that folder


def check(name, found, expected):
    if found != expected:
        sys.exit(f"draft_metrics: {name}: {found}, expected {expected}")


def check_rouge():
    with open(os.path.join(ROOT, "Tests/LocalPersonaTests/Fixtures/text-metrics.json"), encoding="utf-8") as file:
        fixture = json.load(file)
    for text, words in fixture["words"]:
        check(f"words of {text[:40]!r}", metrics.rouge_words(text), words)
    for row in fixture["rouge"]:
        text, reference = row["text"], row["reference"]
        for name, score, place in (("ROUGE-1", metrics.rouge_1, 2), ("ROUGE-L", metrics.rouge_l, 5)):
            # The other package multiplies and divides in another order.
            found = score(text, reference)
            if abs(found - row["plain"][place]) > 1e-12:
                sys.exit(f"draft_metrics: {name} of {text[:40]!r}: {found}, expected {row['plain'][place]}")
    check("pairs of texts", len(fixture["rouge"]) >= 200, True)


def check_copies():
    history = ["One two three four five six seven eight nine ten.", "Something else, said in many more words."]
    extent = metrics.History(history).extent
    check("seven words", extent("one two three four five six seven"), (7, 0))
    check("other signs", extent("ONE, two – three four five six seven eight!"), (8, 8))
    check("nine of eleven", extent("and one two three four five six seven eight nine then"), (11, 9))
    check("two runs", extent("one two three four five six seven eight " * 2), (16, 16))
    check("nothing", extent(""), (0, 0))
    check("itself", extent(history[0]), (10, 10))
    check("no history", metrics.History([]).extent(history[0]), (10, 0))


def check_pairs():
    check("a b a b", metrics.distinct_2(["a b a b"]), 2 / 3)
    check("case and signs", metrics.distinct_2(["a b", "A, b!"]), 0.5)
    check("within drafts", metrics.distinct_2(["a b", "b a"]), 1)
    check("no pair", metrics.distinct_2(["a", ""]), None)
    check("accents, apostrophes", metrics.exact_words("L’Été's end, 'tis"), ["l'ete's", "end", "tis"])


check_rouge()
check_copies()
check_pairs()
print("the metrics of drafts are those of the program")
