-- From where something was changed (I-54): the client application whose token the call brought, and the network address
-- that it came from. Ids and addresses only. Of somebody at the database itself the address of their connection, if it
-- has one; of what a service does by itself neither. Entries from before have none.
ALTER TABLE audit_entry
    ADD COLUMN origin_client  text COLLATE "C" CHECK (length(origin_client) BETWEEN 1 AND 255),
    ADD COLUMN origin_address inet;

-- As in V9, with the origin.
CREATE OR REPLACE FUNCTION audited() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    hidden   CONSTANT text[] := coalesce(TG_ARGV[3], '{}')::text[];
    left_out CONSTANT text[] := TG_ARGV[2]::text[] || ARRAY ['district', TG_ARGV[1]];
    was      CONSTANT jsonb  := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    became   CONSTANT jsonb  := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    -- Kind and id, as the service says who it works for; who works without it is told by their role.
    told     CONSTANT text   := nullif(current_setting('belltower.actor', true), '');
    given    CONSTANT text   := coalesce(told, 'database:' || session_user);
BEGIN
    IF (was - left_out) IS NOT DISTINCT FROM (became - left_out) THEN
        RETURN NULL;
    END IF;
    INSERT INTO public.audit_entry (
        district, actor_kind, actor, origin_client, origin_address, subject_kind, subject, before, after)
    VALUES (
        coalesce(became, was) ->> 'district',
        split_part(given, ':', 1),
        substr(given, strpos(given, ':') + 1),
        CASE WHEN told IS NOT NULL THEN nullif(current_setting('belltower.origin_client', true), '') END,
        CASE WHEN told IS NOT NULL THEN nullif(current_setting('belltower.origin_address', true), '')::inet
            ELSE inet_client_addr() END,
        TG_ARGV[0],
        coalesce(became, was) ->> TG_ARGV[1],
        public.audited_row(NULL, was - left_out, hidden),
        public.audited_row(was, became - left_out, hidden));
    RETURN NULL;
END
$$;
