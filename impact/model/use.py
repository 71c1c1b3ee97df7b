"""What the use of a part asks for: energy for its mass, electricity over the years, pieces that replace each other."""

import numpy as np

#: Driving cycles of the EPA, weighted 55 % city and 45 % highway: integral of v dt [m], of v dv while accelerating [m2/s2].
#: Source: Kim & Wallington (2013, 2016), parameters as printed in the supplement of Milovanoff et al. (2019).
CITY = 0.55
DISTANCE = CITY * 17769 + (1 - CITY) * 16507
ACCELERATION = CITY * 3090 + (1 - CITY) * 1165
#: Rolling resistance [-], gravity as in the source [m/s2], efficiency of the transmission and of braking recovery [-].
ROLLING, GRAVITY, TRANSMISSION, RECOVERABLE = 0.008, 9.8, 0.88, 0.8
#: Surplus for rotating masses [-]; correction of the cycles to what cars burn on the road, as in the source [-].
ROTATING, CYCLE = 0.1, 0.782
#: Engine that a lighter car can do without: mean friction work per mass and distance [m/s2], and its weight.
FRICTION, WEIGHT = 0.3325, 0.5


def fuel_mass_coefficient(engine_efficiency, recovery_city, recovery_highway, heating_value, resizing):
    """Energy that a car spends on mass, in the unit of its carrier per 100 km and 100 kg.

        c = 1e7 / (0.782 I2) ( ((1 - theta mu + 0.1) I5 + f g I2) / (H eta_t eta) + r 0.5 0.3325 I2 / (H eta) )

    engine_efficiency eta and recovery theta in [0, 1]; heating_value H [MJ per unit of carrier];
    resizing r in [0, 1]: 0 leaves the powertrain as it is, 1 makes it smaller for equal performance.
    Source: Kim & Wallington (2013, 2016); golden numbers in tests/vectors/fuel_mass_coefficients.csv.
    """
    heat = heating_value * 1e6
    recovery = CITY * recovery_city + (1 - CITY) * recovery_highway
    motion = (1 - recovery * RECOVERABLE + ROTATING) * ACCELERATION + ROLLING * GRAVITY * DISTANCE
    engine = resizing * WEIGHT * FRICTION * DISTANCE
    return 1e7 / (CYCLE * DISTANCE) * (motion / (heat * TRANSMISSION * engine_efficiency) + engine / (heat * engine_efficiency))


def energy_for_mass(mass, coefficient, distance):
    """Energy that carrying `mass` [kg] over `distance` [km] takes, in the unit of the carrier.

    coefficient: carrier per 100 km and 100 kg
    """
    return mass / 100 * coefficient * distance / 100


def mean_over_years(years: np.ndarray, values: np.ndarray, start: float, life):
    """Mean of a path, linear between its years, over `life` years from `start`; beyond its ends it stays. [unit of values]

    years ascending; values of the same length; life: scalar or array. The impact of a constant yearly use is use x life x this mean.
    """
    return (_sum_until(years, values, start + np.asarray(life, float)) - _sum_until(years, values, np.asarray(start, float))) / life


def _sum_until(years: np.ndarray, values: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Integral of the path from its first year. [unit of values x year]"""
    whole = np.concatenate([[0.0], np.cumsum(np.diff(years) * (values[1:] + values[:-1]) / 2)])
    at = np.clip(np.searchsorted(years, end, side="right") - 1, 0, len(years) - 1)
    return whole[at] + (end - years[at]) * (values[at] + np.interp(end, years, values)) / 2


def pieces(service_life, life):
    """How many pieces, one after the other, fill the service life: the first and its replacements. [-]

    Whole pieces, as in EN 15978. service_life, life > 0 [year], scalars or arrays; life None: as long as the service life.
    """
    return 1 if life is None else np.maximum(1, np.ceil(service_life / life - 1e-9))
