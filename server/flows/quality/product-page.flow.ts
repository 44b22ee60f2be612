import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/gate-file.ts'
import type { Delivery } from '../../../contract/gate-hooks.ts'
import { shownWords } from '../../feedback/mask.ts'
import { type NameBook, nameBook, namesIn } from '../../feedback/names.ts'
import { type Caller, callerMay } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import type { Shown } from '../../network/looks.ts'
import { eventsOf } from '../../quality/decision.store.ts'
import { densityOf, evidenceOf } from '../../quality/evidence.ts'
import { actionsOf, filesOf } from '../../quality/file.store.ts'
import { findingOf } from '../../quality/gate.ts'
import { deliveriesOf } from '../../quality/hook.store.ts'
import { versionsOf } from '../../quality/product.store.ts'
import { proofsOf } from '../../quality/proof.store.ts'
import { type SpokenRow, spokenOf } from '../../quality/ratings.store.ts'
import { toldByEvent } from '../../quality/told.store.ts'
import { starsOf } from '../../reviews/rating.ts'
import { everyName } from '../feedback/every-name.store.ts'
import { asCard, seenRow } from './board.flow.ts'
import { evidenceNow } from './evaluate.flow.ts'
import { gateSettingsOf } from './gate-settings.flow.ts'
import { undoableEvent } from './undoable.ts'

type Out = Promise<AnswerOf<typeof api.readProduct>>

/** Words shown at once. */
const MOST_WORDS = 60

export async function readProduct(house: House, { params }: InputOf<typeof api.readProduct>, caller: Caller): Out {
  const { db } = house
  const row = await seenRow(house, params.id, caller)
  const card = asCard(row, caller, house.now())
  const settings = await gateSettingsOf(db)
  const [versions, files, spoken, events, deliveries] = await Promise.all([
    versionsOf(db, row.id),
    filesOf(db, row.id),
    spokenOf(db, row, row.file_id, MOST_WORDS),
    eventsOf(db, row.id),
    card.mayManage ? deliveriesOf(db, { productId: row.id }) : [],
  ])
  const names = nameBook(await everyName(db))
  // The file that is open, else the last one.
  const file = files.find(({ id }) => id === row.file_id) ?? files[0]
  const evidences = await Promise.all(
    versions.map(async (version) =>
      version.number === row.version && row.evidence
        ? row.evidence
        : evidenceNow(house, row, version.number, { ...settings, windowDays: null }),
    ),
  )
  const found = row.evidence ?? evidenceOf(row.version, [], settings)
  const undoable = card.mayManage ? undoableEvent(events)?.id : undefined
  const back = events.find((event) => (event.kind === 'returned' || event.kind === 'improved') && !event.undone_at)
  return {
    product: card,
    finding: findingOf(found, settings),
    density: densityOf(found.counts),
    versions: versions.map((version, at) => ({
      number: version.number,
      label: version.label,
      changed: version.changed,
      madeAt: version.made_at.toISOString(),
      shelfAt: version.shelf_at?.toISOString() ?? null,
      evidence: evidences[at] ?? null,
    })),
    spoken: spoken.map((one) => asSpoken(one, caller, names)),
    file: file ? await asFile(house, file) : null,
    before: files.filter(({ id }) => id !== file?.id).map(asPast),
    events: events.map((event) => ({
      id: event.id,
      at: event.at.toISOString(),
      kind: event.kind,
      by: event.by_name || null,
      because: event.because,
      text: event.text,
      undone: event.undone_at !== null,
      mayUndo: event.id === undoable,
    })),
    deliveries: deliveries.map(asDelivery),
    told: back ? await toldOf(house, back.id) : null,
  }
}

export const productShows = ({ spoken }: Awaited<Out>): Shown => ({
  action: 'gate.view',
  customerIds: spoken.flatMap(({ customerId }) => customerId ?? []),
})

/** Who reads about a product needs no number, no account, and no name of a colleague in words that are not kind. */
function asSpoken(row: SpokenRow, caller: Caller, names: NameBook): api.Spoken {
  const scaled = row.score !== null && row.scale_min !== null && row.scale_max !== null && row.direction !== null
  return {
    id: row.id,
    stars: scaled
      ? Math.round(starsOf(row.score!, { min: row.scale_min!, max: row.scale_max!, direction: row.direction! }) * 10) /
        10
      : null,
    version: row.version,
    text: shownWords(row, namesIn(row.text, names), { numbers: false, names: false }).text,
    polarity: row.polarity,
    at: row.at.toISOString(),
    site: row.site,
    customerId: callerMay(caller, 'customers.read') ? row.customerId : null,
    linked: row.linked,
    leftOut: row.leftOut,
  }
}

type FileRow = Awaited<ReturnType<typeof filesOf>>[number]

const asPast = (file: FileRow) => ({
  id: file.id,
  version: file.version,
  openedAt: file.opened_at.toISOString(),
  closedAt: file.closed_at?.toISOString() ?? null,
  outcome: file.outcome,
})

async function asFile(house: House, file: FileRow): Promise<api.QualityFile> {
  const [actions, proofs] = await Promise.all([actionsOf(house.db, file.id), proofsOf(house.db, file.id)])
  return {
    ...asPast(file),
    dueAt: file.due_at.toISOString(),
    owner: file.owner_id ? { id: file.owner_id, name: file.owner ?? '' } : null,
    wrong: file.wrong,
    cause: file.cause,
    actions: actions.map((action) => ({
      id: action.id,
      title: action.title,
      owner: action.owner_id ? { id: action.owner_id, name: action.owner ?? '' } : null,
      dueOn: action.due_on,
      doneAt: action.done_at?.toISOString() ?? null,
    })),
    proofs: proofs.map((proof) => ({ ...proof, at: proof.at.toISOString() })),
  }
}

export const asDelivery = (row: Awaited<ReturnType<typeof deliveriesOf>>[number]): Delivery => ({
  id: row.id,
  hookId: row.hook_id,
  hook: row.hook,
  productId: row.product_id,
  product: row.product ?? '',
  type: row.type,
  state: row.state,
  tries: row.tries,
  notBefore: row.not_before.toISOString(),
  problem: row.problem,
  at: row.created_at.toISOString(),
  doneAt: row.done_at?.toISOString() ?? null,
  attempts: row.attempts.map((attempt) => ({
    at: attempt.at.toISOString(),
    ms: attempt.ms,
    status: attempt.status,
    problem: attempt.problem,
    answer: attempt.answer,
  })),
})

async function toldOf(house: House, eventId: string) {
  const rows = await toldByEvent(house.db, eventId)
  const all = (how: 'told' | 'waiting' | 'lost') => rows.reduce((sum, row) => sum + (row.how === how ? row.n : 0), 0)
  return {
    told: all('told'),
    waiting: all('waiting'),
    lost: all('lost'),
    not: rows.flatMap((row) => (row.how !== 'not' || !row.because ? [] : [{ because: row.because, n: row.n }])),
  }
}
