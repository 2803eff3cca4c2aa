"""Adding many articles: extraction in several processes, what failed, and the account of it all."""
