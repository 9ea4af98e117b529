"""What `arboretum doctor` asks Discord; it changes nothing there."""
