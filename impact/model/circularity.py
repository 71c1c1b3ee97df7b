"""Material Circularity Indicator of a product: how far its matter goes round, and how long and intensely it is used.

It says nothing of impact: it is context beside the impacts, never part of a score.
Source: Ellen MacArthur Foundation & Granta Design, Circularity Indicators (2015, revised 2019). Golden numbers in tests/vectors/mci.csv.
Masses are per product; numbers are scalars or arrays.
"""

from typing import Annotated

import numpy as np
from pydantic import Field

from impact.model.entry import Entry, Portion, Positive, Share, Text, Years

#: F(1): a linear product that is used as the average has an indicator of 1 - 0.9.
LINEAR = 0.9


class Circularity(Entry):
    """What a study declares of the circularity of an alternative, beyond its parts and its end of life."""

    life_average: Years | None = None  # Lav, of products of its kind; its own is the service life of the study
    use_average: Positive | None = None  # U/Uav: how intensely it is used, over the average of its kind
    recycling_efficiency: Share | None = None  # EC, of the recycling that it goes to
    feedstock_efficiency: Share | None = None  # EF, of the recycling that its recycled content comes from
    biological: Portion | None = None  # FS: share of its mass from biological sources that renew themselves
    composted: Portion | None = None  # CC: share of its mass that is composted
    recyclable: Portion | None = None  # share of its mass that can be recycled
    repairability: Annotated[float, Field(ge=0, le=10)] | None = None  # index
    source: Text | None = None


def virgin(mass, recycled, reused, biological):
    """V = M (1 - FR - FU - FS): virgin feedstock. [kg]; mass M [kg]; shares FR recycled, FU reused, FS biological [-]"""
    return mass * (1 - recycled - reused - biological)


def unrecovered(mass, collected, reused, composted, recovered):
    """W0 = M (1 - CR - CU - CC - CE): waste that nobody recovers. [kg]

    mass M [kg]; shares CR collected for recycling, CU reused, CC composted, CE burnt for energy as the source allows it [-]
    """
    return mass * (1 - collected - reused - composted - recovered)


def waste_of_recycling(mass, collected, efficiency):
    """WC = M (1 - EC) CR: waste of the recycling that the product goes to. [kg]"""
    return mass * (1 - efficiency) * collected


def waste_of_feedstock(mass, recycled, efficiency):
    """WF = M (1 - EF) FR / EF: waste of the recycling that its recycled feedstock comes from. [kg]; EF > 0"""
    return mass * (1 - efficiency) * recycled / efficiency


def linear_flow(mass, virgin_, unrecovered_, of_feedstock, of_recycling):
    """LFI = (V + W) / (2 M + (WF - WC) / 2) with W = W0 + (WF + WC) / 2: share of the matter that flows in a line. [-]"""
    waste = unrecovered_ + (of_feedstock + of_recycling) / 2
    return (virgin_ + waste) / (2 * mass + (of_feedstock - of_recycling) / 2)


def utility(life, life_average, intensity=1.0):
    """X = (L / Lav) (U / Uav): how long and how intensely the product is used, over the average. [-]"""
    return life / life_average * intensity


def indicator(linear, utility_):
    """MCI = max(0, 1 - LFI F(X)) with F(X) = 0.9 / X. [-], 0 to 1; utility X > 0"""
    return np.clip(1 - linear * LINEAR / utility_, 0.0, 1.0)  # above 1 only by rounding of shares that sum to 1


def circularity(*, FR, FU, FS, CR, CU, CC, EC, EF, X, CE=0.0, M=1.0):
    """The whole indicator, in the names of the source. [-]"""
    of_feedstock, of_recycling = waste_of_feedstock(M, FR, EF), waste_of_recycling(M, CR, EC)
    return indicator(linear_flow(M, virgin(M, FR, FU, FS), unrecovered(M, CR, CU, CC, CE), of_feedstock, of_recycling), X)
