"""What web frameworks import Advanced Alchemy by."""
