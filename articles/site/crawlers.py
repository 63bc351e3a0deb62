"""Crawlers by purpose, and the robots.txt made of them. Pure."""

from collections.abc import Mapping, Sequence

from articles.rights.machine_uses import MachinePermission, MachineUse

CRAWLERS = {
    MachineUse.TRAINING: (
        "GPTBot", "ClaudeBot", "anthropic-ai", "Google-Extended", "Applebot-Extended", "CCBot", "Bytespider",
        "Meta-ExternalAgent", "FacebookBot", "Amazonbot", "cohere-ai", "cohere-training-data-crawler", "Diffbot",
        "Omgilibot", "ImagesiftBot", "AI2Bot", "PanguBot", "Timpibot",
    ),
    MachineUse.ANSWERS: (
        "OAI-SearchBot", "ChatGPT-User", "Claude-SearchBot", "Claude-User", "PerplexityBot", "Perplexity-User",
        "Meta-ExternalFetcher", "DuckAssistBot", "MistralAI-User", "YouBot",
    ),
}  # fmt: skip
TITLES = {MachineUse.TRAINING: "Training of models", MachineUse.ANSWERS: "Answers made from pages"}
SIGNALS = {MachineUse.TRAINING: "ai-train", MachineUse.ANSWERS: "ai-input"}
"""Terms of contentsignals.org; a use that needs an agreement is left out, which grants nothing."""
DISALLOWED_PATHS = ("/admin/", "/api/", "/preview/", "/search/", "/suche/")

HEAD = """\
# Text and data mining is reserved under section 44b of the German Copyright Act (UrhG)
# and article 4 of Directive (EU) 2019/790; for machines: /.well-known/tdmrep.json
"""


def build_robots_txt(
    permissions: Mapping[MachineUse, MachinePermission], sitemaps: Sequence[str], licence: str
) -> str:
    """Return the file; crawlers of a refused use may fetch nothing.

    `licence` is the address of the licence file. A comment names it: pages and pictures link to it, and its directive
    is no part of RFC 9309, so that checks of search engines would reject the whole file.
    """
    refused = [use for use in CRAWLERS if permissions[use] is MachinePermission.REFUSED]
    signals = ["search=yes", *(f"{SIGNALS[use]}=no" for use in refused)]
    all_crawlers = [
        "User-agent: *",
        f"Content-Signal: {', '.join(signals)}",
        *(f"Disallow: {path}" for path in DISALLOWED_PATHS),
    ]
    groups = [f"{HEAD}# Licences for programs (RSL): {licence}", "\n".join(all_crawlers)]
    for use in refused:
        user_agents = [f"User-agent: {agent}" for agent in CRAWLERS[use]]
        groups.append("\n".join([f"# {TITLES[use]}", *user_agents, "Disallow: /"]))
    groups.append("\n".join(f"Sitemap: {address}" for address in sitemaps))
    return "\n\n".join(groups) + "\n"
