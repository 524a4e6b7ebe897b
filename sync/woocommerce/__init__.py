"""WooCommerce: a shop inside somebody's own WordPress, read through its REST interface v3 with a key that may read."""
