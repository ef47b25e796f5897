"""What is known: the models of the records, the vocabulary, the reader and the rules."""
