"""The writers of comparisons, by format. Each is `write_X(comparisons, path, *, overwrite=False)`."""

from amana.corpora.csv_table import write_csv
from amana.corpora.results import write_results
from amana.corpora.sarif import write_sarif
from amana.corpora.tmx import write_tmx
from amana.corpora.xlsx_workbook import write_xlsx

__all__ = ["write_csv", "write_results", "write_sarif", "write_tmx", "write_xlsx"]
