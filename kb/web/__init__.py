"""The knowledge base over HTTP: `kb serve --api`, a SPARQL endpoint and every claim at an address of its own.

The process that listens holds no store and answers no query itself: worker processes do, on snapshots, and one that
takes too long or too much memory is ended. Importing this package imports nothing heavy.
"""
