"""Items of the feed change with the owners, the credit and the item number of their pictures."""

from django.db import migrations

MOVES = """
CREATE CONSTRAINT TRIGGER articles_photo_credit_moves_site_mark
AFTER UPDATE OF credit, agency_codes, agency_item_id ON articles_photo
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN ((OLD.credit, OLD.agency_codes, OLD.agency_item_id)
      IS DISTINCT FROM (NEW.credit, NEW.agency_codes, NEW.agency_item_id))
EXECUTE FUNCTION newsroom_move_site_mark();
"""
MOVES_NO_MORE = "DROP TRIGGER articles_photo_credit_moves_site_mark ON articles_photo;"


class Migration(migrations.Migration):
    dependencies = [("articles", "0060_walks_of_key_meters")]
    operations = [migrations.RunSQL(MOVES, MOVES_NO_MORE)]
