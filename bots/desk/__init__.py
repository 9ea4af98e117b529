"""A bot's own durable notebook: what came in, where each dialogue stands, what has to leave."""
