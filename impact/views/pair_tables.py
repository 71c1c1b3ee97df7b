"""Alternatives two by two, as tables for reading and for a spreadsheet."""

from math import isnan

import numpy as np
import pandas as pd

from impact.scoring.pairwise import WORDS, quantiles
from impact.views.pairs import Paired


def overview(paired: Paired) -> pd.DataFrame:
    """One row per pair: on how many indicators the first is lower, higher, not distinguishable, not ordered; who is nowhere above."""
    words, lines = paired.words, []
    for a, b in paired.pairs.couples:
        counts = paired.counts(a, b)
        line = {words("pairs.pair"): paired.couple(a, b)}
        line |= {words(f"pairs.head.{word}"): words.whole(counts[word]) for word in WORDS}
        line |= {words("pairs.head.nowhere"): _share(paired, a, b), words("pairs.head.nowhere_other"): _share(paired, b, a)}
        lines.append(line)
    return pd.DataFrame(lines)


def _share(paired: Paired, a: str, b: str) -> str:
    """Share of the draws in which the first is nowhere above, and over how many indicators."""
    share, over = _nowhere(paired, a, b)
    if isnan(share):
        return "–"
    blanks = {"probability": paired.words.probability(share), "of": len(paired.pairs.indicators)}
    return paired.words("pairs.share_over", over=over, **blanks)


def _nowhere(paired: Paired, a: str, b: str) -> tuple[float, int]:
    place = tuple(paired.pairs.alternatives.index(name) for name in (a, b))
    share, over = paired.dominance
    return float(share[place]), int(over[place])


def overview_figures(paired: Paired) -> pd.DataFrame:
    """The same for a spreadsheet."""
    words, lines = paired.words, []
    for a, b in paired.pairs.couples:
        counts, (share, over) = paired.counts(a, b), _nowhere(paired, a, b)
        line = _named(paired, a, b) | {words(f"pairs.head.{word}"): counts[word] for word in WORDS}
        line |= {words("pairs.head.over"): over, words("pairs.head.nowhere"): share}
        lines.append(line | {words("pairs.head.nowhere_other"): _nowhere(paired, b, a)[0]} | _grounds(paired, a, b))
    return pd.DataFrame(lines)


def table(paired: Paired, indicator: str) -> pd.DataFrame:
    """Every pair on every indicator, the one chosen first."""
    words, lines = paired.words, []
    for each in _chosen_first(paired, indicator):
        for a, b in paired.pairs.couples:
            line = {words("pairs.pair"): paired.couple(a, b), words("table.indicator"): paired.names.indicator(each)}
            line |= {words("pairs.head.probability"): paired.lower(a, b, each) or "–"}
            line |= {
                words("pairs.head.ratio"): f"{paired.ratio(a, b, each)} {paired.marks(a, b, each)}" if paired.has_ratio(a, b, each) else "–"
            }
            line |= {words("table.interval"): paired.interval(a, b, each) or "–", words("table.answer"): paired.answer(a, b, each)}
            lines.append(line)
    return pd.DataFrame(lines)


def figures(paired: Paired, indicator: str) -> pd.DataFrame:
    """The same for a spreadsheet, with what computes it again."""
    words, held, lines = paired.words, paired.pairs, []
    for each in _chosen_first(paired, indicator):
        for a, b in held.couples:
            place, known = held.at(a, b, each), paired.has_ratio(a, b, each)
            ratio, low, high = (array[place] if known else np.nan for array in (held.ratio, held.low, held.high))
            line = _named(paired, a, b) | {words("table.indicator"): paired.names.indicator(each)}
            line |= {words("pairs.head.probability"): held.lower[place], words("pairs.head.ratio"): ratio}
            line |= {words("table.low"): low, words("table.high"): high, words("table.answer"): paired.answer(a, b, each)}
            lines.append(line | _grounds(paired, a, b))
    return pd.DataFrame(lines)


def _chosen_first(paired: Paired, indicator: str) -> list[str]:
    return sorted(paired.pairs.indicators, key=lambda each: each != indicator)


def dots(paired: Paired, a: str, b: str, indicator: str) -> np.ndarray:
    """Ratios of the first to the second that stand for equal shares of the draws, from low to high; see pairwise.quantiles."""
    return quantiles(paired.names.comparison, a, b, indicator)


def dot_table(paired: Paired, a: str, b: str, indicator: str) -> pd.DataFrame:
    """Twin of the dots: which share of the draws is below each, and its ratio."""
    words, values = paired.words, dots(paired, a, b, indicator)
    shares = [words.number(float(share)) for share in _middles(len(values))]
    return pd.DataFrame({words("pairs.head.share"): shares, words("pairs.head.dot"): [words.number(value) for value in values]})


def dot_figures(paired: Paired, a: str, b: str, indicator: str) -> pd.DataFrame:
    """The same for a spreadsheet."""
    words, values = paired.words, dots(paired, a, b, indicator)
    held = _named(paired, a, b) | {words("table.indicator"): paired.names.indicator(indicator)}
    held |= {words("pairs.head.share"): _middles(len(values)), words("pairs.head.dot"): values}
    return pd.DataFrame(held | _grounds(paired, a, b))


def _middles(count: int) -> np.ndarray:
    """Middles of equal shares. [count]"""
    return (np.arange(count) + 0.5) / count


def _named(paired: Paired, a: str, b: str) -> dict[str, str]:
    """Columns that a row of figures begins with."""
    return {paired.words("pairs.first"): paired.names.alternative(a), paired.words("pairs.second"): paired.names.alternative(b)}


def _grounds(paired: Paired, a: str, b: str) -> dict[str, object]:
    """Columns that it ends with: the threshold, sources and terms of both, what computes it again."""
    words, names = paired.words, paired.names
    used, terms = dict.fromkeys([*names.sources(a), *names.sources(b)]), names.terms()
    return {
        words("pairs.head.threshold"): paired.pairs.threshold,
        words("table.source"): words.listed_plainly([names.source(each) for each in used]),
        words("table.terms"): words.listed_plainly(dict.fromkeys(terms[each] for each in used)),
        words("table.stamp"): paired.stamp(),
    }
