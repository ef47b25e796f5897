"""The only way to ask the web: within a time, a size and bounds that the other side cannot move."""
