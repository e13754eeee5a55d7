"""The département's own: whom to call, which texts the legal pages show. Logos, colours and printer come later."""
