"""The tests mirror the code file for file; fakes/ and crash/ stand beside."""
