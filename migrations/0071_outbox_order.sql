-- The outbox, newest first: messages that an import or a demonstration wrote later stand where they belong.
create index message_created on messages.message (created_at desc, id desc);
