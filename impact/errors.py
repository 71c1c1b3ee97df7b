"""One class per thing that can be wrong: its fields are the facts, its sentence is in views/texts.

The sentence of an error is the entry [error] <class name> of every language file and
names its fields between braces; a test holds fields and blanks equal. `where` is always
the key, option or field that holds the value, in the words of the file or the page.
"""

import difflib
from dataclasses import dataclass
from typing import ClassVar


def nearest(name: str, names: list[str]) -> list[str]:
    """The names most like a mistaken one, for the sentence that refuses it."""
    return difflib.get_close_matches(name, names, n=5, cutoff=0.6)


@dataclass(eq=False)
class SeuilError(Exception):
    """Anything a user can put right; never a defect of the program.

    Fields named in `spoken` hold the name of a sentence rather than a value: field -> section of the texts.
    """

    spoken: ClassVar[dict[str, str]] = {}

    def __str__(self):
        facts = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
        return f"{type(self).__name__}({facts})"


# --- the catalogue -----------------------------------------------------------------------


@dataclass(eq=False)
class FileMissing(SeuilError):
    """A table of the catalogue has no file."""

    file: str


@dataclass(eq=False)
class ColumnsDiffer(SeuilError):
    """The header of a table is not the one of its definition."""

    file: str
    found: list[str]
    allowed: list[str]


@dataclass(eq=False)
class RowRefused(SeuilError):
    """A row breaks a rule of the schema: not_null, unique, reference, check, type, width, or another."""

    file: str
    line: int
    rule: str
    found: str

    spoken = {"rule": "rule"}


@dataclass(eq=False)
class UnknownTerms(SeuilError):
    """A class of terms of use that does not exist."""

    where: str
    found: str
    allowed: list[str]


# --- what is asked for -------------------------------------------------------------------


@dataclass(eq=False)
class BadCommand(SeuilError):
    """A command line that cannot be understood; `reason` is the parser's."""

    reason: str


@dataclass(eq=False)
class Unknown(SeuilError):
    """A name that stands for nothing; subclasses say of what kind."""

    where: str
    found: str
    allowed: list[str]


class UnknownMaterial(Unknown):
    """No material of this name (`allowed`: the nearest names)."""


@dataclass(eq=False)
class SwitchedOff(SeuilError):
    """A material whose factors are all under terms of use that are switched off."""

    where: str
    found: str


class UnknownStudy(Unknown):
    """No worked example of this name."""


class UnknownFunction(Unknown):
    """No sizing rule of this name."""


class UnknownSource(Unknown):
    """No source of impact factors of this name."""


class UnknownAlternative(Unknown):
    """The study holds no alternative of this name."""


class UnknownLanguage(Unknown):
    """No texts in this language."""


class UnknownCountry(Unknown):
    """No electricity of a country or region of this code."""


class UnknownProcess(Unknown):
    """No process of this name."""


class UnknownMode(Unknown):
    """No mode of transport of this name."""


class UnknownCarrier(Unknown):
    """No energy carrier of this name."""


class UnknownVehicle(Unknown):
    """No vehicle of this name."""


class UnknownIndicator(Unknown):
    """No indicator of this name."""


class UnknownPlace(Unknown):
    """A way that leads to no number of the study."""


class UnknownFact(Unknown):
    """Neither a material nor a fact of life beyond it has this name (`allowed`: the nearest names)."""


class UnknownNation(Unknown):
    """No population of a country of this code (`allowed`: the nearest codes)."""


class UnknownImporter(Unknown):
    """No country of this code that could import (`allowed`: the nearest codes)."""


class UnknownYear(Unknown):
    """No estimate of governance for this year."""


class UnknownPrinciple(Unknown):
    """No sharing principle of this name."""


class UnknownCapacity(Unknown):
    """No set of capacities of this name."""


class NotACapacity(Unknown):
    """An edition of the planetary boundaries, in units of control variables, where a set of capacities belongs."""


class UnknownNeed(Unknown):
    """No dimension of the social foundation of this name."""


class UnknownEdition(Unknown):
    """No edition of the planetary boundaries of this name."""


# --- numbers -----------------------------------------------------------------------------


@dataclass(eq=False)
class NotANumber(SeuilError):
    """What was typed is not a finite number."""

    where: str
    found: str


@dataclass(eq=False)
class AmbiguousNumber(SeuilError):
    """Digits that read as two different numbers, such as 1,234 in English."""

    where: str
    found: str
    first: str
    second: str


@dataclass(eq=False)
class UnknownUnit(SeuilError):
    """A unit that does not exist, or one of another dimension than is asked for."""

    where: str
    found: str
    allowed: str


@dataclass(eq=False)
class OutOfRange(SeuilError):
    """A number outside what is allowed, both ends given in `allowed`."""

    where: str
    found: str
    allowed: str


@dataclass(eq=False)
class NotAPowerOfTwo(SeuilError):
    """Sobol points are balanced only in powers of two."""

    where: str
    found: int
    allowed: list[int]


# --- the study file ----------------------------------------------------------------------


@dataclass(eq=False)
class StudyMissing(SeuilError):
    """No file there, or one that cannot be read."""

    path: str


@dataclass(eq=False)
class StudyTooLarge(SeuilError):
    """More bytes than any study needs."""

    found: int
    allowed: int


@dataclass(eq=False)
class StudyTooDeep(SeuilError):
    """Tables nested deeper than any study needs."""

    allowed: int


@dataclass(eq=False)
class NotToml(SeuilError):
    """The text is not TOML, from this line on."""

    line: int
    found: str


@dataclass(eq=False)
class KeyMissing(SeuilError):
    """A key that a study must have."""

    where: str


@dataclass(eq=False)
class UnknownKey(SeuilError):
    """A key that no study has."""

    where: str
    allowed: list[str]


@dataclass(eq=False)
class WrongType(SeuilError):
    """A value of another kind than the key takes."""

    where: str
    found: str
    allowed: str

    spoken = {"allowed": "kind"}


@dataclass(eq=False)
class TooMany(SeuilError):
    """More entries than a comparison can hold or show."""

    where: str
    found: int
    allowed: int


@dataclass(eq=False)
class NamedTwice(SeuilError):
    """Two alternatives of one name."""

    where: str
    found: str


@dataclass(eq=False)
class SizingIncomplete(SeuilError):
    """A part is to be sized, and nothing says by what or from what."""

    where: str


@dataclass(eq=False)
class NoActiveConstraint(SeuilError):
    """No constraint uses the whole capacity of the reference, so nothing fixes its mass."""

    where: str


@dataclass(eq=False)
class StillReference(SeuilError):
    """The alternative that the others are sized from cannot be taken out."""

    where: str
    found: str


# --- the life of a part ------------------------------------------------------------------


@dataclass(eq=False)
class EmptyRange(SeuilError):
    """A range whose lower bound is not below its upper one."""

    where: str
    low: str
    high: str


@dataclass(eq=False)
class SharesDoNotSum(SeuilError):
    """Shares of one whole that do not sum to 1."""

    where: str
    keys: list[str]
    found: str


@dataclass(eq=False)
class SaidTwice(SeuilError):
    """One thing said under several names, of which only one is allowed."""

    where: str
    keys: list[str]


@dataclass(eq=False)
class DoesNotApply(SeuilError):
    """A process that cannot be done to the family of the material."""

    where: str
    found: str
    material: str


@dataclass(eq=False)
class NotOfThisProcess(SeuilError):
    """A name for the yield that this process does not have; `allowed` is the name it has."""

    where: str
    found: str
    allowed: str


@dataclass(eq=False)
class BelongsToAPart(SeuilError):
    """A process that takes matter away is said of the part that it takes it from, not of the assembly."""

    where: str
    found: str


@dataclass(eq=False)
class NoResizing(SeuilError):
    """Powertrain resizing is asked of a vehicle whose coefficient is published as it is."""

    where: str
    found: str


@dataclass(eq=False)
class Needed(SeuilError):
    """No source gives this number for the process, so the user is asked for it."""

    where: str
    found: str


@dataclass(eq=False)
class AmountNeeded(SeuilError):
    """A process that is counted in another unit than kg needs its amount."""

    where: str
    found: str
    unit: str


@dataclass(eq=False)
class NoRecycledForm(SeuilError):
    """Recycled content is asked of a material of which the catalogue holds no recycled form."""

    where: str
    found: str


@dataclass(eq=False)
class ServiceLifeNeeded(SeuilError):
    """What is said per year, or lives less long than the function, needs the service life of the study."""

    where: str


@dataclass(eq=False)
class NoPath(SeuilError):
    """Electricity is to follow a path to 2050 that is not known for this country."""

    where: str
    found: str


# --- the limits of the planet ------------------------------------------------------------


@dataclass(eq=False)
class BudgetNeeded(SeuilError):
    """Impacts are to be held against a budget, and the study states none."""

    where: str


@dataclass(eq=False)
class NoPopulation(SeuilError):
    """The population of a country is not known in this year; `allowed`: the years in which it is."""

    where: str
    country: str
    year: str
    allowed: list[str]


@dataclass(eq=False)
class NoGdp(SeuilError):
    """The size of an economy is not known in this year, and a principle rests on it; `allowed`: the years in which it is."""

    where: str
    country: str
    year: str
    allowed: list[str]


@dataclass(eq=False)
class PrincipleLacks(SeuilError):
    """A sharing principle was asked for by name without the number that it needs; `allowed`: keys of which one is enough."""

    where: str
    found: str
    allowed: list[str]


@dataclass(eq=False)
class CapacityUnit(SeuilError):
    """A capacity in another unit than its indicator, by which nothing may be divided."""

    where: str
    indicator: str
    found: str
    allowed: str


@dataclass(eq=False)
class MoreThanAll(SeuilError):
    """A product that is worth more in a year than the whole economy that it takes a share of; `allowed`: its value [USD]."""

    where: str
    found: float
    country: str
    allowed: float


@dataclass(eq=False)
class ContradictoryPreferences(SeuilError):
    """Preferences that go round: each matters more than the next, and the last is the first."""

    where: str
    names: list[str]


# --- costs and circularity ---------------------------------------------------------------


@dataclass(eq=False)
class NoCurrency(SeuilError):
    """A currency that is not written as three capital letters."""

    where: str
    found: str


@dataclass(eq=False)
class RateNeeded(SeuilError):
    """Prices of the catalogue are in US dollars; a study in another currency says how much of it one dollar is."""

    where: str
    found: str


@dataclass(eq=False)
class CurrencyNeeded(SeuilError):
    """Money is entered in a study that does not say in which currency."""

    where: str


@dataclass(eq=False)
class LowAboveHigh(SeuilError):
    """The lower end of an amount lies above its upper end; equal ends are allowed."""

    where: str
    low: str
    high: str


@dataclass(eq=False)
class SharesExceedOne(SeuilError):
    """A declared share that, with what is recycled and reused, comes to more than the whole mass."""

    where: str
    found: str


# --- substitutes -------------------------------------------------------------------------


@dataclass(eq=False)
class ReasonNeeded(SeuilError):
    """A substitute is accepted or rejected without a word on why."""

    where: str


@dataclass(eq=False)
class NoEqualMass(SeuilError):
    """A substitute of which the mass at equal function is not known cannot become an alternative."""

    where: str
    found: str


# --- snapshots ---------------------------------------------------------------------------


@dataclass(eq=False)
class GateShut(SeuilError):
    """A comparison that is not let through is not frozen: masses are given, and nobody says that they serve the same function."""

    where: str


@dataclass(eq=False)
class SnapshotDamaged(SeuilError):
    """What is kept under a hash is not what was frozen."""

    found: str


@dataclass(eq=False)
class SnapshotNewer(SeuilError):
    """A snapshot of a format that this version does not read."""

    found: str
    format: str
    known: str


# --- the workspace -----------------------------------------------------------------------


@dataclass(eq=False)
class WorkspaceNotWritten(SeuilError):
    """The folder or the file of the workspace cannot be made, read or written; `reason` is the system's."""

    file: str
    reason: str


@dataclass(eq=False)
class WorkspaceBusy(SeuilError):
    """Another program holds the workspace, longer than one waits."""

    file: str


@dataclass(eq=False)
class WorkspaceDamaged(SeuilError):
    """The file of the workspace is not whole, or none of ours; it is left as it is."""

    file: str


@dataclass(eq=False)
class WorkspaceNewer(SeuilError):
    """A workspace of a version that this program does not know."""

    file: str
    found: int
    known: int


@dataclass(eq=False)
class MigrationFailed(SeuilError):
    """A workspace could not be brought to the next version, and is as it was; `reason` is the database's."""

    file: str
    found: int
    reason: str


class UnknownDocument(Unknown):
    """The workspace holds no document of this name (`allowed`: the nearest names)."""


class UnknownVersion(Unknown):
    """The document has no version of this number."""


class UnknownSnapshot(Unknown):
    """The workspace holds no snapshot whose hash begins so, or fewer than eight signs of it are given."""


@dataclass(eq=False)
class AmbiguousSnapshot(SeuilError):
    """Several snapshots whose hashes begin so; `allowed`: their hashes."""

    where: str
    found: str
    allowed: list[str]


@dataclass(eq=False)
class TooLong(SeuilError):
    """A title or a word on a version that is longer than any needs to be. [characters]"""

    where: str
    found: int
    allowed: int


@dataclass(eq=False)
class NotText(SeuilError):
    """Half a sign, such as a lone surrogate, that no file can hold."""

    where: str


class UnknownTable(Unknown):
    """No table of the catalogue that in-house rows may be added to."""


class UnknownRow(Unknown):
    """No in-house row of this key."""


@dataclass(eq=False)
class TableTooLarge(SeuilError):
    """A table of more bytes than is read."""

    file: str
    found: int
    allowed: int


@dataclass(eq=False)
class TableNotUtf8(SeuilError):
    """A table in another encoding than UTF-8."""

    file: str


@dataclass(eq=False)
class NotAnArchive(SeuilError):
    """No zip file, or one without a readable list of what it holds."""


@dataclass(eq=False)
class ArchiveNewer(SeuilError):
    """An archive of a format or a version that this program does not know."""

    found: str
    known: str


@dataclass(eq=False)
class ArchiveMember(SeuilError):
    """A file in an archive that has no place there, or that is missing."""

    found: str


@dataclass(eq=False)
class ArchiveChanged(SeuilError):
    """A file in an archive that is not the one that was exported."""

    found: str


@dataclass(eq=False)
class ArchiveTooLarge(SeuilError):
    """An archive that unpacks to more bytes than is read or written."""

    allowed: int


@dataclass(eq=False)
class ArchiveRow(SeuilError):
    """A row in an archive that breaks a rule; `reason` is the database's."""

    file: str
    line: int
    reason: str


# --- exports -----------------------------------------------------------------------------


class UnknownExport(Unknown):
    """No kind of file of this name that a snapshot is written as."""


@dataclass(eq=False)
class NotATemplate(SeuilError):
    """A file that no slides are put into: too large, no presentation, with macros, damaged, or too small; `where`: what it is for."""

    where: str
    found: str

    spoken = {"found": "pptx.template"}


# --- road-maps ---------------------------------------------------------------------------


@dataclass(eq=False)
class PlannedTwice(SeuilError):
    """Two quantities, or two shares of one alternative, of one status for the same year."""

    where: str
    found: str


@dataclass(eq=False)
class NothingChanges(SeuilError):
    """A change to the alternative that serves in the reference year already."""

    where: str
    found: str


@dataclass(eq=False)
class MoreThanWhole(SeuilError):
    """Shares of a quantity that are more than all of it in a year."""

    where: str
    year: str
    found: float


class UnknownRoadmap(Unknown):
    """No worked road-map of this name, and none in the workspace."""


@dataclass(eq=False)
class NotWritten(SeuilError):
    """A file that the system does not let be written."""

    file: str


@dataclass(eq=False)
class MethodMoved(SeuilError):
    """A snapshot that this version computes to other digits, so that its draws cannot stand beside the frozen numbers."""

    found: str
    version: str
    now: str
