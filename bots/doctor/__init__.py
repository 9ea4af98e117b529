"""What an operator asks when something is wrong: one look per check, and for all that is wrong what to do."""
