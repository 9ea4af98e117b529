"""Tables, queries and migrations, and the one hop that a transaction takes."""
