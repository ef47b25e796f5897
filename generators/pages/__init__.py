"""The pages of the site, as values: address, title and HTML body. The theme's shell goes around them."""
