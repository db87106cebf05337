-- Since this version a place is a number made of what the row is about, no longer where its record stood: a record that
-- is played again, or was written twice, stands elsewhere and is the same.
COMMENT ON COLUMN history_event.place IS
    'Of district, student, client, source, id and reason: with decided, what makes the decision itself';
COMMENT ON COLUMN history_candidate.place IS 'Of its decision';
COMMENT ON COLUMN history_reject.place IS
    'Of district, client, source, id, service and reason: with at, what makes the reject itself';
