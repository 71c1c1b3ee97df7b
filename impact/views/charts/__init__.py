"""Figures. The only home of plotly: one template, one colour per alternative, hatch for what is missing."""
