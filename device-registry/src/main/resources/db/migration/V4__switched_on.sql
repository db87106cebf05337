-- When notifications were last switched on: what was decided before is told no more (A1). Null: they were never off.
ALTER TABLE district ADD COLUMN switched_on timestamptz;
