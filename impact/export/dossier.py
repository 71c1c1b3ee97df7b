"""A snapshot as it leaves the house: in one language, with the sentences that were edited and what is stamped on every page."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

import pandas as pd

from impact.export.snapshot import Snapshot
from impact.views.brief import Brief, Screen
from impact.views.texts import Texts


@dataclass(frozen=True)
class Dossier:
    """What every export writes.

    taken:    when it was frozen, UTC
    link:     address that opens the same numbers; empty where there is none
    edited:   sentences of screens as somebody has written them, by key of the screen
    internal: is it stamped "internal use, not a comparative claim"? It is until the checklist is complete and no alarm stands
    decision: what was decided on it, as pairs of what is told and what was said; empty before
    """

    snapshot: Snapshot
    words: Texts
    taken: datetime
    link: str = ""
    edited: dict[str, str] = field(default_factory=dict)
    internal: bool = True
    decision: tuple[tuple[str, str], ...] = ()

    @cached_property
    def brief(self) -> Brief:
        """The words of its language."""
        return self.snapshot.brief(self.words.language)

    def sentence(self, screen: Screen) -> str:
        """The sentence of a screen: as generated, or as edited, which is said."""
        if screen.key not in self.edited:
            return screen.sentence
        return self.words("export.edited", sentence=self.edited[screen.key])

    def placed(self, rows: pd.DataFrame) -> dict[str, pd.Series]:
        """What rows of results are about: id and name of alternative, indicator and stage, by name of the column."""
        found = {}
        for kind in ("alternative", "indicator", "stage"):
            found |= {f"{kind}_id": rows[kind], kind: rows[kind].map(self.brief.names[kind])}
        return found

    @property
    def stamps(self) -> list[str]:
        """What stands on every page: as of when, under which hash, reservations of the gate, for whom it is."""
        method = self.snapshot.method
        as_of = {"date": self.words.date(self.taken.date()), "hash": self.snapshot.short, "version": method.version, "facts": method.facts}
        said = [self.words("export.as_of", **as_of), self.brief.stamp, self.words("export.internal") if self.internal else ""]
        return [each for each in said if each]

    @property
    def cited(self) -> list[str]:
        """Sources of the numbers, each with its terms of use."""
        return [self.words("brief.source", citation=each.citation, terms=each.terms) for each in self.brief.sources]

    @property
    def provenance(self) -> list[str]:
        """How it can be computed again, and opened again."""
        method = self.snapshot.method
        blanks = {"version": method.version, "facts": method.facts, "draws": method.draws, "seed": str(method.seed)}
        said = [self.words("export.method", **blanks), self.words("export.hash", hash=self.snapshot.hash)]
        return [*said, self.words("export.link", link=self.link)] if self.link else said

    def filename(self, ending: str) -> str:
        """Name of a file: letters, digits and hyphens of the title, and the hash."""
        bare = unicodedata.normalize("NFKD", self.brief.title).encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:40].strip("-")
        return "-".join(filter(None, ["seuil", stem, self.snapshot.hash[:8], self.words.language])) + f".{ending}"
