"""Documents as bytes, text and trees, before they are regions."""
