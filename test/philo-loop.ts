import { sql } from 'kysely'
import type { House } from '../server/kit/house.ts'

export interface LoopOf {
  house: House
  philo: string
  /** Somebody who was handed over beside her, and by whom to whom. */
  other: string
  from: string
  to: string
}

/** What the loop would have left of her, in the tables of every later slice. */
export async function loopTraces({ house, philo, other, from, to }: LoopOf): Promise<void> {
  const [id, now] = [house.newId(), house.now()]
  await sql`insert into timeline.fact (id, customer_id, kind, at, data, source, key, accepted_at) values (${house.newId()}, ${philo}, 'service.done', ${now}, '{"for":"Philo"}', 'dms', 'f1', ${now}),
    (${house.newId()}, null, 'service.done', ${now}, '{"for":"Philo"}', 'dms', 'f2', ${now})`.execute(house.db)
  await sql`update timeline.fact set who = '{"phone":"+33639985502"}' where key = 'f2'`.execute(house.db)
  await sql`insert into consent.contract (id, customer_id, kind, object, since) values (${house.newId()}, ${philo}, 'lease', 'Location de Philo', '2026-01-01')`.execute(
    house.db,
  )
  await sql`insert into consent.attempt (id, customer_id, at, channel, purpose, reached) values (${house.newId()}, ${philo}, ${now}, 'call', 'service', true)`.execute(
    house.db,
  )
  await sql`insert into budget.attention (id, customer_id, at, channel, weight) values (${house.newId()}, ${philo}, ${now}, 'email', 1)`.execute(
    house.db,
  )
  await sql`insert into moments.touch (id, customer_id, moment, occasion, core, priority, purpose, playbook_version, due_at, state, created_at, changed_at)
    values (${house.newId()}, ${philo}, 'merci', 'x', true, 5, 'service', 1, ${now}, 'done', ${now}, ${now})`.execute(
    house.db,
  )
  await sql`insert into work.task (id, customer_id, kind, title, not_before, state, created_at, changed_at) values (${house.newId()}, ${philo}, 'call', 'Rappeler Philo', ${now}, 'open', ${now}, ${now})`.execute(
    house.db,
  )
  await sql`insert into work.outcome (id, task_id, customer_id, outcome, note, told_by, at, before) values (${house.newId()}, ${house.newId()}, ${philo}, 'reached', 'Philo rappellera', 'hand', ${now}, '{}')`.execute(
    house.db,
  )
  await sql`insert into work.handover (id, from_staff, to_staff, at, words, customer_ids) values (${house.newId()}, ${from}, ${to}, ${now}, 'Philomène Quévremont aime le thé', array[${philo}, ${other}]::uuid[])`.execute(
    house.db,
  )
  await sql`insert into messages.message (id, customer_id, channel, purpose, to_address, body, state, not_before, created_at, changed_at)
    values (${id}, ${philo}, 'email', 'service', 'philo.quevremont@example.org', 'Bonjour Philo', 'left', ${now}, ${now}, ${now})`.execute(
    house.db,
  )
  await sql`insert into messages.news (id, key, message_id, kind, at, data) values (${house.newId()}, 'n1', ${id}, 'reply', ${now}, '{"text":"Merci, Philo"}')`.execute(
    house.db,
  )
  const said = [house.newId(), house.newId(), house.newId(), house.newId()] as const
  await sql`insert into feedback.invitation (id, survey_id, survey_version, customer_id, channel, asked_at, expires_at)
    values (${said[0]}, ${house.newId()}, 1, ${philo}, 'email', ${now}, ${now})`.execute(house.db)
  await sql`insert into feedback.answer (id, invitation_id, customer_id, channel, language, metric, score, follow_ups, at, changed_at)
    values (${said[1]}, ${said[0]}, ${philo}, 'email', 'fr', 'nps', 3, '{"pourquoi":"Philo attend"}', ${now}, ${now})`.execute(
    house.db,
  )
  await sql`insert into feedback.verbatim (id, answer_id, customer_id, language, text, shape, polarity, sure, reader, at, changed_at)
    values (${said[2]}, ${said[1]}, ${philo}, 'fr', 'Philo attend toujours', '\\x00', -1, 0.9, 'shipped-7', ${now}, ${now})`.execute(
    house.db,
  )
  await sql`insert into feedback.correction (id, verbatim_id, head, was, becomes, at)
    values (${said[3]}, ${said[2]}, 'polarity', '{"polarity":0}', '{"polarity":-1}', ${now})`.execute(house.db)
  const review = house.newId()
  await sql`insert into reviews.review (id, answer_id, shown_as, wording, asked_at, state, reason, reason_words, appeal, changed_at)
    values (${review}, ${said[1]}, 'Philo Q.', 'Je demande que mes mots soient publiés', ${now}, 'refused', 'other', 'Philo se trompe', 'Philo répond', ${now})`.execute(
    house.db,
  )
  await sql`insert into reviews.reply (review_id, text, role, at) values (${review}, 'Merci Philo', 'Le garage', ${now})`.execute(
    house.db,
  )
  await sql`insert into reviews.report (id, review_id, reason, words, at) values (${house.newId()}, ${review}, 'other', 'Philo est ma voisine', ${now})`.execute(
    house.db,
  )
  await sql`insert into voice.decision_word (decision_id, verbatim_id, at) values (${house.newId()}, ${said[2]}, ${now})`.execute(
    house.db,
  )
  await sql`insert into voice.call (id, report_id, month, staff_id, customer_id, kind, because, at)
    values (${house.newId()}, ${house.newId()}, '2026-10-01', ${from}, ${philo}, 'open', '[]', ${now})`.execute(
    house.db,
  )
  await sql`insert into voice.told (decision_id, customer_id, message_id, because, at)
    values (${house.newId()}, ${philo}, ${id}, '[{"code":"quote","values":{"text":"Philo"}}]', ${now})`.execute(
    house.db,
  )
  const file = house.newId()
  await sql`insert into quality.rating (answer_id, product_id, version, rater, source, key, at)
    values (${said[1]}, ${house.newId()}, 1, 'mark', 'boutique', 'avis de Philo', ${now})`.execute(house.db)
  await sql`insert into quality.word (file_id, verbatim_id, at) values (${file}, ${said[2]}, ${now})`.execute(house.db)
  await sql`insert into quality.told (event_id, customer_id, message_id, because, at)
    values (${house.newId()}, ${philo}, ${id}, '[{"code":"quote","values":{"text":"Philo"}}]', ${now})`.execute(
    house.db,
  )
  const [matter, staffWho] = [house.newId(), from]
  await sql`insert into recovery."case" (id, customer_id, severity, because, owner_id, opened_at, due_at, changed_at)
    values (${matter}, ${philo}, 'unhappy', '[{"code":"case.unhappy","values":{"score":3,"best":10}}]', ${staffWho}, ${now}, ${now}, ${now})`.execute(
    house.db,
  )
  await sql`insert into recovery.case_answer (answer_id, case_id, customer_id, kind, at) values (${said[1]}, ${matter}, ${philo}, 'opened', ${now})`.execute(
    house.db,
  )
  await sql`insert into recovery.step (id, case_id, customer_id, kind, by_staff, text, at)
    values (${house.newId()}, ${matter}, ${philo}, 'note', ${staffWho}, 'Philo préfère le matin', ${now})`.execute(
    house.db,
  )
  await sql`insert into recovery.promise (id, case_id, customer_id, words, due_at, made_at)
    values (${house.newId()}, ${matter}, ${philo}, 'Rappeler Philo', ${now}, ${now})`.execute(house.db)
  await sql`insert into recovery.reply (id, verbatim_id, case_id, customer_id, staff_id, channel, message_id, text, at)
    values (${house.newId()}, ${said[2]}, ${matter}, ${philo}, ${staffWho}, 'email', ${id}, 'Bonjour Philo', ${now})`.execute(
    house.db,
  )
  await sql`insert into recovery.compliment (id, verbatim_id, customer_id, name, staff_id, at)
    values (${house.newId()}, ${said[2]}, ${philo}, 'Alice', ${staffWho}, ${now})`.execute(house.db)
  await sql`insert into messages.device (id, customer_id, endpoint, p256dh, auth, name, created_at)
    values (${house.newId()}, ${philo}, 'https://push.example.org/philo', 'p', 'a', 'Chrome, Android', ${now})`.execute(
    house.db,
  )
  await sql`insert into messages.link_revoked (customer_id, before) values (${philo}, ${now})`.execute(house.db)
  await sql`insert into identity.household (a, b, related) values (least(${philo}::uuid, ${other}::uuid), greatest(${philo}::uuid, ${other}::uuid), 3)`.execute(
    house.db,
  )
  await sql`insert into identity.apart (a, b, at) values (least(${philo}::uuid, ${other}::uuid), greatest(${philo}::uuid, ${other}::uuid), ${now})`.execute(
    house.db,
  )
  await sql`insert into identity.second_reading (id, judgement_id, a, b, verdict, by, at)
    values (${house.newId()}, ${house.newId()}, least(${philo}::uuid, ${other}::uuid), greatest(${philo}::uuid, ${other}::uuid), 'different', ${staffWho}, ${now})`.execute(
    house.db,
  )
  await sql`insert into identity.meanwhile (record_id) values (${philo})`.execute(house.db)
  await sql`insert into identity.control (kind, a, b, band, turn, bits, drawn_at)
    values ('near', least(${philo}::uuid, ${other}::uuid), greatest(${philo}::uuid, ${other}::uuid), 0, 1, -1, ${now})`.execute(
    house.db,
  )
  await sql`insert into messages.blocked (channel, address, because, at) values ('email', 'philo.quevremont@example.org', 'stop', ${now})`.execute(
    house.db,
  )
}
