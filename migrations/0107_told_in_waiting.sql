-- What is told in a letter that still waits goes where that letter goes, as what is told in the next one.
update moments.touch t set told_in = m.touch_id, state = case when t.state = 'done' then 'doing' else t.state end
from messages.message m, jsonb_array_elements_text(m.extra -> 'tells') told
where m.state in ('ready', 'leaving', 'doubt') and m.touch_id is not null and t.id = told::uuid and t.told_in is null;
