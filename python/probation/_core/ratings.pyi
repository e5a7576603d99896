"""Ratings of inspections: methodologies, scorecards, samples of cases, surveys."""
