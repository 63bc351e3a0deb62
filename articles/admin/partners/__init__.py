"""Partners: contract, keys, webhooks, deliveries, withdrawals and use of the feed."""
