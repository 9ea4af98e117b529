"""A simulated community that goes through the very same dialogue as everybody else."""
