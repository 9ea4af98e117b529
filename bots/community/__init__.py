"""What is said to a whole community, on any platform: its work board, and reports in its moderators' channel."""
