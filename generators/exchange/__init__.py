"""The records in the field's standard formats."""
