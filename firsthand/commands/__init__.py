"""The commands, one file a group of them: each adds itself to the command line and runs."""
