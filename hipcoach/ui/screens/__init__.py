"""The screens of the app, one module each; `while_open`, `overlay` and `form_screen` are their base classes."""
