"""How sure a comparison is, as text and as data, for readers without a browser."""

import itertools

import pandas as pd

from impact.model.variation import Variation
from impact.scoring import pairwise
from impact.scoring.drivers import drivers
from impact.scoring.gate import blocked
from impact.scoring.measure import measure
from impact.scoring.pairwise import Pairs, dominance
from impact.scoring.weighting import Ranking, eligible, ranking, widest
from impact.views import sentences
from impact.views.drivers import FACTS, Driven
from impact.views.measure import Measured
from impact.views.names import Names
from impact.views.weights import Weighted, too_few


class Certain:
    """Pairs on every indicator; drivers and what to measure first on one; ranks over all weights, or those that agree with `before`."""

    def __init__(self, names: Names, pairs: Pairs, indicator: str, before: list[tuple[str, str]]):
        self.names, self.pairs, self.indicator, self.before = names, pairs, indicator, before
        self.comparison = names.comparison
        self.variation = Variation(self.comparison.study, self.comparison.facts, indicator)

    def text(self) -> list[str]:
        """All of it as text, unless the gate is shut."""
        words, names = self.names.words, self.names
        said = [sentences.function(names), *sentences.findings(names), ""]
        if blocked(self.comparison.findings):
            return [*said, words("compare.shut")]
        said += [words("certainty.section.pairs"), self.pair_table().to_string(index=False), ""]
        said += [f"{words('certainty.section.drivers')} · {names.indicator(self.indicator)}", *self._driven(), ""]
        ranks = self.ranking()
        lines = [too_few(words, *self._left())] if ranks is None else Weighted(names, ranks, self.before).summary()
        return [*said, words("certainty.section.weights"), *lines]

    def pair_table(self) -> pd.DataFrame:
        """Pairs on the indicator: probability that the first is lower, median ratio and its interval, what may be said."""
        words, named = self.names.words, self.names.alternative
        rows = pairwise.rows(self.pairs)
        rows = rows[rows.indicator == self.indicator]
        written = {
            "table.alternative": rows.a.map(named),
            "whatif.beside": rows.b.map(named),
            "table.lower": [words("missing.short") if pd.isna(value) else words.probability(value) for value in rows.lower],
            "certainty.ratio": [words("missing.short") if pd.isna(value) else words.ratio(value) for value in rows.ratio],
            "table.interval": [
                "" if pd.isna(row.low) else words("number.interval", low=words.ratio(row.low), high=words.ratio(row.high))
                for row in rows.itertuples()
            ],
            "certainty.answer": [words(f"certainty.{word}") for word in rows.answer],
        }
        return pd.DataFrame({words(head): column for head, column in written.items()})

    def dominance_rows(self) -> list[dict]:
        """Share of draws in which a is below b on one indicator at least and above it on none, and over how many."""
        share, over = dominance(self.comparison, self.pairs)
        names = self.pairs.alternatives
        return [
            {"a": names[a], "b": names[b], "dominates": None if pd.isna(share[a, b]) else float(share[a, b]), "indicators": int(over[a, b])}
            for a, b in itertools.permutations(range(len(names)), 2)
        ]

    def _others(self) -> list[str]:
        baseline = self.comparison.study.baseline
        return [each.id for each in self.comparison.study.alternatives if each.id != baseline and each.parts]

    def _driven(self) -> list[str]:
        """Drivers of each alternative against the baseline, and what to measure first."""
        said, baseline = [], self.comparison.study.baseline
        for name in self._others():
            found = drivers(self.variation, name, baseline)
            if found is None:
                continue
            driven = Driven(self.names, self.indicator, name, baseline, found)
            said += [self.names.words("certainty.against", a=self.names.alternative(name), b=self.names.alternative(baseline))]
            said += [line for line in (driven.known_only(), driven.about(), driven.summary(FACTS)) if line]
            if self.pairs.comparable[self.pairs.at(name, baseline, self.indicator)]:
                said += Measured(self.names, driven.spreads, name, baseline, self._measure(name)).said()
            said.append("")
        return said

    def _measure(self, name: str):
        threshold = self.pairs.threshold
        return measure(self.variation, name, self.comparison.study.baseline, (1 - threshold, threshold))

    def driver_rows(self) -> list[dict]:
        """Facts that drive the difference from the baseline: alternative, fact, first, total, settles [-; null where no order is given]."""
        found, baseline = [], self.comparison.study.baseline
        for name in self._others():
            driven = drivers(self.variation, name, baseline)
            ordered = self.pairs.comparable[self.pairs.at(name, baseline, self.indicator)]
            settles = self._measure(name).facts.set_index("fact").settles.to_dict() if ordered else {}
            for row in driven.facts.itertuples() if driven else ():
                fact = {"fact": "/".join(filter(None, row.fact[0])), "settles": settles.get(row.fact)}
                found.append(
                    {"alternative": name, "against": baseline} | fact | {"first": row.first, "total": row.total, "exact": driven.exact}
                )
        return found

    def _left(self) -> tuple[int, int]:
        """Alternatives that take part in the ranks, and indicators."""
        alternatives = [each.id for each in self.comparison.study.alternatives]
        return len(alternatives), len(self.pairs.indicators) - len(eligible(self.comparison, alternatives))

    def ranking(self) -> Ranking | None:
        """Ranks of as many alternatives as have two indicators in common; None where there are none."""
        alternatives, _ = widest(self.comparison)
        if not alternatives:
            return None
        left_out = eligible(self.comparison, alternatives)
        return ranking(self.comparison, alternatives, [name for name in self.pairs.indicators if name not in left_out], self.before)

    def rank_rows(self) -> list[dict]:
        """Rank acceptability: alternative, ranks [-], confidence [-], central weights by indicator; null where it never comes first."""
        if (found := self.ranking()) is None:
            return []
        return [
            {
                "alternative": name,
                "ranks": found.share[a].tolist(),
                "confidence": None if pd.isna(found.confidence[a]) else float(found.confidence[a]),
                "weights": None if pd.isna(found.confidence[a]) else dict(zip(found.indicators, found.central[a].tolist(), strict=True)),
            }
            for a, name in enumerate(found.alternatives)
        ]
