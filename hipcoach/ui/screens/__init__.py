"""The screens of the app, one module each; `overlay` and `form_screen` are their base classes."""
