"""What follows from the records: where each one counts, how fresh it is, and what refers to it."""
