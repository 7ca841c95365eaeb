"""What happens when: plans, the player that walks them, and what its events sound like."""
