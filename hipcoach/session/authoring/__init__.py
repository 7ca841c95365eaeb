"""Session files in the making: begun, edited, explained, and described to editors."""
