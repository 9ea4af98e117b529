"""The schema of the tree store, step by step."""
