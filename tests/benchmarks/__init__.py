"""How fast it is: `make bench`, or `python -m tests.benchmarks`. Figures are of one machine; ratios travel."""
