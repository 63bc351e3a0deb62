"""Files of agencies: formats, identity, versions and notices. Pure.

registry.py          the reader of a file by its content; detect.py recognises the format
item.py              a news item as all readers return it; item_draft.py collects its fields, to_dict.py prints it
identity.py          provider, guid and kind; versions.py and replaced_items.py order what comes
notices.py           kills, corrections and leads by signal, header or note; release_status.py statuses and embargoes
news_item_copy.py   the copy of a news item, read as pasted copy is
body.py              paragraphs, tables and links of a body; charset.py, safe_xml.py, safe_json.py the safe parsing
newsml_g2/           NewsML-G2: news, package, planning and concept items
newsml_1/            NewsML 1.0 to 1.2
ninjs/               ninjs 1 to 3
nitf/                NITF 2 and 3
text_messages/       IPTC 7901 and ANPA 1312
json_formats/        JSON of AP, dpa, PA, Presseportal and Reuters
feeds/               RSS, Atom and WordPress exports
xml_dialects/        XML of single agencies
mail/                mail with its attachments
field_map/           formats without a reader, by paths that an operator writes
transports/          what is asked and answered by folders, servers, queues and mailboxes
"""
