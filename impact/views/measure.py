"""What to measure first, in words and tables."""

import pandas as pd

from impact.model.uncertainty import Fact
from impact.scoring.measure import POINTS, Measure
from impact.views.drivers import NAMED, SLIGHT
from impact.views.names import Names
from impact.views.spreads import Spreads

#: Facts in the table; a spreadsheet has them all.
MOST = 20


class Measured:
    """What to measure first, for one comparison on one indicator, in one language."""

    def __init__(self, names: Names, spreads: Spreads, a: str, b: str, found: Measure):
        self.names, self.words, self.spreads, self.a, self.b, self.found = names, names.words, spreads, a, b, found

    def said(self) -> list[str]:
        """Is it settled, and which fact would settle, or unsettle, it?"""
        words, found = self.words, self.found
        lower, higher = (self.a, self.b) if found.probability >= 0.5 else (self.b, self.a)
        blanks = {"lower": self.names.alternative(lower), "higher": self.names.alternative(higher)}
        blanks["probability"] = words.probability(1 - found.wrong)
        if found.settled:
            return [words("measure.settled", indicator=self.names.indicator(self.spreads.indicator), **blanks), self._unsettled()]
        opening = words("measure.open", indicator=self.names.indicator(self.spreads.indicator), **blanks)
        return [opening, *self._first()]

    def help(self) -> str:
        """How it was found, and from which probability on a comparison counts as settled."""
        low, high = self.found.unsure
        return self.words("measure.help", low=self.words.number(low, 2), high=self.words.number(high, 2), points=POINTS)

    def _first(self) -> list[str]:
        """The first fact to measure, and the two that settle most together."""
        words, found = self.words, self.found
        row = found.facts.iloc[0]
        first = self.spreads.title(row.fact)
        said = [words("measure.first", fact=first)]
        if row.settles >= SLIGHT:
            said.append(words("measure.settles", share=words.percent(row.settles)))
        else:
            said.append(words("measure.none"))
        said.append(words("measure.wrong", now=words.percent(found.wrong), then=words.percent(row.wrong)))
        if found.both and found.both[2] > row.settles + SLIGHT:
            one, other, share = found.both
            blanks = {"one": self.spreads.title(one), "other": self.spreads.title(other)}
            said.append(words("measure.both", share=words.percent(share), **blanks))
        return said

    def _unsettled(self) -> str:
        """Which fact, once known, would most often leave open what is settled now."""
        rows = self.found.facts
        if rows.empty or rows.settles.iloc[0] > 1 - SLIGHT:
            return self.words("measure.nothing_unsettles")
        return self.words(
            "measure.unsettles", fact=self.spreads.title(rows.fact.iloc[0]), share=self.words.percent(1 - rows.settles.iloc[0])
        )

    @property
    def first(self) -> list[Fact]:
        """The facts to measure first."""
        return list(self.found.facts.fact[:NAMED])

    def table(self) -> pd.DataFrame:
        """Facts in the order in which to measure them: how often each would settle it, its spread now, and where that comes from."""
        words, rows = self.words, self.found.facts[:MOST]
        held = [self.spreads.of[fact][0] for fact in rows.fact]
        return pd.DataFrame(
            {
                words("spreads.fact"): [self.spreads.title(fact) for fact in rows.fact],
                words("measure.settles_head"): [words.percent(share) for share in rows.settles],
                words("measure.wrong_head"): [words.percent(share) for share in rows.wrong],
                words("spreads.now"): [" · ".join(filter(None, [known.spread.written, known.spread.span])) for known in held],
                words("table.basis"): [known.basis for known in held],
                words("table.source"): [known.source for known in held],
            }
        )

    def figures(self) -> pd.DataFrame:
        """The same for a spreadsheet, every fact, figures as figures."""
        words, rows = self.words, self.found.facts
        return pd.DataFrame(
            {
                words("table.indicator"): self.names.indicator(self.spreads.indicator),
                words("drivers.result"): self.names.alternative(self.a),
                words("drivers.against"): self.names.alternative(self.b),
                words("spreads.fact"): [self.spreads.title(fact) for fact in rows.fact],
                words("measure.settles_head"): rows.settles,
                words("measure.wrong_head"): rows.wrong,
                words("table.source"): [self.spreads.of[fact][0].source for fact in rows.fact],
            }
        )
