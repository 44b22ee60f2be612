import type * as api from '../../../contract/compliments.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import { type Caller, callerMay, callerSites, need } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, forbidden, invalid } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import type { Shown } from '../../network/looks.ts'
import { staffById, staffNames } from '../../network/staff.store.ts'
import {
  type ComplimentRow,
  cheerCompliment as cheer,
  complimentsAt,
  complimentsTo,
  giveCompliment,
  lockCompliment,
  seeCompliment as see,
} from '../../recovery/compliment.store.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { shownVerbatims } from '../feedback/inbox.flow.ts'
import { wholeShown } from '../feedback/shown-verbatim.ts'
import { COMPLIMENT_PUSH } from './hear-praise.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

const DAY = 86_400_000
/** Thanks stay on one's day for a week once read; on a manager's for two. */
const MINE_DAYS = 7
const TEAM_DAYS = 14
const ALL_DAYS = 366
const MOST = 50

export const listCompliments =
  (playbook: PlaybookNow) =>
  async (house: House, { query }: In<'listCompliments'>, caller: Caller): Out<'listCompliments'> => {
    const since = (days: number) => new Date(house.now().getTime() - (query.all ? ALL_DAYS : days) * DAY)
    const managed = callerSites(caller, 'staff.manage')
    const [mine, team] = await Promise.all([
      caller.staffId ? complimentsTo(house.db, caller.staffId, since(MINE_DAYS), MOST) : [],
      managed === 'all' || managed.length > 0 ? complimentsAt(house.db, managed, since(TEAM_DAYS), MOST) : [],
    ])
    const others = team.filter(({ staffId }) => staffId === null || staffId !== caller.staffId)
    const around = await aroundThem(house, playbook, caller, [...mine, ...others])
    return { mine: mine.flatMap((row) => shown(row, around)), team: others.flatMap((row) => shown(row, around)) }
  }

export const complimentsShow = ({ mine, team }: Awaited<Out<'listCompliments'>>): Shown => ({
  action: 'compliment.view',
  standing: true,
  customerIds: [...new Set([...mine, ...team].flatMap(({ customerId }) => customerId ?? []))],
})

async function aroundThem(house: House, playbook: PlaybookNow, caller: Caller, rows: readonly ComplimentRow[]) {
  const ids = [...new Set(rows.map(({ verbatimId }) => verbatimId))]
  const words = await shownVerbatims(house, playbook, caller, ids, { numbers: false, thanking: true })
  const named = await staffNames(house.db, [...new Set(rows.flatMap(({ candidates }) => candidates))])
  return { words: new Map(words.map((each) => [each.id, each])), named, caller }
}

function shown(row: ComplimentRow, { words, named, caller }: Awaited<ReturnType<typeof aroundThem>>): api.Compliment[] {
  const said = words.get(row.verbatimId)
  if (!said) return []
  const whole = wholeShown(said)
  return [
    {
      id: row.id,
      verbatimId: row.verbatimId,
      customerId: said.customerId,
      customer: said.customer,
      site: said.site,
      name: row.name,
      staffId: row.staffId,
      staff: row.staff ?? '',
      mine: row.staffId !== null && row.staffId === caller.staffId,
      candidates: row.staffId ? [] : row.candidates.map((id) => ({ id, name: named.get(id) ?? '' })),
      words: whole.text,
      hidden: whole.hidden,
      language: said.language,
      at: row.at.toISOString(),
      seenAt: row.seenAt?.toISOString() ?? null,
      cheeredBy: row.cheeredBy ?? '',
      cheeredAt: row.cheeredAt?.toISOString() ?? null,
      mayCheer: row.staffId !== null && row.staffId !== caller.staffId && callerMay(caller, 'staff.manage', row.siteId),
    },
  ]
}

const DONE = { ok: true } as const

export const seeCompliment = (
  house: House,
  { params, body }: In<'seeCompliment'>,
  caller: Caller,
): Out<'seeCompliment'> =>
  inTransaction(house, async (house) => {
    const row = await lockCompliment(house.db, params.id)
    if (row.staffId === null || row.staffId !== caller.staffId) throw forbidden('These thanks are somebody else’s.')
    await see(house.db, row.id, body.seen ? house.now() : null)
    return DONE
  })

export const cheerCompliment = (
  house: House,
  { params, body }: In<'cheerCompliment'>,
  caller: Caller,
): Out<'cheerCompliment'> =>
  inTransaction(house, async (house) => {
    const row = await lockCompliment(house.db, params.id)
    need(caller, 'staff.manage', row.siteId)
    if (row.staffId === null) throw conflict('nobody-thanked', 'Nobody has said yet who is meant')
    if (row.staffId === caller.staffId) throw conflict('is-yours', 'These thanks are yours')
    await cheer(house.db, row.id, body.cheered ? caller.staffId : null, body.cheered ? house.now() : null)
    await audit(house, caller, 'compliment.cheer', { siteId: row.siteId, detail: { compliment: row.id } })
    return DONE
  })

/** Several bear the name: a person says who is meant, and they are told. */
export const whoIsMeant = (house: House, { params, body }: In<'whoIsThanked'>, caller: Caller): Out<'whoIsThanked'> =>
  inTransaction(house, async (house) => {
    const row = await lockCompliment(house.db, params.id)
    need(caller, 'feedback.act', row.siteId)
    if (body.staffId) {
      const staff = await staffById(house.db, house.now(), body.staffId)
      const here = staff.roles.some(({ siteId }) => row.siteId === null || siteId === null || siteId === row.siteId)
      if (!here) throw invalid('body.staffId', 'They do not work on this site.')
    }
    await giveCompliment(house.db, row.id, body.staffId)
    if (body.staffId) await house.queue.add(house, COMPLIMENT_PUSH, { complimentId: row.id })
    await audit(house, caller, 'compliment.who', {
      customerId: callerMay(caller, 'customers.read') ? row.customerId : null,
      siteId: row.siteId,
      detail: { compliment: row.id },
    })
    return DONE
  })
