"""A snapshot: study, facts in use, method and results, frozen under the hash of all of it."""

import hashlib
import json
import re
from functools import cached_property

import pandas as pd

from impact import __version__, errors
from impact.model import reading, writing
from impact.model.grounds import Grounds, grounds, plain, restored
from impact.model.study import Study
from impact.model.uncertainty import DRAWS, SEED
from impact.scoring.boundaries import assess
from impact.scoring.compare import Comparison, compare
from impact.scoring.difference import Difference, beside, explain
from impact.scoring.gate import blocked
from impact.scoring.influence import influence
from impact.scoring.record import record
from impact.store.facts import Facts
from impact.views.brief import Brief, Frozen, headline
from impact.views.briefing import brief
from impact.views.sentences import declared
from impact.views.texts import languages, texts

FORMAT = 1
#: Signs of a hash that a link shows.
SHORT = 16


class Method(Frozen):
    """What computed it: version of the program, hash of all facts, number and seed of the draws, terms that were switched on."""

    version: str
    facts: str
    draws: int
    seed: int
    terms: list[str]


class Snapshot(Frozen):
    """A frozen result.

    study:   the text of its file
    grounds: facts in use; see model.grounds
    results: see scoring.record, and `influence` of the hypotheses on the headline indicator
    briefs:  the words, by language
    """

    format: int = FORMAT
    study: str
    method: Method
    grounds: Grounds
    results: dict[str, list[dict]]
    briefs: dict[str, Brief]

    @cached_property
    def content(self) -> str:
        """All of it as JSON: equal snapshots are equal texts."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, allow_nan=False, separators=(",", ":"))

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the content. [hex, 64]"""
        return hashlib.sha256(self.content.encode()).hexdigest()

    @property
    def short(self) -> str:
        """As much of the hash as a link shows."""
        return self.hash[:SHORT]

    def table(self, name: str) -> pd.DataFrame:
        """A table of results, what is missing as nan; empty where the study has none of it."""
        return pd.DataFrame(self.results.get(name, []))

    def brief(self, language: str) -> Brief:
        """The words of one language, else of the first that there is."""
        return self.briefs.get(language) or next(iter(self.briefs.values()))

    def read(self) -> Study:
        """The study. Raises what `reading.loads` raises, where the format of studies has moved on."""
        return reading.loads(self.study.encode())

    def facts(self, now: Facts) -> Facts:
        """Facts of today with those in use as they were."""
        return restored(now, self.grounds)

    def computed(self, now: Facts) -> Comparison:
        """Computed again from the facts as they were: with every draw, which is not kept.

        Raises what `compare` raises, and MethodMoved where this version computes other results.
        """
        found = compare(self.read(), self.facts(now), self.method.draws, self.method.seed)
        if not Difference(beside(self.table("totals"), found.totals), []).same:
            raise errors.MethodMoved(self.short, self.method.version, __version__)
        return found

    def explained(self, now: Facts) -> Difference:
        """Computed again with facts of today: what moved, and what each did. Raises what `compare` raises."""
        return explain(self.read(), now, self.grounds, self.table("totals"), self.method.draws, self.method.seed)


def take(study: Study, facts: Facts, draws: int = DRAWS, seed: int = SEED) -> Snapshot:
    """Compute a study and freeze it. Raises what `compare` and `assess` raise, and GateShut where the comparison is not let through."""
    comparison = compare(study, facts, draws, seed)
    if blocked(comparison.findings):
        raise errors.GateShut("function")
    assessment = assess(comparison, study.budget) if study.budget else None
    results = record(comparison, assessment) | {"influence": influence(study, facts, headline(study, comparison.cube.indicators))}
    told = {language: texts(language) for language in languages()}
    return Snapshot(
        study=writing.dumps(study, {language: declared(study, facts, words) for language, words in told.items()}),
        method=Method(version=__version__, facts=facts.digest, draws=draws, seed=seed, terms=sorted(set(facts.origin.terms))),
        grounds=grounds(study, facts, comparison.cube, study.budget),
        results={name: plain(rows) for name, rows in results.items()},
        briefs={language: brief(comparison, assessment, words) for language, words in told.items()},
    )


def is_hash(name: str) -> bool:
    """Could it be the hash of a snapshot, or the beginning of one?"""
    return re.fullmatch(r"[0-9a-f]{8,64}", name) is not None


def loads(content: str, hash: str) -> Snapshot:
    """The snapshot that was kept under a hash. Raises SnapshotNewer, SnapshotDamaged where it is another, or none at all."""
    if hashlib.sha256(content.encode()).hexdigest() != hash:
        raise errors.SnapshotDamaged(hash[:SHORT])
    try:
        table = json.loads(content)
        if isinstance(table, dict) and table.get("format") != FORMAT:
            raise errors.SnapshotNewer(hash[:SHORT], str(table.get("format")), str(FORMAT))
        found = Snapshot.model_validate(table)
        if not found.briefs:
            raise ValueError("briefs")
    except (ValueError, RecursionError):
        raise errors.SnapshotDamaged(hash[:SHORT]) from None
    found.__dict__["content"] = content  # as it was kept, so that its hash stays what it is
    return found
