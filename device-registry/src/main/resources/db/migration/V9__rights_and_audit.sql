-- Which rights a group of staff has to which tool, and who changed what.

-- Least restrictive wins: somebody may what any of their groups may. A group is the issuer's; one without a row has no
-- right. They may come before the district itself: somebody has to set it up.
CREATE TABLE tool_right (
    district   district_id NOT NULL DEFAULT current_setting('belltower.district'),
    user_group object_id   NOT NULL,
    tool       text        NOT NULL CHECK (
        tool IN ('PUSH_NOTIFICATIONS', 'DISPLAY_OPTIONS', 'CONTACT_PREFERENCES', 'APPS', 'SUPPORTED_PLATFORMS',
                 'TOOL_RIGHTS', 'AUDIT')),
    rights     text[]      NOT NULL CHECK (
        rights <@ ARRAY ['READ', 'WRITE', 'ADD', 'DELETE'] AND cardinality(rights) > 0),
    PRIMARY KEY (district, user_group, tool)
);
CALL isolate_by_district('tool_right');

-- Every change of what decides who is told and who may change it: by whom, of what, before and after. Ids and switches
-- only, never names, tokens or secrets (I-50). Written by triggers alone, so that no way to change a row can forget it;
-- the application can read it and nothing else, and nobody changes what was written (I-54).
CREATE TABLE audit_entry (
    district     district_id NOT NULL,
    id           bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    at           timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor_kind   text        NOT NULL CHECK (actor_kind IN ('person', 'client', 'service', 'database')),
    actor        text        NOT NULL COLLATE "C",
    subject_kind text        NOT NULL COLLATE "C" CHECK (subject_kind ~ '^[a-z][a-z-]{0,39}$'),
    subject      text        NOT NULL COLLATE "C",
    before       jsonb,
    after        jsonb,
    PRIMARY KEY (district, id),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
);
CREATE INDEX audit_entry_by_subject ON audit_entry (district, subject_kind, subject, id);
CREATE INDEX audit_entry_by_actor ON audit_entry (district, actor_kind, actor, id);
CREATE INDEX audit_entry_by_time ON audit_entry (district, at);
CALL isolate_by_district('audit_entry');
REVOKE INSERT, UPDATE, DELETE ON audit_entry FROM belltower_app;
REVOKE ALL ON audit_entry FROM belltower_relay;

CREATE FUNCTION audit_stays() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'what was audited stays' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_stays();

-- A row without what must not stand in the audit: of a hidden column only whether it is set, and whether it was another.
CREATE FUNCTION audited_row(was jsonb, became jsonb, hidden text[]) RETURNS jsonb
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN became IS NOT NULL THEN became || coalesce((
        SELECT jsonb_object_agg(name, CASE
            WHEN jsonb_typeof(became -> name) = 'null' THEN 'null'::jsonb
            WHEN became -> name = coalesce(nullif(was -> name, 'null'), became -> name) THEN '"set"'::jsonb
            ELSE '"changed"'::jsonb END)
        FROM unnest(hidden) AS name WHERE became ? name), '{}') END
$$;

-- Attached to a table with one line, by whichever migration makes the table:
--
--   CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON <table>
--       FOR EACH ROW EXECUTE FUNCTION audited('<kind>', '<column>', '{<left out>}', '{<hidden>}');
--
-- <kind> is what a row is called in the audit, <column> holds the id by which it is found there. Columns with names of
-- people or of things, and other texts that somebody typed, are left out; those with secrets are hidden: that they were
-- changed is told, as "changed", and never to what. Both lists are arrays; the last may be missing. A row that was
-- written and is as it was before leaves no entry.
CREATE FUNCTION audited() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    hidden   CONSTANT text[] := coalesce(TG_ARGV[3], '{}')::text[];
    left_out CONSTANT text[] := TG_ARGV[2]::text[] || ARRAY ['district', TG_ARGV[1]];
    was      CONSTANT jsonb  := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    became   CONSTANT jsonb  := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    -- Kind and id, as the service says who it works for; who works without it is told by their role.
    given    CONSTANT text   := coalesce(
        nullif(current_setting('belltower.actor', true), ''), 'database:' || session_user);
BEGIN
    IF (was - left_out) IS NOT DISTINCT FROM (became - left_out) THEN
        RETURN NULL;
    END IF;
    INSERT INTO public.audit_entry (district, actor_kind, actor, subject_kind, subject, before, after)
    VALUES (
        coalesce(became, was) ->> 'district',
        split_part(given, ':', 1),
        substr(given, strpos(given, ':') + 1),
        TG_ARGV[0],
        coalesce(became, was) ->> TG_ARGV[1],
        public.audited_row(NULL, was - left_out, hidden),
        public.audited_row(was, became - left_out, hidden));
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION audit_stays, audited_row, audited FROM PUBLIC;

CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON district
    FOR EACH ROW EXECUTE FUNCTION audited('district', 'district', '{name}');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON school
    FOR EACH ROW EXECUTE FUNCTION audited('school', 'id', '{name}');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON calendar
    FOR EACH ROW EXECUTE FUNCTION audited('calendar', 'id', '{}');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON subscription
    FOR EACH ROW EXECUTE FUNCTION audited('subscription', 'device', '{}');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON app
    FOR EACH ROW EXECUTE FUNCTION audited('app', 'id', '{name}');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON tool_right
    FOR EACH ROW EXECUTE FUNCTION audited('right', 'user_group', '{}');
