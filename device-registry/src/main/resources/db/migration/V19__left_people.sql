-- Who was in the roster once is remembered for as long as they are not in it, so that what they leave behind later is
-- erased as well: an account can outlive the roster, and its app signs in again (I-50). An id, as session_cutoff keeps
-- it. Whoever never was in a roster, staff or a test phone, is not here and is never erased by itself.
--
-- at: since when there is something to erase; null: nothing is there.
ALTER TABLE left_person ALTER COLUMN at DROP NOT NULL;
GRANT UPDATE (at) ON left_person TO belltower_app;

-- Whoever signs in or chooses has locked the person, and so have the erasure and whoever takes a person out.
CREATE FUNCTION left_something() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.left_person SET at = clock_timestamp()
    WHERE district = NEW.district AND person = NEW.person AND at IS NULL;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION left_something FROM PUBLIC;

-- Whatever else a person leaves behind needs a device on which they were signed in.
CREATE TRIGGER left_something AFTER INSERT ON device FOR EACH ROW EXECUTE FUNCTION left_something();
CREATE TRIGGER left_something_else AFTER UPDATE ON device
    FOR EACH ROW WHEN (OLD.person <> NEW.person) EXECUTE FUNCTION left_something();
CREATE TRIGGER left_something AFTER INSERT ON preference FOR EACH ROW EXECUTE FUNCTION left_something();
CREATE TRIGGER left_something AFTER INSERT ON default_subscription FOR EACH ROW EXECUTE FUNCTION left_something();

-- Who left before V18, or was erased since. The audit tells of relationships that there were (since V13), and the last
-- days' removals of the others; of whoever is in neither nothing tells that they ever were in the roster. What is there
-- of them is erased as if they left now. The owner, too, sees one district at a time.
ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY;
ALTER TABLE person NO FORCE ROW LEVEL SECURITY;
ALTER TABLE device NO FORCE ROW LEVEL SECURITY;
ALTER TABLE subscription NO FORCE ROW LEVEL SECURITY;
ALTER TABLE office_messages NO FORCE ROW LEVEL SECURITY;
ALTER TABLE default_subscription NO FORCE ROW LEVEL SECURITY;
ALTER TABLE preference NO FORCE ROW LEVEL SECURITY;
ALTER TABLE installation_cutoff NO FORCE ROW LEVEL SECURITY;
WITH once (district, person) AS (
    SELECT district, subject::object_id FROM audit_entry WHERE subject_kind = 'relationship'
    UNION
    SELECT district, (coalesce(after, before) ->> 'guardian')::object_id FROM audit_entry
    WHERE subject_kind = 'relationship'
    UNION
    SELECT district, student FROM removed
    UNION
    SELECT district, person FROM removed
), something (district, person) AS (
    SELECT district, person FROM device
    UNION SELECT district, person FROM subscription
    UNION SELECT district, person FROM office_messages
    UNION SELECT district, person FROM default_subscription
    UNION SELECT district, person FROM preference
    UNION SELECT district, person FROM installation_cutoff
)
INSERT INTO left_person (district, person, at)
SELECT once.district, once.person, CASE WHEN something.person IS NOT NULL THEN clock_timestamp() END
FROM once LEFT JOIN something USING (district, person)
WHERE NOT EXISTS (SELECT FROM person WHERE person.district = once.district AND person.id = once.person)
ON CONFLICT (district, person) DO NOTHING;
ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
ALTER TABLE device FORCE ROW LEVEL SECURITY;
ALTER TABLE subscription FORCE ROW LEVEL SECURITY;
ALTER TABLE office_messages FORCE ROW LEVEL SECURITY;
ALTER TABLE default_subscription FORCE ROW LEVEL SECURITY;
ALTER TABLE preference FORCE ROW LEVEL SECURITY;
ALTER TABLE installation_cutoff FORCE ROW LEVEL SECURITY;

-- As mark_revocations_again (V16), for bindings: who repeats a call that forgot devices finds none of them, and waits
-- for their tombstones all the same.
CREATE FUNCTION mark_bindings_again() RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO public.mark (kind, key)
    SELECT DISTINCT ON (shard) 'BINDING', key FROM public.mark
    WHERE district = current_setting('belltower.district') AND kind = 'BINDING'
    ORDER BY shard, id DESC
$$;
REVOKE ALL ON FUNCTION mark_bindings_again FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mark_bindings_again TO belltower_app;
