import { type RawBuilder, sql } from 'kysely'

/**
 * Is this receipt (of the table or alias `r`) one to judge by? Not where a later one says that it was written by mistake: then what stood
 * before counts again, as if nobody had spoken. And the receipt that says so tells them nothing: it is no notice.
 * Receipts written before they named what they undo (`takesBack`) undo each no to everything that came before them.
 */
export const stands = (r: string): RawBuilder<boolean> => {
  const of = (column: string) => sql.ref(`${r}.${column}`)
  return sql<boolean>`(case ${of('action')}
    when 'given' then true
    when 'notice' then ${of('evidence')} ->> 'undoes' is null and ${of('evidence')} ->> 'takesBack' is null
    else not exists (select from consent.receipt later where later.customer_id = ${of('customer_id')} and later.seq > ${of('seq')}
      and (later.evidence ->> 'undoes' = ${of('id')}::text
        or later.evidence ->> 'takesBack' is not null and ${of('channel')} = 'all' and ${of('purpose')} = 'commercial')) end)`
}
