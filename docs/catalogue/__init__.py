"""The pages of docs/components, one for each component, made from the examples beside them."""
