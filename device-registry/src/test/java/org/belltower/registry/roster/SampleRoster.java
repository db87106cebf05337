package org.belltower.registry.roster;

/// A roster of one item or two of each kind, upon a settled district.
final class SampleRoster {
    static final String ROSTER = """
            {"items": [
              {"op": "put", "kind": "session", "id": "fall", "name": "Fall", "type": "TERM", "school": "high",
               "year": 2027, "starts": "2026-08-17", "ends": "2026-12-18"},
              {"op": "put", "kind": "student", "id": "s-1", "name": "Zoe", "calendars": ["high-2027"]},
              {"op": "put", "kind": "student", "id": "s-2", "name": "ana", "calendars": []},
              {"op": "put", "kind": "student", "id": "s-3", "name": "Ben", "calendars": ["high-2027"]},
              {"op": "put", "kind": "guardian", "id": "g-1", "name": "Eva"},
              {"op": "put", "kind": "relationship", "student": "s-1", "guardian": "g-1", "portal": true,
               "notify": false, "restricted": false, "starts": "2026-08-01"},
              {"op": "put", "kind": "relationship", "student": "s-2", "guardian": "g-1", "portal": false,
               "restricted": true},
              {"op": "put", "kind": "family", "id": "f-1", "name": "Novak", "members": ["g-1", "s-1"]},
              {"op": "put", "kind": "class", "id": "swim", "name": "Swimming", "school": "high", "session": "fall"},
              {"op": "put", "kind": "camp", "id": "summer", "name": "Summer", "school": "high",
               "calendar": "high-2027",
               "days": [{"day": "2027-07-02", "cancelled": true}, {"day": "2027-07-01"}]},
              {"op": "put", "kind": "enrollment", "id": "e-1", "student": "s-1", "class": "swim",
               "type": "SINGLE_DAY", "starts": "2026-09-01", "drops": "2026-09-01"},
              {"op": "put", "kind": "enrollment", "id": "e-2", "student": "s-2", "camp": "summer", "type": "WAIT"}
            ]}""";

    private SampleRoster() {}
}
