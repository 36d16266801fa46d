"""The display list: what stands where on each page, in points, without a word of PDF."""
