-- What the audit (V9) says of the tables that came beside it.

CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON default_subscription
    FOR EACH ROW EXECUTE FUNCTION audited('default-subscription', 'person', '{}');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON preference
    FOR EACH ROW EXECUTE FUNCTION audited('preference', 'person', '{}');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON office_messages
    FOR EACH ROW EXECUTE FUNCTION audited('office-messages', 'device', '{}');
CREATE TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON supported_platform
    FOR EACH ROW EXECUTE FUNCTION audited('platform', 'id', '{reason}');
