"""Parts of products as they stand on the shelf when the data ends."""
