"""Seuil: what each choice of material asks of the planet, at equal function."""

__version__ = "0.1.0"
