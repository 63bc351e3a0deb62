"""Stories in the admin: list, form, publication, schedule, withdrawal, history."""
