"""Recycling between two lives: the Circular Footprint Formula, whose ends are cut-off and substitution.

Source: Zampori & Pant (2019), Suggestions for updating the Product Environmental Footprint method,
JRC115959, equation 3. Every impact E is per kg of material, any one indicator; R, A, B, Q are shares.
    A = 1: cut-off, the life that uses recycled matter carries its recycling, and nothing is credited at the end;
    A = 0: substitution, the life that gives matter away is credited with all that it replaces.
"""

from dataclasses import dataclass


def input_shares(recycled_content: float, allocation: float, quality: float) -> tuple[float, float]:
    """Shares of virgin and of recycled matter that the input is charged with. [-]

        virgin = (1 - R1) + R1 (1 - A) Qsin/Qp        recycled = R1 A

    recycled_content R1 in [0, 1]; allocation A in [0, 1]; quality Qsin/Qp in (0, 1].
    With A < 1 recycled input is charged with virgin matter too: that of the life it comes from.
    """
    return (1 - recycled_content) + recycled_content * (1 - allocation) * quality, recycled_content * allocation


def output_shares(recycling: float, allocation: float, quality: float) -> tuple[float, float]:
    """Shares of recycling that is charged, and of virgin matter that is credited, at the end of life. [-]

        charged = (1 - A) R2        credited = (1 - A) R2 Qsout/Qp

    recycling R2 in [0, 1], at the output of the recycling plant; A and Q as in `input_shares`.
    """
    return (1 - allocation) * recycling, (1 - allocation) * recycling * quality


@dataclass(frozen=True)
class Terms:
    """The three terms of the formula, in the unit of the indicator per kg: material, energy, disposal."""

    material: float
    energy: float
    disposal: float

    @property
    def total(self) -> float:
        """Their sum."""
        return self.material + self.energy + self.disposal


def circular_footprint(
    virgin, recycled, recycling, avoided, disposal, *, R1, R2, R3=0.0, A, B=0.0, Qin=1.0, Qout=1.0, burnt=0.0, replaced=0.0
):
    """The whole formula for 1 kg, to which bills are held (tests/model/test_recycling.py). Returns Terms.

    material = (1 - R1) Ev + R1 (A Erec + (1 - A) Ev Qsin/Qp) + (1 - A) R2 (ErecEoL - Ev* Qsout/Qp)
    energy   = (1 - B) R3 (EER - energy replaced)
    disposal = (1 - R2 - R3) ED

    virgin Ev, recycled Erec, recycling ErecEoL, avoided Ev*, disposal ED, burnt EER, replaced: unit of the indicator per kg.
    """
    at_virgin, at_recycled = input_shares(R1, A, Qin)
    charged, credited = output_shares(R2, A, Qout)
    return Terms(
        material=at_virgin * virgin + at_recycled * recycled + charged * recycling - credited * avoided,
        energy=(1 - B) * R3 * (burnt - replaced),
        disposal=(1 - R2 - R3) * disposal,
    )
