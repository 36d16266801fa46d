"""Tables: how wide the columns are, how tall the rows, what stands where in a cell."""
