"""banxin: printable magazines from structured content."""
