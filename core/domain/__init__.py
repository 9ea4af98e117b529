"""Rules as pure functions and frozen values; standard library only."""
