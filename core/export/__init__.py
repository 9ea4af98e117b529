"""Trees out of the store and into it: the published shapes, pseudonyms, files, and bad lines refused one by one."""
