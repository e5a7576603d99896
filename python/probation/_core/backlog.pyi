"""Backlogs: the closed forms of waiting lists."""
