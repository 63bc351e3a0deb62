from tests.articles.admin.conftest import desk, member

__all__ = ["desk", "member"]
