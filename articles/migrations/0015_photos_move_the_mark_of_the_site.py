"""Pages end at once when a picture's renditions, its focal point or its standing change."""

from django.db import migrations

MOVES = """
CREATE CONSTRAINT TRIGGER articles_photo_moves_site_mark
AFTER UPDATE OF recipe, focus_x, focus_y, blocked, file, sha256 ON articles_photo
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN ((OLD.recipe, OLD.focus_x, OLD.focus_y, OLD.blocked, OLD.sha256)
      IS DISTINCT FROM (NEW.recipe, NEW.focus_x, NEW.focus_y, NEW.blocked, NEW.sha256))
EXECUTE FUNCTION newsroom_move_site_mark();
"""
MOVES_NO_MORE = "DROP TRIGGER articles_photo_moves_site_mark ON articles_photo;"


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_may_break_embargo")]
    operations = [migrations.RunSQL(MOVES, MOVES_NO_MORE)]
