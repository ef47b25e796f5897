"""What is generated from the models for people: schemas, field tables."""
