import type * as api from '../../../contract/decisions.ts'
import type { Decision } from '../../../contract/decisions.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import { displayName } from '../../customers/name.ts'
import { shownWords } from '../../feedback/mask.ts'
import { nameBook, namesIn } from '../../feedback/names.ts'
import { ownThemes } from '../../feedback/own-theme.store.ts'
import { type Caller, callerMay, callerSites } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, forbidden, invalid, notFound } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import type { Shown } from '../../network/looks.ts'
import { madeOnce } from '../../network/made.store.ts'
import { needSites } from '../../network/places.store.ts'
import {
  type DecisionFields,
  type DecisionRow,
  decisionById,
  decisionCounts,
  decisions,
  deleteDecision,
  insertDecision,
  insertNote,
  linkedWords,
  linkWords,
  lockDecision,
  notesOf,
  unlinkWords,
  updateDecision,
  writeOver,
  writeState,
} from '../../voice/decision.store.ts'
import { tellingOf } from '../../voice/told.store.ts'
import { firstWords } from '../../voice/told-words.ts'
import { everyName } from '../feedback/every-name.store.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

/** Who may write of some sites holds the right on each; of the whole network, on all. */
export const mayWrite = (caller: Caller, siteIds: readonly string[] | null): boolean =>
  siteIds === null
    ? callerSites(caller, 'voice.manage') === 'all'
    : siteIds.every((site) => callerMay(caller, 'voice.manage', site))

const maySee = (caller: Caller, siteIds: readonly string[] | null): boolean =>
  siteIds === null || siteIds.some((site) => callerMay(caller, 'voice.read', site))

/** What stands around decisions, read once for a page of them. */
export async function decisionAround(house: House, caller: Caller) {
  const [siteRows, own] = await Promise.all([
    house.db.selectFrom('network.site').select(['id', 'name']).execute(),
    ownThemes(house.db),
  ])
  const names = new Map(siteRows.map(({ id, name }) => [id, name]))
  return {
    today: house.now().toISOString().slice(0, 10),
    siteName: (id: string | null) => names.get(id ?? '') ?? '',
    themeTitle: (theme: string | null) => {
      const title = own.find(({ slug }) => `own:${slug}` === theme)?.title
      return title?.[caller.locale] ?? Object.values(title ?? {})[0] ?? ''
    },
  }
}
type Around = Awaited<ReturnType<typeof decisionAround>>

export const asDecision = (row: DecisionRow, around: Around, caller: Caller): Decision => ({
  id: row.id,
  text: row.text,
  why: row.why,
  siteIds: row.siteIds,
  sites: (row.siteIds ?? []).map(around.siteName),
  theme: row.theme,
  themeTitle: around.themeTitle(row.theme),
  owner: row.ownerId ? { id: row.ownerId, name: row.owner ?? '' } : null,
  dueOn: row.dueOn,
  state: row.state,
  outcome: row.outcome,
  late: (row.state === 'open' || row.state === 'doing') && row.dueOn !== null && row.dueOn < around.today,
  settledAt: row.settledAt?.toISOString() ?? null,
  toldAt: row.toldAt?.toISOString() ?? null,
  toldBecause: row.toldBecause,
  words: row.words,
  people: row.people,
  telling: row.telling && {
    total: row.telling.total,
    told: row.told,
    waiting: row.waiting,
    lost: row.lost,
    held: row.held,
    doneAt: row.telling.doneAt && new Date(row.telling.doneAt).toISOString(),
  },
  createdAt: row.createdAt.toISOString(),
  changedAt: row.changedAt.toISOString(),
  mayWrite: mayWrite(caller, row.siteIds),
})

export async function listDecisions(
  house: House,
  { query }: In<'listDecisions'>,
  caller: Caller,
): Out<'listDecisions'> {
  const sites = callerSites(caller, 'voice.read')
  const around = await decisionAround(house, caller)
  const [rows, counts] = await Promise.all([
    decisions(house.db, { sites, over: query.verbatim ? undefined : query.over, verbatim: query.verbatim }),
    decisionCounts(house.db, sites, around.today),
  ])
  return { decisions: rows.map((row) => asDecision(row, around, caller)), counts }
}

/** One that this caller may see. */
export async function seenDecision(house: House, id: string, caller: Caller): Promise<DecisionRow> {
  const row = await decisionById(house.db, id)
  if (!maySee(caller, row.siteIds)) throw notFound('decision')
  return row
}

export async function readDecision(house: House, { params }: In<'readDecision'>, caller: Caller): Out<'readDecision'> {
  const row = await seenDecision(house, params.id, caller)
  const [around, notes, linked, telling, names] = await Promise.all([
    decisionAround(house, caller),
    notesOf(house.db, row.id),
    linkedWords(house.db, row.id),
    tellingOf(house.db, row.id),
    everyName(house.db),
  ])
  const book = nameBook(names)
  const seesCustomers = callerMay(caller, 'customers.read')
  return {
    decision: asDecision(row, around, caller),
    notes: notes.map((note) => ({ ...note, at: note.at.toISOString() })),
    linked: linked
      // Words of a site one does not read are not shown by way of a decision.
      .filter(({ siteId }) => callerMay(caller, 'voice.read', siteId))
      .map((word) => ({
        verbatimId: word.verbatimId,
        at: word.at.toISOString(),
        site: around.siteName(word.siteId),
        customerId: seesCustomers ? word.customerId : null,
        customer: seesCustomers && word.kind ? nameOf(word) : '',
        text: shownWords(word, namesIn(word.text, book), { numbers: false, names: false }).text,
      })),
    audience: telling?.audience ?? { theme: null, sites: row.siteIds, from: null, to: null },
    words: telling?.words ?? firstWords(caller.locale, row),
  }
}

export const nameOf = (row: {
  kind: 'person' | 'company' | null
  givenName: string | null
  familyName: string | null
  companyName: string | null
}): string =>
  displayName({
    kind: row.kind ?? 'person',
    givenName: row.givenName ?? '',
    familyName: row.familyName ?? '',
    companyName: row.companyName ?? '',
  })

export const decisionShows = ({ linked }: Awaited<Out<'readDecision'>>): Shown => ({
  action: 'decision.view',
  customerIds: linked.flatMap(({ customerId }) => customerId ?? []),
})

async function checked(house: House, caller: Caller, fields: Partial<DecisionFields>): Promise<void> {
  if (fields.siteIds !== undefined && !mayWrite(caller, fields.siteIds))
    throw forbidden('You decide for the sites where you hold this right.')
  if (fields.siteIds) {
    const named = fields.siteIds.map((id, at) => [`body.siteIds.${at}`, id] as const)
    await needSites(house.db, Object.fromEntries(named))
  }
  if (fields.ownerId) {
    const owner = await house.db
      .selectFrom('network.staff')
      .select('id')
      .where('id', '=', fields.ownerId)
      .where('archived_at', 'is', null)
      .executeTakeFirst()
    if (!owner) throw invalid('body.ownerId', 'Nobody of this id works here (any more).')
  }
}

/** Held, and the caller may write it. */
export async function decisionToChange(house: House, id: string, caller: Caller): Promise<DecisionRow> {
  await lockDecision(house.db, id)
  const row = await seenDecision(house, id, caller)
  if (!mayWrite(caller, row.siteIds)) throw forbidden('This decision is of a site where you do not hold this right.')
  return row
}

const answered = async (house: House, id: string, caller: Caller): Promise<Decision> =>
  asDecision(await decisionById(house.db, id), await decisionAround(house, caller), caller)

export const takeDecision = (house: House, { body }: In<'takeDecision'>, caller: Caller): Out<'takeDecision'> =>
  madeOnce(
    house,
    caller,
    { what: 'decision', body },
    {
      make: taken(body, caller),
      still: (house, id) => answered(house, id, caller),
    },
  )

const taken =
  (body: In<'takeDecision'>['body'], caller: Caller) =>
  async (house: House, id: string): Promise<Decision> => {
    const fields = {
      text: body.text,
      why: body.why ?? '',
      siteIds: body.siteIds ?? null,
      theme: body.theme ?? null,
      ownerId: body.ownerId ?? null,
      dueOn: body.dueOn ?? null,
    }
    await checked(house, caller, fields)
    await insertDecision(house.db, id, fields, caller.staffId, house.now())
    await linkWords(house.db, id, body.verbatimIds, callerSites(caller, 'voice.manage'), caller.staffId, house.now())
    await audit(house, caller, 'decision.take', { detail: { decision: id } })
    return answered(house, id, caller)
  }

export const changeDecision = (
  house: House,
  { params, body }: In<'changeDecision'>,
  caller: Caller,
): Out<'changeDecision'> =>
  inTransaction(house, async (house) => {
    await decisionToChange(house, params.id, caller)
    const set = Object.fromEntries(
      Object.entries(body).filter(([, value]) => value !== undefined),
    ) as Partial<DecisionFields>
    await checked(house, caller, set)
    await updateDecision(house.db, params.id, set, house.now())
    await audit(house, caller, 'decision.change', { detail: { decision: params.id, fields: Object.keys(set) } })
    return answered(house, params.id, caller)
  })

/** Letters that say something. */
const LEAST_OUTCOME = 3

export const setDecisionState = (
  house: House,
  { params, body }: In<'setDecisionState'>,
  caller: Caller,
): Out<'setDecisionState'> =>
  inTransaction(house, async (house) => {
    const row = await decisionToChange(house, params.id, caller)
    const outcome = body.outcome || (body.state === row.state ? row.outcome : '')
    if ((body.state === 'settled' || body.state === 'dropped') && outcome.trim().length < LEAST_OUTCOME)
      throw invalid(
        'body.outcome',
        body.state === 'settled'
          ? 'What came of it? It is what those who raised it will read.'
          : 'Why is it dropped? Those who raised it will want to know.',
      )
    if (row.telling && !row.telling.doneAt)
      throw conflict('being-told', 'People are being told just now', 'Call it off first, or wait a moment.')
    await writeState(house.db, params.id, { state: body.state, outcome }, house.now())
    await insertNote(
      house.db,
      { id: house.newId(), decisionId: params.id, by: caller, text: body.outcome },
      body.state,
      house.now(),
    )
    await audit(house, caller, 'decision.state', { detail: { decision: params.id, state: body.state } })
    return answered(house, params.id, caller)
  })

export const noteDecision = (house: House, { params, body }: In<'noteDecision'>, caller: Caller): Out<'noteDecision'> =>
  madeOnce<{ ok: true }>(
    house,
    caller,
    { what: `note on ${params.id}`, body },
    {
      make: async (house, id) => {
        await decisionToChange(house, params.id, caller)
        await insertNote(house.db, { id, decisionId: params.id, by: caller, text: body.text }, null, house.now())
        await audit(house, caller, 'decision.note', { detail: { decision: params.id } })
        return { ok: true }
      },
      still: async () => ({ ok: true }),
    },
  )

export const linkDecision = (house: House, { params, body }: In<'linkDecision'>, caller: Caller): Out<'linkDecision'> =>
  inTransaction(house, async (house) => {
    await decisionToChange(house, params.id, caller)
    await unlinkWords(house.db, params.id, body.remove)
    await linkWords(house.db, params.id, body.add, callerSites(caller, 'voice.manage'), caller.staffId, house.now())
    await audit(house, caller, 'decision.change', { detail: { decision: params.id, fields: ['words'] } })
    return answered(house, params.id, caller)
  })

export const removeDecision = (house: House, { params }: In<'removeDecision'>, caller: Caller): Out<'removeDecision'> =>
  inTransaction(house, async (house) => {
    const row = await decisionToChange(house, params.id, caller)
    if (row.told > 0 || row.telling)
      throw conflict('told-already', 'People were told of it', 'Drop it with its reason instead.')
    await deleteDecision(house.db, params.id)
    await audit(house, caller, 'decision.remove', { detail: { decision: params.id } })
    return { ok: true }
  })

export const closeDecision = (
  house: House,
  { params, body }: In<'closeDecision'>,
  caller: Caller,
): Out<'closeDecision'> =>
  inTransaction(house, async (house) => {
    const row = await decisionToChange(house, params.id, caller)
    if (row.state !== 'settled' && row.state !== 'dropped')
      throw conflict('not-settled', 'It is neither settled nor dropped', 'Say what came of it first.')
    if (row.telling && !row.telling.doneAt)
      throw conflict('being-told', 'People are being told just now', 'Call it off first, or wait a moment.')
    await writeOver(house.db, params.id, house.now(), body.because, house.now())
    await audit(house, caller, 'decision.close', { detail: { decision: params.id } })
    return answered(house, params.id, caller)
  })
