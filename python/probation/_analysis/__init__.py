"""What stands on regions and forecasts: comparisons and the audit."""
