"""Who is who according to Wikidata, or any other SPARQL endpoint in its shape: the only part that uses the network."""

from kb.authority.wikidata.cache import Cache, UnusableCache
from kb.authority.wikidata.endpoint import WIKIDATA_ENDPOINT, BadEndpoint, Endpoint, EndpointError
from kb.authority.wikidata.pull import BadIdentifier, Pulled, identifier, pull, search

__all__ = [
    "WIKIDATA_ENDPOINT",
    "BadEndpoint",
    "BadIdentifier",
    "Cache",
    "Endpoint",
    "EndpointError",
    "Pulled",
    "UnusableCache",
    "identifier",
    "pull",
    "search",
]
