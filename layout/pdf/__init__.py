"""Pages → PDF bytes."""
