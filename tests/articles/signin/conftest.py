from tests.articles.admin.conftest import desk

__all__ = ["desk"]
