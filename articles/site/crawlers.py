"""Crawlers by purpose, and the robots.txt made of them. Pure."""

from collections.abc import Collection, Sequence

CRAWLERS = {
    "training": (
        "GPTBot", "ClaudeBot", "anthropic-ai", "Google-Extended", "Applebot-Extended", "CCBot", "Bytespider",
        "Meta-ExternalAgent", "FacebookBot", "Amazonbot", "cohere-ai", "cohere-training-data-crawler", "Diffbot",
        "Omgilibot", "ImagesiftBot", "AI2Bot", "PanguBot", "Timpibot",
    ),
    "answers": (
        "OAI-SearchBot", "ChatGPT-User", "Claude-SearchBot", "Claude-User", "PerplexityBot", "Perplexity-User",
        "Meta-ExternalFetcher", "DuckAssistBot", "MistralAI-User", "YouBot",
    ),
}  # fmt: skip
"""`training` fetches pages to train models, `answers` to answer the question of a user."""
TITLES = {"training": "Training of models", "answers": "Answers made from pages"}
SIGNALS = {"training": "ai-train", "answers": "ai-input"}
"""Terms of contentsignals.org; a purpose that is not refused is left out, which grants nothing."""
DISALLOWED_PATHS = ("/admin/", "/api/", "/preview/", "/search/")

HEAD = """\
# Text and data mining is reserved under section 44b of the German Copyright Act (UrhG)
# and article 4 of Directive (EU) 2019/790; for machines: /.well-known/tdmrep.json
"""


def build_robots_txt(refused: Collection[str], sitemaps: Sequence[str]) -> str:
    """Return the file; `refused` names the groups of CRAWLERS that may fetch nothing."""
    signals = ["search=yes", *(f"{SIGNALS[name]}=no" for name in CRAWLERS if name in refused)]
    all_crawlers = [
        "User-agent: *",
        f"Content-Signal: {', '.join(signals)}",
        *(f"Disallow: {path}" for path in DISALLOWED_PATHS),
    ]
    groups = [HEAD.rstrip(), "\n".join(all_crawlers)]
    for name, agents in CRAWLERS.items():
        if name in refused:
            user_agents = [f"User-agent: {agent}" for agent in agents]
            groups.append("\n".join([f"# {TITLES[name]}", *user_agents, "Disallow: /"]))
    groups.append("\n".join(f"Sitemap: {address}" for address in sitemaps))
    return "\n\n".join(groups) + "\n"
