"""Discord: people work in private answers, in threads of their own, and in direct messages."""
