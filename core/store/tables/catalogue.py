"""What all tables share: the catalogue they stand in, and the client whose rows there are without anybody's doing."""

from sqlalchemy import MetaData

HOUSE = "00000000-0000-0000-0000-000000000001"
"""The client that the operator's own bots are, with or without a wire: they share one set of people."""

metadata = MetaData()
