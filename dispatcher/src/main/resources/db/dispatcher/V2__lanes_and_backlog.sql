-- While these indexes are made, for some seconds with a million rows, nothing is put or claimed: what is to wait long
-- does so in hand meanwhile, as while PostgreSQL is away.

-- The lane is a turn of its own: bulk of a district that is due since long does not stand before its alerts. The lane
-- comes behind the district, so that a dispatcher of the former version finds its turns by the same index meanwhile.
CREATE INDEX deferred_push_lane_turn ON deferred_push (held_by, district, lane_topic, due)
    WHERE claimed_by IS NULL AND finished_at IS NULL;
DROP INDEX deferred_push_turn;

-- All that is counted of what waits, so that counting a million rows reads none of them.
CREATE INDEX deferred_push_backlog ON deferred_push (held_by, app, due) WHERE finished_at IS NULL;

-- Nothing looks for the pushes of a campaign.
DROP INDEX deferred_push_campaign;
