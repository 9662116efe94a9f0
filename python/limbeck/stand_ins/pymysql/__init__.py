"""What stands in for the part of PyMySQL that speaks with a server; the rest of it is carried as it is."""
