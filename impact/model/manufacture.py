"""From what is in a part back to what is bought: what each process takes in, gives out and takes away."""

from dataclasses import dataclass

from impact.model.life import Step


@dataclass(frozen=True)
class Pass:
    """What one process does, per kg of the part or in kg: `into` = `out` + `lost`."""

    step: Step
    into: float
    out: float

    @property
    def lost(self) -> float:
        """What is in the input and not in the output."""
        return self.into - self.out

    def counted(self, basis: str) -> float:
        """What the energy of the process is counted on: its input, its output, or what it removes."""
        return {"input": self.into, "output": self.out, "removed": self.lost}[basis]


def passes(mass: float, steps: list[Step]) -> list[Pass]:
    """Masses through the steps that lead to `mass` in the part [kg, or 1], in the order of the steps.

        into = out / yield

    Each step has its `yielded` share settled, in (0, 1]. Scalars or arrays.
    """
    through, out = [], mass
    for step in reversed(steps):
        through.append(Pass(step, out / step.yielded, out))
        out = through[-1].into
    return through[::-1]
