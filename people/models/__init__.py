from people.models.alias import Alias
from people.models.merge import DifferentPeople, PersonMerge
from people.models.office import Office
from people.models.person import Person

__all__ = ["Alias", "DifferentPeople", "Office", "Person", "PersonMerge"]
