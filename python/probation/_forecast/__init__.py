"""Forecasts and their series: made, asked, tabled, saved and loaded."""
