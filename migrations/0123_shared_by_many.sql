-- What is told of values that stand for nobody, beside weights learned: only those that several records hold. One that a single record held is its
-- person's all the same, and stayed here after their erasure.
update identity.model set quality = jsonb_set(quality, '{generic}',
    (select coalesce(jsonb_agg(g), '[]') from jsonb_array_elements(quality -> 'generic') g where (g ->> 'count')::int >= 5))
  where jsonb_typeof(quality -> 'generic') = 'array';
