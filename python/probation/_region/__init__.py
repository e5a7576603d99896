"""Regions: read and written, staff, recommendations, and what of a document no forecast depends on."""
