-- What a message without a moment was judged from: an answer, a question asked by hand, news of a decision. It is judged again like any other.
alter table messages.message add column judged jsonb;
