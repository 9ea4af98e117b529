"""The schema of a desk, step by step."""
