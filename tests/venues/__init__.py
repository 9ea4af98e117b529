"""Where rehearsals are held through a chat platform: its fake, the real front end, and people at its clients."""
