"""How is the app shown in a browser? A server on this machine, and the page that it sends.

Each tab runs an app of its own, with a log of its own; closing a tab is what closing a window of a terminal is.

To change:

- who may connect, and how an app is started: `server`.
- the page: `page/page.html`; it fetches nothing from elsewhere.
"""
