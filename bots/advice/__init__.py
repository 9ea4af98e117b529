"""What a writer is asked about before sending; advice, never a refusal."""
