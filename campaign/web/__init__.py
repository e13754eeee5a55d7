"""The plain pages: public map, personal links, sign-in. Starlette routes and Jinja2 templates, no script needed."""
