"""The whole conversation, pure: step(Step, Event) gives the next Step, requests to the store, and cards to show."""
