"""The Workload Management Tool and tiering."""
