import { sql } from 'kysely'
import type { Receipt } from '../../contract/consent.ts'
import type { Db, House } from '../kit/house.ts'
import { newToken } from '../kit/seal.ts'
import { type FoundLink, GENESIS, isSound, linkAfter, type ReceiptContent } from './receipt-chain.ts'
import { stands } from './standing.store.ts'

/** A receipt to write. What is left out: now, nobody's hand, no place on the map, any of their numbers and addresses. */
export type ReceiptToWrite = Pick<ReceiptContent, 'customerId' | 'action' | 'channel' | 'purpose' | 'place'> &
  Partial<ReceiptContent>

interface ReceiptRow {
  seq: number
  id: string
  customer_id: string | null
  subject_id: string | null
  at: Date
  action: ReceiptContent['action']
  channel: ReceiptContent['channel']
  purpose: ReceiptContent['purpose']
  contact: string | null
  wording: string
  wording_version: string
  place: string
  site_id: string | null
  by_staff: string | null
  evidence: Record<string, unknown>
  salt: string
  content_hash: string
  previous_hash: string
  hash: string
  erased_at: Date | null
}

/**
 * Writes receipts at the end of the chain, in the open transaction. Others who write wait until it has ended: the chain is one line.
 * An objection to all prospecting (withdrawn or refused, all channels, commercial) is kept on the person's preference as well, and taken
 * back there by a later `given` of the same kind (RGPD-2): whoever writes it, by whatever door.
 * @returns their ids, in the order they were given
 */
export async function writeReceipts(house: House, drafts: readonly ReceiptToWrite[]): Promise<string[]> {
  if (!house.afterCommit) throw new Error('receipts are written in an open transaction')
  if (drafts.length === 0) return []
  await sql`select pg_advisory_xact_lock(hashtext('consent.receipt'))`.execute(house.db)
  let before = await chainEnd(house.db)
  const rows = drafts.map((draft) => {
    const content = contentOf(draft, house.now())
    const salt = newToken()
    const link = linkAfter(before, { id: house.newId(), salt, content })
    before = link
    return rowOf(content, salt, link)
  })
  await sql`insert into consent.receipt (seq, id, customer_id, subject_id, at, action, channel, purpose, contact, wording, wording_version,
      place, site_id, by_staff, evidence, salt, content_hash, previous_hash, hash)
    select seq, id, customer_id, customer_id, at, action, channel, purpose, contact, wording, wording_version,
      place, site_id, by_staff, evidence, salt, content_hash, previous_hash, hash
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(seq bigint, id uuid, customer_id uuid, at timestamptz, action text,
      channel text, purpose text, contact text, wording text, wording_version text, place text, site_id uuid, by_staff uuid,
      evidence jsonb, salt text, content_hash text, previous_hash text, hash text)`.execute(house.db)
  await keepObjections(house, drafts)
  return rows.map((row) => row.id)
}

/** The database refuses a NUL and half a character: they say nothing, and go. */
const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed()

function contentOf(draft: ReceiptToWrite, now: Date): ReceiptContent {
  return {
    customerId: draft.customerId.toLowerCase(),
    at: draft.at ?? now,
    action: draft.action,
    channel: draft.channel,
    purpose: draft.purpose,
    contact: draft.contact == null ? null : storable(draft.contact),
    wording: storable(draft.wording ?? ''),
    wordingVersion: storable(draft.wordingVersion ?? ''),
    place: storable(draft.place),
    siteId: draft.siteId?.toLowerCase() ?? null,
    byStaff: draft.byStaff?.toLowerCase() ?? null,
    evidence: JSON.parse(JSON.stringify(draft.evidence ?? {}), (_key, value: unknown) =>
      typeof value === 'string' ? storable(value) : value,
    ) as Record<string, unknown>,
  }
}

const rowOf = (content: ReceiptContent, salt: string, link: ReturnType<typeof linkAfter>) => ({
  seq: link.seq,
  id: link.id,
  customer_id: content.customerId,
  at: content.at,
  action: content.action,
  channel: content.channel,
  purpose: content.purpose,
  contact: content.contact,
  wording: content.wording,
  wording_version: content.wordingVersion,
  place: content.place,
  site_id: content.siteId,
  by_staff: content.byStaff,
  evidence: content.evidence,
  salt,
  content_hash: link.contentHash,
  previous_hash: link.previousHash,
  hash: link.hash,
})

async function chainEnd(db: Db): Promise<{ seq: number; hash: string } | null> {
  const row = await db
    .selectFrom('consent.receipt')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** The last word of each person on prospecting as a whole. */
async function keepObjections(house: House, drafts: readonly ReceiptToWrite[]): Promise<void> {
  const said = new Map<string, Date | null>()
  for (const draft of drafts) {
    if (draft.channel !== 'all' || draft.purpose !== 'commercial' || draft.action === 'notice') continue
    said.set(draft.customerId, draft.action === 'given' ? null : (draft.at ?? house.now()))
  }
  if (said.size === 0) return
  await sql`insert into consent.preference (customer_id, objected_at, changed_at)
    select id, at, ${house.now()}::timestamptz from unnest(${[...said.keys()]}::uuid[], ${[...said.values()]}::timestamptz[]) x(id, at)
    on conflict (customer_id) do update set objected_at = excluded.objected_at, changed_at = excluded.changed_at`.execute(
    house.db,
  )
}

/** All that was said about these people, newest first. */
export async function receiptsOf(db: Db, customerId: string, limit: number): Promise<Receipt[]> {
  const rows = await db
    .selectFrom('consent.receipt as r')
    .leftJoin('network.staff as s', 's.id', 'r.by_staff')
    .selectAll('r')
    .select(['s.name as by', stands('r').as('stands')])
    .where('r.customer_id', '=', customerId)
    .orderBy('r.at', 'desc')
    .orderBy('r.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    action: row.action,
    channel: row.channel,
    purpose: row.purpose,
    contact: row.contact,
    wording: row.wording,
    wordingVersion: row.wording_version,
    place: row.place,
    siteId: row.site_id,
    by: row.by,
    evidence: row.evidence,
    hash: row.hash,
    stands: row.stands,
  }))
}

/** Empties what was written about these people; the chain stays whole without it. */
export async function eraseReceipts(db: Db, customerIds: readonly string[], now: Date): Promise<void> {
  await db
    .updateTable('consent.receipt')
    .set({
      customer_id: null,
      subject_id: null,
      contact: null,
      wording: '',
      wording_version: '',
      place: '',
      site_id: null,
      by_staff: null,
      evidence: '{}',
      salt: '',
      erased_at: now,
    })
    .where(sql<boolean>`customer_id = any(${[...customerIds]}::uuid[])`)
    .execute()
}

export interface Proof {
  receipts: number
  sound: boolean
  brokenAt: number | null
  head: string
}

/**
 * Walks the whole chain, some thousands at a time. It holds when each receipt follows the one before and is what was written, and when
 * each is still with the person it is about: a pointer moves with a merge alone.
 */
export async function proveReceiptChain(db: Db, page = 5000): Promise<Proof> {
  let before: { seq: number; hash: string } | null = null
  for (;;) {
    const rows: ReceiptRow[] = await db
      .selectFrom('consent.receipt')
      .selectAll()
      .where('seq', '>', before?.seq ?? 0)
      .orderBy('seq')
      .limit(page)
      .execute()
    for (const row of rows) {
      if (!isSound(before, foundOf(row)))
        return { receipts: before?.seq ?? 0, sound: false, brokenAt: row.seq, head: before?.hash ?? GENESIS }
      before = { seq: row.seq, hash: row.hash }
    }
    if (rows.length < page) break
  }
  const strayed = await firstStrayed(db)
  return {
    receipts: before?.seq ?? 0,
    sound: strayed === null,
    brokenAt: strayed,
    head: before?.hash ?? GENESIS,
  }
}

/** A receipt that is with somebody else than it was written about, and no merge that stands says why. */
async function firstStrayed(db: Db): Promise<number | null> {
  const { rows } = await sql<{ seq: number }>`
    select r.seq from consent.receipt r where r.erased_at is null and r.customer_id is distinct from r.subject_id
      and not exists (select from identity.event e where e.kind = 'merge' and e.other_id = r.subject_id and e.undone_at is null)
    order by r.seq limit 1`.execute(db)
  return rows[0]?.seq ?? null
}

const foundOf = (row: ReceiptRow): FoundLink => ({
  seq: row.seq,
  id: row.id,
  contentHash: row.content_hash,
  previousHash: row.previous_hash,
  hash: row.hash,
  salt: row.salt,
  content: row.erased_at
    ? null
    : {
        customerId: row.subject_id ?? '',
        at: row.at,
        action: row.action,
        channel: row.channel,
        purpose: row.purpose,
        contact: row.contact,
        wording: row.wording,
        wordingVersion: row.wording_version,
        place: row.place,
        siteId: row.site_id,
        byStaff: row.by_staff,
        evidence: row.evidence,
      },
})
