"""Gains of levers, solved by hand in a small catalogue."""

from datetime import date

import numpy as np
import pytest

from impact import errors
from impact.model import reading, writing
from impact.model.hypothesis import Target
from impact.model.study import Study
from impact.model.uncertainty import Chosen, Draws
from impact.model.variation import Variation
from impact.scoring.levers import MOST, elsewhere, goals, levers, retained, to_act_on, together
from tests.conftest import EXAMPLES, WORDS, made, one, panel

CLIMATE = "GWP-total"
MASS, RECYCLED = "alternatives.a.parts[0].mass", "alternatives.a.parts[0].recycled_content"


def gains(study: Study, facts, alternative: str = "a", indicator: str = CLIMATE) -> dict[str, tuple[float, float]]:
    """Way to each lever -> goal, gain."""
    found = levers(Variation(study, facts, indicator))[alternative]
    return {each.number.about: (each.goal, each.gain) for each in found.every}


def test_each_goes_to_the_end_that_lowers_the_total(workshop):
    """2 kg at 10 per kg: a fifth less mass spares 4; a tenth recycled, at 2 per kg, spares 0.1 x 2 x (10 - 2) = 1.6."""
    study = made(one(), one("b", "plastic"))
    assert levers(Variation(study, workshop, CLIMATE))["a"].now == pytest.approx(20)
    assert gains(study, workshop) == {MASS: (1.6, pytest.approx(4.0)), RECYCLED: (0.1, pytest.approx(1.6))}
    assert list(gains(study, workshop)) == [MASS, RECYCLED]  # the strongest first
    assert set(gains(study, workshop, "b")) == {"alternatives.b.parts[0].mass"}


def test_a_range_that_is_stated_is_gone_to_its_end(workshop):
    stated = {"statement": WORDS, "owner": "x", "source": WORDS, "review": date(2027, 1, 1), "about": [MASS], "low": "1 kg", "high": "3 kg"}
    study = made(one(), one("b", "plastic"), hypotheses=[stated])
    assert gains(study, workshop)[MASS] == (1.0, pytest.approx(10.0))


def test_what_is_asked_of_all_is_no_lever(workshop):
    """Sizing, service life, the use common to all and the distance driven are asked for; the own use of an alternative is a lever."""
    use = {"energy": [{"carrier": "electricity", "per_year": 10}], "carried": {"vehicle": "van", "distance": 1000}}
    study = made(one(use=use), one("b", "plastic"), service_life=10, life={"use": use})
    named = set(gains(study, workshop)) | set(gains(study, workshop, "b"))
    assert "alternatives.a.use.energy[0].per_year" in named
    assert not any("carried" in each or each.startswith("life.use") or each == "service_life" for each in named)
    assert not any(
        to_act_on(each) for each in Variation(panel("metal", "metal-recycled"), workshop, CLIMATE).numbers if "sizing" in each.about
    )


def test_no_lever_without_a_known_total_or_without_parts(workshop):
    study = made(one(), one("b", "stone"), {"id": "c"})
    found = levers(Variation(study, workshop, "AP"))
    assert np.isnan(found["b"].now) and not found["b"].every
    assert found["c"].now == 0 and not found["c"].every


def test_together_is_not_the_sum(workshop):
    """1.6 kg, a tenth of it recycled: 1.6 x 9.2 = 14.72, 5.28 less than 20, where the sum would be 5.6."""
    variation = Variation(made(one(), one("b", "plastic")), workshop, CLIMATE)
    fall = together(variation, "a", {MASS: 1.6, RECYCLED: 0.1}, Chosen(1))
    assert fall.fall == pytest.approx([5.28] * 3) and fall.share == pytest.approx([0.264] * 3)
    drawn = together(variation, "a", {MASS: 1.6}, Draws(256))
    assert drawn.share == pytest.approx([0.2] * 3) and drawn.fall[0] < 4 < drawn.fall[2]  # on the same draws
    assert together(variation, "b", {MASS: 1.6}, Draws(256)).fall == pytest.approx([0] * 3)


def test_a_total_that_is_not_above_zero_has_no_share(workshop):
    """Primary metal credited for its recycling: 20 - 2 x 8 = 4, a share is given; of doing without, which causes 0, it is not."""
    study = made(one(end_of_life={"recycling": 1.0}, part={"recycled_content": 1.0}), one("b", "plastic"), allocation="substitution")
    variation = Variation(study, workshop, CLIMATE)
    now = levers(variation)["a"].now
    assert now == pytest.approx(20 - 16)
    fall = together(variation, "b", {"alternatives.b.parts[0].mass": 1.0}, Draws(256))
    assert np.isfinite(fall.share).all()
    nothing = together(Variation(made(one(), {"id": "b"}), workshop, CLIMATE), "b", {MASS: 1.0}, Draws(256))
    assert np.isnan(nothing.share).all() and not nothing.fall.any()


def test_made_elsewhere(workshop):
    """Pressed with a yield of 0.5: 4 kg go in at 1 kWh each, 0.5 per kWh in the EU, 0.1 in France."""
    study = made(one(part={"processes": [{"process": "press"}]}, made_in="EU27"), one("b", "plastic"))
    found = elsewhere(Variation(study, workshop, CLIMATE), "a")
    assert found.set_index("country").gain.to_dict() == pytest.approx({"FR": 4 * 0.4, "EU27": 0.0})
    assert elsewhere(Variation(study, workshop, CLIMATE), "b").empty


def test_made_elsewhere_is_what_the_study_says_made_there(facts):
    study = reading.load(EXAMPLES[0].parent / "bonnet.toml")
    found = elsewhere(Variation(study, facts, CLIMATE), "aluminium").set_index("country").gain
    there = study.model_copy(update={"life": study.life.model_copy(update={"made_in": "PL"})})
    totals = [Variation(each, facts, CLIMATE).totals(Chosen(1))[1, 0] for each in (study, there)]
    assert found["PL"] == pytest.approx(totals[0] - totals[1]) and found["FR"] == pytest.approx(0)
    assert found.is_monotonic_decreasing and not {"EU27", "GLO"} & set(found.index)


def test_targets_are_retained_up_to_the_limit(workshop):
    study = made(one(), one("b", "plastic"), one("c", "metal"))
    for name in "abc":
        study = retained(study, f"alternatives.{name}.parts[0].mass", 1.5, "low")
    assert len(study.targets) == MOST == Study.model_fields["targets"].metadata[0].max_length
    with pytest.raises(errors.TooMany) as refused:
        retained(study, RECYCLED, 0.1, "high")
    assert refused.value.found == 4 and refused.value.allowed == 3
    assert reading.loads(writing.dumps(study, WORDS).encode()).targets == study.targets


def test_goals_are_read_as_their_numbers(workshop):
    targets = [Target(about=MASS, goal="1500 g", effort="low"), Target(about=RECYCLED, goal="25 %", effort="high")]
    study = made(one(), one("b", "plastic")).model_copy(update={"targets": targets})
    assert [goal for _, _, goal in goals(Variation(study, workshop, CLIMATE))] == [1.5, 0.25]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_gain_is_the_fall_of_the_total(path, facts):
    """Each lever put to its goal by itself lowers the total by its gain."""
    variation = Variation(reading.load(path), facts, CLIMATE)
    for name, found in levers(variation).items():
        at = variation.alternatives.index(name)
        assert [each.gain for each in found.every] == sorted((each.gain for each in found.every), reverse=True)
        for each in found.every:
            moved = variation.totals(Chosen(1), {each.number.about: each.goal})[at, 0]
            assert each.gain > 0 and found.now - moved == pytest.approx(each.gain, rel=1e-4)
            assert each.number.low <= each.goal * (1 + 1e-5) and each.goal <= each.number.high * (1 + 1e-5)
