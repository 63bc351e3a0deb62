"""Events of calendars and agendas: values in, values out. Pure.

event.py            the event as all readers return it
ical_reader.py      iCalendar files (RFC 5545)
agency_event.py     news items that announce an event
ical_writer.py      iCalendar files for readers of the plan
"""
