"""How things show themselves: pure functions from values to text and HTML."""
