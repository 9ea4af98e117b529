"""The tree store over HTTP: the v1 protocol and its extensions, from one table of routes."""
