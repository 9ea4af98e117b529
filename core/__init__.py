"""The tree store: rules, tables, use cases, and what a bot may ask of them."""
