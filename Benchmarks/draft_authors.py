"""draft_authors: the passages of known authors for Benchmarks/authorship: which are drafted, which lie in the vault,
which are left for the judges, and the brief that is made of each.

All of it follows from a seed and the author's name, on every machine. A brief is made as training makes it
(Sources/LocalPersona/Persona/Training/AuthorPrompts.swift); the standard library only.
"""

import functools
import hashlib
import json
import math
import os
import random
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from datetime import date, timedelta

import draft_metrics

JUDGE_PASSAGES = 36
TARGET_WORDS = 70  # about 96 tokens
TELLING_WORDS = 8
KINDS = {"fiction": "story", "nonfiction": "article"}


def words(text):
    """Runs of letters, digits and inner apostrophes."""
    return re.findall(r"[^\W_]+(?:['’][^\W\d_]+)*", text)


def folded(text):
    """Its words in lower case."""
    return [word.casefold() for word in words(text)]


def stem(word):
    """Lower case without accents and without an English plural or possessive ending."""
    folded = unicodedata.normalize("NFKD", word.casefold()).replace("’", "'")
    word = "".join(c for c in folded if not unicodedata.combining(c))
    if len(word) < 4 or not word.endswith("s") or word[-2] in "us":
        return word
    if word.endswith("'s"):
        return word[:-2]
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]


def first_words(text, count):
    """Its first words, cut at white space."""
    return " ".join(text.split()[:count])


def brief_share(text, telling):
    """The share of a brief's words that a text has."""
    used = {stem(word) for word in words(text)}
    return sum(stem(word) in used for word in telling) / max(1, len(telling))


def longest_run(text, history):
    """How many words in a row a text shares with one of the others."""
    own, best = folded(text), 0
    for start in range(len(own)):
        while start + best < len(own):
            run = " " + " ".join(own[start : start + best + 1]) + " "
            if not any(run in other for other in history):
                break
            best += 1
    return best


class Author:
    """The passages of a file, and which of them play which part."""

    def __init__(self, folder, name, settings):
        with open(os.path.join(folder, name + ".jsonl"), encoding="utf-8") as file:
            self.passages = [json.loads(line) for line in file if line.strip()]
        self.name = name
        order = list(range(len(self.passages)))
        random.Random(self.number("order", settings["seed"])).shuffle(order)
        by_work = defaultdict(list)
        for index in order:
            if len(words(self.passages[index]["text"])) >= TARGET_WORDS:
                by_work[self.passages[index].get("work") or ""].append(index)
        rounds = max((len(members) for members in by_work.values()), default=0)
        turns = [work[turn] for turn in range(rounds) for work in by_work.values() if turn < len(work)]
        self.targets = turns[: settings["drafts"]]
        others = [index for index in order if index not in self.targets]
        count = max(0, min(settings["history"], len(others) - JUDGE_PASSAGES))
        self.history = self.oldest_first(others[:count])
        self.unseen = others[count:]
        seen = Counter()
        for passage in self.passages:
            seen.update({stem(word) for word in words(passage["text"])})
        self.seen = seen

    def number(self, what, seed):
        """Drawn by a seed and the name, on every machine."""
        return int.from_bytes(hashlib.sha256(f"{seed} {self.name} {what}".encode()).digest()[:4], "big")

    def oldest_first(self, indices):
        years = [self.passages[index].get("year") for index in indices]
        return sorted(indices) if None in years else sorted(indices, key=lambda i: (self.passages[i]["year"], i))

    def heading(self, index):
        """Recipient and title: 'To Ann' over a letter is its recipient."""
        passage = self.passages[index]
        title, recipient = passage.get("title"), passage.get("recipient")
        if passage.get("kind") == "letter" and title and title.startswith("To ") and len(title) > 3:
            return recipient or title[3:], None
        return recipient, title

    def kind(self, index):
        kind = self.passages[index].get("kind") or "note"
        return KINDS.get(kind, kind)

    def telling(self, index):
        """The words with the highest tf · idf of what is asked for, in the order of the text."""
        text, title = self.passages[index]["text"], self.heading(index)[1] or ""
        known, first, counts = {stem(word) for word in words(title)}, {}, Counter()
        for place, word in enumerate(words(text)[:TARGET_WORDS]):
            key = stem(word)
            if len(word.encode()) >= 3 and key not in known:
                first.setdefault(key, (place, word))
                counts[key] += 1

        def weight(key):
            having = self.seen[key]
            return counts[key] * math.log(1 + (len(self.passages) - having + 0.5) / (having + 0.5))

        best = sorted(first, key=lambda key: (-weight(key), first[key][0]))[:TELLING_WORDS]
        return [word for _, word in sorted(first[key] for key in best)]

    def brief(self, index):
        title = self.heading(index)[1]
        return ", ".join(([title] if title else []) + self.telling(index))

    @functools.cached_property
    def vault_words(self):
        """Each passage of the history as its words, parted and enclosed by spaces."""
        return [f" {' '.join(folded(self.passages[index]['text']))} " for index in self.history]

    @functools.cached_property
    def copies(self):
        """What a draft may have copied from."""
        return draft_metrics.History(self.passages[index]["text"] for index in self.history)

    def lines(self):
        """The history as `persona import` reads it; the dates keep the order."""
        for day, index in enumerate(self.history):
            recipient, title = self.heading(index)
            entry = {"text": self.passages[index]["text"], "kind": self.kind(index), "title": title,
                     "recipient": recipient, "written": str(date(1900, 1, 1) + timedelta(day))}
            yield json.dumps({key: value for key, value in entry.items() if value}, ensure_ascii=False)


def load(folder, settings):
    beside = [os.path.join(folder, "splits.json"), os.path.join(folder, os.pardir, "splits.json")]
    path = next(filter(os.path.exists, beside), None) or sys.exit(f"authorship: no splits.json in or beside {folder}")
    with open(path, encoding="utf-8") as file:
        splits = json.load(file)["splits"]
    if settings["split"] not in splits:
        sys.exit(f"authorship: no split '{settings['split']}'; there are: {', '.join(splits)}")
    return [Author(folder, name, settings) for name in splits[settings["split"]]]
