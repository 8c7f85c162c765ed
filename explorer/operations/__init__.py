"""What is done with the site as a whole: copied, restored, and kept from being lost."""
