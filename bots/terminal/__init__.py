"""The terminal: cards as numbered text, lines as events. An adapter only; the talk itself is elsewhere."""
