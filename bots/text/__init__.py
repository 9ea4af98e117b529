"""Words for people: locales, the form of long texts, and the signatures on buttons."""
