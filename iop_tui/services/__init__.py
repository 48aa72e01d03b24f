"""The acts a person can do, one function each; the one door for writes."""
