"""How two claims stand to each other: they contradict, agree, or only seem to."""
