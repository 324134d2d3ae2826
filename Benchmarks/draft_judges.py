"""draft_judges: whose does a draft look like? Two judges from outside of the program, for Benchmarks/authorship:
character n-grams with a linear machine, and Burrows's Delta. Both know only what no draft was made from.

Needs scikit-learn and numpy, which are imported where they are used.
"""

import random
import re
import sys
import unicodedata
from collections import Counter, defaultdict

from draft_authors import first_words, folded, stem, words

FUNCTION_WORDS = """a about above after again against all almost alone along already also although always am among an
and another any anything are as at away back be because been before behind being below between both but by can cannot
could did do does done down during each either else enough even ever every everything few first for from further had
has have having he her here hers herself him himself his how however i if in indeed into is it its itself just last
least less like little many may me might mine more most much must my myself near neither never next no none nor not
nothing now of off often on once one only or other others our out over own perhaps quite rather same shall she should
since so some something soon still such than that the their them themselves then there these they this those though
through thus till to together too toward towards under until up upon us very was we well were what when where whether
which while who whom whose why will with within without would yet you your yours""".split()


def plain(text):
    """Without what differs by typography only."""
    text = unicodedata.normalize("NFKC", text)
    for signs, sign in (("‘’‚ʼ", "'"), ("“”„", '"'), ("–—−", "-")):
        text = re.sub(f"[{signs}]", sign, text)
    return " ".join(text.split())


def pieces(text, count):
    """Parts of about `count` words each; a short rest goes with the last."""
    parts = text.split()
    number = max(1, round(len(parts) / count))
    edges = [round(place * len(parts) / number) for place in range(number + 1)]
    return [" ".join(parts[a:b]) for a, b in zip(edges, edges[1:])]


def without(text, telling):
    """The text without a brief's words, in whatever form."""
    gone = {stem(word) for word in telling}
    return " ".join(part for part in text.split() if not any(stem(word) in gone for word in words(part)))


class NGrams:
    """Character n-grams and a linear machine."""

    def __init__(self, texts, names):
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.svm import LinearSVC

        self.features = TfidfVectorizer(analyzer="char", ngram_range=(2, 5), sublinear_tf=True, min_df=2,
                                        max_features=300_000)
        self.machine = LinearSVC(C=1.0, random_state=1)
        self.machine.fit(self.features.fit_transform(texts), names)

    def places(self, texts, names):
        """The place of each text's author among all, 1 for the one that is named."""
        import numpy

        scores = self.machine.decision_function(self.features.transform(texts))
        if scores.ndim == 1:  # of two authors it has one number
            scores = numpy.stack([-scores, scores], axis=1)
        classes = list(self.machine.classes_)
        own = numpy.array([classes.index(name) for name in names])
        return list(1 + (scores > scores[range(len(own)), own][:, None]).sum(1))


class Delta:
    """Burrows's Delta; an author is all of the author's text, the deviations are those over authors."""

    def __init__(self, texts):
        import numpy

        self.names = sorted(texts)
        self.rates = numpy.array([self.rate(texts[name]) for name in self.names])
        deviation = self.rates.std(0)
        # A word that nobody or everybody uses alike says nothing.
        self.deviation = numpy.where(deviation > 0, deviation, numpy.inf)

    @staticmethod
    def rate(text):
        import numpy

        counts = Counter(folded(text))
        return numpy.array([counts[word] for word in FUNCTION_WORDS]) / max(1, sum(counts.values()))

    def places(self, texts, names):
        import numpy

        found = []
        for text, name in zip(texts, names):
            distance = (numpy.abs(self.rates - self.rate(text)) / self.deviation).mean(1)
            found.append(1 + int((distance < distance[self.names.index(name)]).sum()))
        return found


class Judges:
    """Both judges, trained on what no draft was made from."""

    def __init__(self, authors, length):
        self.length = length
        if len(authors) < 2:
            sys.exit("authorship: a judge chooses among authors: judge drafts of a split with at least two")
        texts = {a.name: [plain(a.passages[i]["text"]) for i in a.unseen] for a in authors}
        masked = {a.name: [without(plain(a.passages[i]["text"]), a.telling(i)) for i in a.unseen] for a in authors}
        self.count = min(len(members) for members in texts.values())
        if self.count == 0:
            sys.exit("authorship: nothing is left for the judges: judge with fewer passages in the vaults (--history)")
        self.ngrams, self.masked = (NGrams(*self.train(one)) for one in (texts, masked))
        self.delta = Delta({name: " ".join(members[: self.count]) for name, members in texts.items()})

    def train(self, texts):
        """As many pieces of each author: the shortest author decides."""
        cut = {name: [piece for text in members[: self.count] for piece in pieces(text, self.length)]
               for name, members in texts.items()}
        least = min(len(members) for members in cut.values())
        order = random.Random(1)
        pairs = [(text, name) for name in sorted(cut) for text in order.sample(cut[name], least)]
        return [text for text, _ in pairs], [name for _, name in pairs]

    def judge(self, rows):
        """Notes the places of each row's author."""
        names = [row["author"] for row in rows]
        texts = [first_words(plain(row["text"]), self.length) for row in rows]
        masked = [without(text, row["telling"]) for text, row in zip(texts, rows)]
        for key, places in (("ngrams", self.ngrams.places(texts, names)),
                            ("masked", self.masked.places(masked, names)),
                            ("delta", self.delta.places(texts, names))):
            for row, place in zip(rows, places):
                row[key] = int(place)
        together = defaultdict(list)
        for row in rows:
            together[row["author"]].append(plain(row["text"]))
        pooled = dict(zip(together, self.delta.places([" ".join(t) for t in together.values()], list(together))))
        for row in rows:
            row["pooled"] = pooled[row["author"]]
