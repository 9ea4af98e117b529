"""What each route does: plain functions over a call, each run whole in one transaction."""
