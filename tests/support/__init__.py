"""What the oracle, fault and bench programs share: servers, tools, dumps, results."""
