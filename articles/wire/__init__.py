"""Files of agencies: formats, identity, versions and notices. Pure.

registry.py          the reader of a file by its content; detect.py recognises the format
item.py              a news item as all readers return it; item_draft.py collects its fields, to_dict.py prints it
identity.py          provider, guid and kind; versions.py and replaced_items.py order what comes
notices.py           kills, corrections and leads by signal, header or note; release_status.py statuses and embargoes
news_item_copy.py   the copy of a news item, read as pasted copy is
body.py              paragraphs, tables and links of a body; charset.py, safe_xml.py, safe_json.py the safe parsing
newsml_g2/           NewsML-G2: news, package, planning and concept items
newsml_1/            NewsML 1.0 to 1.2
ninjs/               rules and texts of ninjs 1 to 3
nitf/                NITF 2 and 3
text_messages/       IPTC 7901 and ANPA 1312
maps/                ninjs, and JSON and XML of single agencies: a map each, and what no rule says
json_formats/        what JSON of agencies shares: values, status, the format of an entry
feeds/               RSS, Atom and WordPress exports
xml_dialects/        lookups in XML without namespaces, and WENN's elements in Atom
mail/                mail with its attachments
field_map/           readers by paths: of the built-in maps, and of maps that an operator writes
transports/          what is asked and answered by folders, servers, queues and mailboxes
"""
