"""What a bot may ask of the tree store, and the carriers that bring the question there."""
