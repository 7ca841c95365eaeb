"""The screens of the app, one module each; base classes: `while_open`, `overlay`, `form_screen`, `list_reader`."""
