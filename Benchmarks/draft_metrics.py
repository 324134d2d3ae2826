"""draft_metrics: what drafts are like, in numbers, for Benchmarks/authorship; the standard library only.

Each is what `persona evaluate lamp` computes (Sources/LocalPersona/Persona/Evaluation/Metrics):
Tests/Benchmarks/draft_metrics.py compares them with the numbers of other implementations that the tests of the program
are compared with, and with the strings of those tests.
"""

import re
import unicodedata
from collections import Counter

COPY_WORDS = 8


def rouge_words(text):
    """The runs of the letters a to z and digits, in lower case, as in the package rouge-score without its stemmer."""
    return re.findall("[a-z0-9]+", text.lower())


def f1(common, count, reference_count):
    return 2 * common / (count + reference_count) if common else 0.0


def rouge_1(text, reference):
    """ROUGE-1 (Lin 2004), F1: words in common, each as often as both have it."""
    own, other = Counter(rouge_words(text)), Counter(rouge_words(reference))
    return f1((own & other).total(), own.total(), other.total())


def rouge_l(text, reference):
    """ROUGE-L (Lin 2004), F1: the longest run of words in the same order, gaps allowed."""
    own, other = rouge_words(text), rouge_words(reference)
    lengths = [0] * (len(other) + 1)
    for word in own:
        diagonal = 0
        for place, theirs in enumerate(other):
            above = lengths[place + 1]
            lengths[place + 1] = diagonal + 1 if word == theirs else max(above, lengths[place])
            diagonal = above
    return f1(lengths[-1], len(own), len(other))


def exact_words(text):
    """Words as the check against copying has them: letters, digits and inner apostrophes, without case and accents."""
    text = unicodedata.normalize("NFKD", text.replace("\u00ad", "").casefold())
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", re.sub("[’ʼ]", "'", text))


def distinct_2(drafts):
    """Distinct-2 (Li and others 2016): different pairs of neighbouring words by all pairs, of all drafts together.

    Pairs lie within one draft. None where there is none.
    """
    pairs = [pair for words in map(exact_words, drafts) for pair in zip(words, words[1:])]
    return len(set(pairs)) / len(pairs) if pairs else None


class History:
    """The runs of eight words of some texts."""

    def __init__(self, texts):
        self.runs = {run for text in texts for run in self.of(exact_words(text))}

    @staticmethod
    def of(words):
        return [tuple(words[start : start + COPY_WORDS]) for start in range(len(words) - COPY_WORDS + 1)]

    def extent(self, draft):
        """How many words a draft has, and how many of them lie in a run of eight of the texts."""
        words = exact_words(draft)
        copied = {start + place for start, run in enumerate(self.of(words)) if run in self.runs
                  for place in range(COPY_WORDS)}
        return len(words), len(copied)
