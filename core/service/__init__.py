"""One function per use case, one transaction each: it returns a domain value or raises a Refusal."""
