"""Two by two: how probable it is that one is lower, and by how much, in words and tables."""

import itertools

import numpy as np
import pandas as pd

from impact.scoring.pairwise import HIGHER, LOWER, NONE, UNDECIDED, WORDS, Pairs, dominance
from impact.views.names import Names

#: Sentences before the rest is counted.
TOLD = 6


class Paired:
    """The pairs of a comparison in one language."""

    def __init__(self, names: Names, pairs: Pairs):
        self.names, self.words, self.pairs = names, names.words, pairs

    def summary(self, indicator: str) -> list[str]:
        """Every pair on one indicator: told apart first, the surest first; what cannot be told apart; what has no order."""
        words, named = self.words, self.names.alternative
        pairs = list(itertools.combinations(self.pairs.alternatives, 2))
        told = {word: [pair for pair in pairs if self.pairs.word(*pair, indicator) == word] for word in WORDS}
        ordered = told[LOWER] + [(b, a) for a, b in told[HIGHER]]
        ordered.sort(key=lambda pair: -self.pairs.lower[self.pairs.at(*pair, indicator)])
        said = [self.sentence(*pair, indicator) for pair in ordered[:TOLD]]
        if len(ordered) > TOLD:
            said.append(words("pairs.more", count=len(ordered) - TOLD))
        if told[UNDECIDED]:
            listed = words.listed_plainly([words("pairs.couple", a=named(a), b=named(b)) for a, b in told[UNDECIDED]])
            said.append(words("pairs.undecided", pairs=listed))
        if told[NONE]:
            said.append(words("pairs.no_order", count=len(told[NONE])))
        return said

    def sentence(self, a: str, b: str, indicator: str) -> str:
        """What may be said of one pair on one indicator."""
        words, place = self.words, self.pairs.at(a, b, indicator)
        word, ratio = self.pairs.word(a, b, indicator), self.pairs.ratio[place]
        blanks = {"a": self.names.alternative(a), "b": self.names.alternative(b)}
        if word == NONE:
            return words("pairs.none", **blanks)
        lower = self.pairs.lower[place]
        blanks["probability"] = words.probability(1 - lower if word == HIGHER else lower)
        if np.isnan(ratio):
            return words(f"pairs.{word}_plainly", **blanks)
        return words(f"pairs.{word}", ratio=words.number(float(ratio), 2), **blanks)

    def cell(self, a: str, b: str, indicator: str) -> tuple[str, str]:
        """Probability that a is lower than b, and the median ratio, as they stand in a cell."""
        if a == b:
            return "", ""
        words, place = self.words, self.pairs.at(a, b, indicator)
        if self.pairs.word(a, b, indicator) == NONE:
            return words("missing.short"), ""
        ratio = self.pairs.ratio[place]
        mark = "≈ " if self.pairs.word(a, b, indicator) == UNDECIDED else ""
        return f"{mark}{words.probability(self.pairs.lower[place])}", "" if np.isnan(ratio) else words(
            "pairs.times", ratio=words.number(float(ratio), 2)
        )

    def no_ratio(self, a: str, b: str, indicator: str) -> str:
        """Why there is no ratio to draw; nothing where there is one."""
        place = self.pairs.at(a, b, indicator)
        if not np.isnan(self.pairs.ratio[place]) and self.pairs.ratio[place] > 0:
            return ""
        missing = any(np.isnan(self.names.totals[name, indicator].median) for name in (a, b))
        return self.words("pairs.missing" if missing else "pairs.without_ratio", a=self.names.alternative(a), b=self.names.alternative(b))

    def table(self, indicator: str) -> pd.DataFrame:
        """Every pair on one indicator."""
        words, rows = self.words, []
        for a, b in itertools.combinations(self.pairs.alternatives, 2):
            place = self.pairs.at(a, b, indicator)
            lower, ratio = self.pairs.lower[place], self.pairs.ratio[place]
            written = words("missing.short") if np.isnan(lower) else words.probability(lower)
            span = (
                ""
                if np.isnan(ratio)
                else words("number.interval", low=words.ratio(self.pairs.low[place]), high=words.ratio(self.pairs.high[place]))
            )
            share = words("missing.short") if np.isnan(ratio) else words.ratio(ratio)
            answer = words(f"certainty.{self.pairs.word(a, b, indicator)}")
            rows.append((self.names.alternative(a), self.names.alternative(b), written, share, span, answer))
        heads = ("pairs.first", "pairs.second", "pairs.probability", "certainty.ratio", "table.interval", "certainty.answer")
        return pd.DataFrame(rows, columns=[words(head) for head in heads])

    def overview(self) -> pd.DataFrame:
        """Every pair over all indicators: on how many the first is lower, higher, not distinguishable, without an order; and dominance."""
        words, rows = self.words, []
        share, over = dominance(self.names.comparison, self.pairs)
        answers = self.pairs.words
        for (a, one), (b, other) in itertools.combinations(enumerate(self.pairs.alternatives), 2):
            counts = [str(int((answers[a, b] == word).sum())) for word in WORDS]
            held = [self._dominates(share[x, y], over[x, y]) for x, y in ((a, b), (b, a))]
            rows.append((self.names.alternative(one), self.names.alternative(other), *counts, *held))
        heads = ["pairs.first", "pairs.second", *(f"certainty.{word}" for word in WORDS), "pairs.dominates", "pairs.dominated"]
        return pd.DataFrame(rows, columns=[words(head) for head in heads])

    def _dominates(self, share: float, over: int) -> str:
        return (
            self.words("missing.short") if np.isnan(share) else self.words("pairs.of", share=self.words.probability(share), count=int(over))
        )

    def figures(self) -> pd.DataFrame:
        """Every pair on every indicator, as figures."""
        words, rows = self.words, []
        for a, b in itertools.permutations(self.pairs.alternatives, 2):
            for indicator in self.pairs.indicators:
                place = self.pairs.at(a, b, indicator)
                held = (self.pairs.lower[place], self.pairs.ratio[place], self.pairs.low[place], self.pairs.high[place])
                answer = words(f"certainty.{self.pairs.word(a, b, indicator)}")
                rows.append((self.names.alternative(a), self.names.alternative(b), self.names.indicator(indicator), *held, answer))
        heads = (
            "pairs.first",
            "pairs.second",
            "table.indicator",
            "pairs.probability",
            "certainty.ratio",
            "table.low",
            "table.high",
            "certainty.answer",
        )
        return pd.DataFrame(rows, columns=[words(head) for head in heads])
