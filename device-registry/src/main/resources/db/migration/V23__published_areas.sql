-- What areas an app has is published with the settings (A16): those of the apps that are there already are marked. A
-- copy of the release before would publish tombstones for these marks: none may run beside (docs/apps.md).

-- The owner, too, sees one district at a time.
ALTER TABLE app NO FORCE ROW LEVEL SECURITY;
INSERT INTO mark (kind, district, key) SELECT 'SETTINGS', district, 'app:' || id FROM app ORDER BY district, id;
ALTER TABLE app FORCE ROW LEVEL SECURITY;
