import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/quality.ts'
import { type Caller, callerSites } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { notFound } from '../../kit/problem.ts'
import { daysLeft } from '../../quality/clock.ts'
import { againstBar } from '../../quality/evidence.ts'
import { findingOf } from '../../quality/gate.ts'
import { type CardRow, productCards, withdrawnProducts } from '../../quality/product.store.ts'
import { gateSettingsOf } from './gate-settings.flow.ts'
import { mayManage, needToSee } from './who-may.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

const DAY = 86_400_000

export function asCard(row: CardRow, caller: Caller, now: Date): api.ProductCard {
  const fileOwner = row.file_owner_id ? { id: row.file_owner_id, name: row.file_owner ?? '' } : null
  return {
    id: row.id,
    kind: row.kind,
    reference: row.reference,
    name: row.name,
    siteIds: row.site_ids,
    links: row.links,
    state: row.state,
    stateAt: row.state_at.toISOString(),
    version: row.version,
    versionLabel: row.version_label,
    because: row.because,
    evidence: row.evidence,
    owner: fileOwner ?? (row.owner_id ? { id: row.owner_id, name: row.owner ?? '' } : null),
    // Off the shelf nobody waits for a day: it returns when it is better.
    clock:
      row.file_opened_at && row.file_due_at && row.state !== 'withdrawn' && row.state !== 'returning'
        ? {
            openedAt: row.file_opened_at.toISOString(),
            dueAt: row.file_due_at.toISOString(),
            daysLeft: daysLeft(row.file_due_at.getTime(), now.getTime()),
            days: Math.round((row.file_due_at.getTime() - row.file_opened_at.getTime()) / DAY),
          }
        : null,
    proposal: row.proposal_id
      ? {
          id: row.proposal_id,
          move: row.proposal_move!,
          strength: row.proposal_strength!,
          because: row.proposal_because!,
          at: row.proposal_at!.toISOString(),
        }
      : null,
    deadLetters: row.dead,
    archived: row.archived_at !== null,
    mayManage: mayManage(caller, row.site_ids),
  }
}

export async function cardById(house: House, id: string, caller: Caller): Promise<api.ProductCard> {
  const [row] = await productCards(house.db, { id })
  if (!row) throw notFound('product')
  return asCard(row, caller, house.now())
}

/** The same for eyes that may not see every site. */
export async function seenRow(house: House, id: string, caller: Caller): Promise<CardRow> {
  const [row] = await productCards(house.db, { id })
  if (!row) throw notFound('product')
  needToSee(caller, row.site_ids)
  return row
}

export async function listProducts(house: House, { query }: In<'listProducts'>, caller: Caller): Out<'listProducts'> {
  const [rows, settings] = await Promise.all([
    productCards(house.db, {
      archived: query.archived,
      q: query.q ?? '',
      sites: callerSites(caller, 'voice.read'),
    }),
    gateSettingsOf(house.db),
  ])
  const products = rows.map((row) => asCard(row, caller, house.now()))
  return { products, settings, deadLetters: products.reduce((sum, each) => sum + each.deadLetters, 0) }
}

export const readSettings = (house: House): Out<'readGateSettings'> => gateSettingsOf(house.db)

/** With these thresholds, on what is known now. The window of days is not counted anew here: it is when they are set. */
export async function previewSettings(
  house: House,
  { body }: In<'previewGateSettings'>,
  caller: Caller,
): Out<'previewGateSettings'> {
  const before = await gateSettingsOf(house.db)
  const rows = await productCards(house.db, { sites: callerSites(caller, 'gate.manage') })
  const counts = { 'too-few': 0, fine: 0, alert: 0, propose: 0, withdraw: 0 }
  const moved: Awaited<Out<'previewGateSettings'>>['moved'] = []
  for (const row of rows) {
    if (!row.evidence) {
      counts['too-few'] += 1
      continue
    }
    const was = findingOf(againstBar(row.evidence, before.bar), before)
    const becomes = findingOf(againstBar(row.evidence, body.bar), body)
    counts[becomes] += 1
    if (was !== becomes) moved.push({ id: row.id, name: row.name, was, becomes })
  }
  return { counts, moved }
}

/** What is off the shelf, for shops that would rather ask than be told. */
export async function withdrawnNow(house: House): Promise<{
  at: string
  withdrawn: (Omit<Awaited<ReturnType<typeof withdrawnProducts>>[number], 'since'> & { since: string })[]
}> {
  const rows = await withdrawnProducts(house.db)
  return {
    at: house.now().toISOString(),
    withdrawn: rows.map((row) => ({ ...row, since: row.since.toISOString() })),
  }
}
