-- A no that was read in the words of an answer is found by that answer: shown beside the words, and taken back where it was none.
create index receipt_of_answer on consent.receipt ((evidence ->> 'answer')) where place = 'answer';
