"""What must hold of records and documents."""
