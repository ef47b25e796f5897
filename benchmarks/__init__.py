"""What is timed on a synthetic network, and what is measured against a reference."""
