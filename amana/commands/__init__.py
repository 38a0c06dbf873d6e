"""One module a subcommand: each reads, calls one public function, writes."""
