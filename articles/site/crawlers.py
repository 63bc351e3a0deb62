"""Robots by what they fetch pages for, and robots.txt made of it. Pure."""

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
"""`training`: to train models with. `answers`: to answer a user's question from, now."""
TITLES = {"training": "Training of models", "answers": "Answers made from pages"}
SIGNALS = {"training": "ai-train", "answers": "ai-input"}
"""Words of contentsignals.org; what is not refused is left unsaid, which grants nothing."""
DISALLOWED_PATHS = ("/admin/", "/api/", "/preview/", "/search/")

HEAD = """\
# Text and data mining is reserved under section 44b of the German Copyright Act (UrhG)
# and article 4 of Directive (EU) 2019/790; for machines: /.well-known/tdmrep.json
"""


def build_robots_txt(refused: Collection[str], sitemaps: Sequence[str]) -> str:
    """Return the file; `refused` names the classes of CRAWLERS that are to stay away altogether."""
    signals = ["search=yes", *(f"{SIGNALS[name]}=no" for name in CRAWLERS if name in refused)]
    everybody = [
        "User-agent: *",
        f"Content-Signal: {', '.join(signals)}",
        *(f"Disallow: {path}" for path in DISALLOWED_PATHS),
    ]
    groups = [HEAD.rstrip(), "\n".join(everybody)]
    for name, agents in CRAWLERS.items():
        if name in refused:
            named = [f"User-agent: {agent}" for agent in agents]
            groups.append("\n".join([f"# {TITLES[name]}", *named, "Disallow: /"]))
    groups.append("\n".join(f"Sitemap: {address}" for address in sitemaps))
    return "\n\n".join(groups) + "\n"
