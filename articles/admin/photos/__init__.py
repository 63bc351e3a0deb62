"""The picture desk: the library, a photo's page, its rights and uses, and the work that is left."""
