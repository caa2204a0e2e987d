"""The casebook: what an archive has found, set out for a person in a terminal. Nothing here decides anything."""
