"""Cards of the dashboard and of the pages for the next shift."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DashboardRow:
    title: str
    fact: str
    link: str


@dataclass(frozen=True, slots=True)
class DashboardCard:
    title: str
    rows: list[DashboardRow]
    empty: str
    link: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class DashboardFigure:
    count: int
    name: str
    link: str
    urgent: bool = False
