"""`amana bench`: the published tables, rerun. One module a table; each prints Markdown that the docs quote."""

from amana.bench.run import run_bench

__all__ = ["run_bench"]
