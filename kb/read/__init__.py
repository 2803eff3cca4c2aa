"""From a source (file, folder, stdin) to articles."""
