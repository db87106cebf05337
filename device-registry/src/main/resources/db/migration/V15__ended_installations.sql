-- A sign-in of the person up to this moment opens no session on this installation: they logged out of it, or removed it
-- (A7, I-28). Neither needs to be there any more; of each person the newest are kept. A person's own matter about their
-- own phone, as the device is, so the audit (V9) does not hold it.
CREATE TABLE installation_cutoff (
    district district_id NOT NULL DEFAULT current_setting('belltower.district'),
    person   object_id   NOT NULL,
    device   object_id   NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (district, person, device)
);
CALL isolate_by_district('installation_cutoff');
REVOKE ALL ON installation_cutoff FROM belltower_relay;
