"""Small stand-ins that tests control: a clock, a disk, a crowd."""
