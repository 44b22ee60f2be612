-- A yes to being quoted that was taken back: what it was, who took it back and by which receipt, for as long as a slip may be undone and to be told.
alter table feedback.answer add column quote_taken_back jsonb;
-- Whose words may be quoted now: asked on their own page.
create index answer_quoted on feedback.answer (customer_id, quote_at desc) where quote is not null;
