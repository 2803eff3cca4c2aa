"""The commands of `kb`, as functions: each parses, calls one function, shows what it answers."""
