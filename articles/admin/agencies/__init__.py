"""What is owed to agencies: their changes of stories we published, and the month's bill."""
