import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/replay.ts'
import type { ReplayFigures } from '../../../contract/replay.ts'
import { weightOf } from '../../budget/weights.ts'
import { lawSettings, siteEntities } from '../../consent/law.store.ts'
import { STARTERS } from '../../feedback/starters.ts'
import { allSurveys } from '../../feedback/survey.store.ts'
import type { Caller } from '../../kit/caller.ts'
import { type Db, type House, inTransaction } from '../../kit/house.ts'
import { conflict, notFound } from '../../kit/problem.ts'
import type { Sender } from '../../messages/letter.ts'
import { linksFor } from '../../messages/link.ts'
import { providersOf } from '../../messages/provider.store.ts'
import { segmentsOf } from '../../messages/segments.ts'
import { sendersOf } from '../../messages/sender.store.ts'
import { smsWith } from '../../messages/write-message.ts'
import { placeholderBirths, rhythmOfNetwork } from '../../moments/clock-facts.store.ts'
import { zoneHere } from '../../moments/local-zone.ts'
import { standingPlaybook } from '../../moments/read-playbook.ts'
import type { Replaying, ReplayOf } from '../../moments/replay.port.ts'
import { insertReplay, newestReplays, replayById, writeReplay } from '../../moments/replay.store.ts'
import { clockOf, rulesOf } from '../../moments/replay-pages.ts'
import { sampleScene, sampleWords } from '../../moments/sample-scene.ts'
import { supposedLife } from '../../moments/supposed-life.ts'
import { hardestMonth, type Life, type Replayed, replay, type Tally } from '../../moments/time-machine.ts'
import { versionOf, versions } from '../../moments/versions.store.ts'
import { renderWords } from '../../moments/words.ts'
import { audit } from '../../network/audit.store.ts'
import { staffOf } from '../../network/staff.store.ts'
import { addMonths, dayAt, instantOf } from '../../plain/civil.ts'
import { handoversBetween } from '../../work/handover.store.ts'
import { countCustomers, customerPages, livesOf, staffNames, warningsBetween } from './lives.store.ts'
import { loopPersons } from './persons.store.ts'
import { carriedBy, stopNumber } from './round.store.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K]>
type Out<K extends keyof typeof api> = Promise<AnswerOf<(typeof api)[K]>>

/** The work that lives again; one at a time, in the order they were asked for. */
export const REPLAY = 'replay'
/** The days of a replay begin where most of the network is. */
const ZONE = 'Europe/Paris'
/** Lives handed over at a time. */
const PAGE = 500

/** Begins a replay in the background. A version that does not read is refused at once. */
export const startReplay = (house: House, { body }: In<'startReplay'>, caller: Caller): Out<'startReplay'> =>
  inTransaction(house, async (house) => {
    for (const version of [body.version, body.against]) if (version !== null) await textOf(house.db, version)
    const id = house.newId()
    await insertReplay(house.db, { ...body, id, by: caller.staffId }, house.now())
    await audit(house, caller, 'replay.start', {
      detail: { replay: id, version: body.version, against: body.against, from: body.from, to: body.to },
    })
    await house.queue.add(house, REPLAY, { id })
    return replayById(house.db, id)
  })

export const listReplays = async (house: House, { query }: In<'listReplays'>): Out<'listReplays'> => ({
  replays: await newestReplays(house.db, query.limit),
})

export const readReplay = (house: House, { params }: In<'readReplay'>): Out<'readReplay'> =>
  replayById(house.db, params.id)

export async function stopReplay(house: House, { params }: In<'stopReplay'>): Out<'stopReplay'> {
  const run = await replayById(house.db, params.id)
  if (run.state !== 'waiting' && run.state !== 'running')
    throw conflict('over', 'This try is over', 'Start another one.')
  await writeReplay(house.db, params.id, { state: 'stopped', finishedAt: house.now() })
  return { ok: true as const }
}

/** A version as it was written, if it can be run. */
async function textOf(db: Db, version: number): Promise<string> {
  const row = await versionOf(db, version)
  if (!row) throw notFound('version of the playbook')
  if ('faults' in standingPlaybook(row.yaml))
    throw conflict(
      'playbook-faults',
      'This version does not read any more',
      'Open it, mend what is marked, and save it as a new one.',
    )
  return row.yaml
}

/** What a replay of one version stands on; the same for everyone. */
async function standsOn(house: House, version: number, span: { from: number; to: number }): Promise<ReplayOf> {
  const { db } = house
  const [yaml, law, entities, providers, births, rhythm, warnings, surveys, senderAt, staff, handovers] =
    await Promise.all([
      textOf(db, version),
      lawSettings(db),
      siteEntities(db),
      providersOf(db, { active: true }),
      placeholderBirths(db),
      rhythmOfNetwork(db),
      warningsBetween(db, new Date(span.from), new Date(span.to)),
      allSurveys(db),
      sendersOf(db),
      staffOf(db, house.now()),
      handoversBetween(db, new Date(span.from), new Date(span.to)),
    ])
  return {
    yaml,
    version,
    law,
    entities: [...entities],
    // A channel that is not connected yet is tried all the same: what it would carry is the question.
    carried: [...new Set([...carriedBy(providers), 'email' as const, 'sms' as const, 'postcard' as const])],
    // So is a survey that is not open yet, and one that would come with the playbook; one that was closed stays closed.
    asks: [
      ...STARTERS.filter(({ slug }) => !surveys.some((each) => each.slug === slug)),
      ...surveys.filter(({ state }) => state !== 'closed').map(({ slug, asks }) => ({ slug, metric: asks.metric })),
    ].map(({ slug, metric }): ReplayOf['asks'][number] => [slug, { metric }]),
    segments: segmentsIn(yaml, { ...senderAt(null), stop: stopNumber(providers) }, house),
    team: { staff, handovers },
    costs: Object.fromEntries(providers.map((each) => [each.channel, each.costCents])),
    placeholders: births.map((each) => each.day),
    rhythm,
    warnings,
    ...span,
  }
}

/** Of how many segments each SMS is, with who speaks and the way out, written for an invented customer. */
function segmentsIn(yaml: string, sender: Sender, house: House): Record<string, number> {
  const read = standingPlaybook(yaml)
  if ('faults' in read) return {}
  const links = linksFor(house.seal.mark, house.origin, { kind: 'message', id: house.newId() }, house.now())
  return Object.fromEntries(
    read.playbook.moments.flatMap((moment): [string, number][] => {
      const [language, text] = Object.entries(moment.sms ?? {})[0] ?? []
      if (language === undefined || text === undefined) return []
      const written = renderWords(text, sampleScene(moment.on), sampleWords(language, moment))
      return 'text' in written
        ? [[moment.id, segmentsOf(smsWith(written.text, language, { sender, links })).segments]]
        : []
    }),
  )
}

/** Lives everyone's time again under one version or two. Killed in the middle, it begins anew: nothing of it is kept but figures. */
export async function runReplay(house: House, replaying: Replaying, id: string): Promise<void> {
  const run = await replayById(house.db, id)
  if (run.state === 'stopped' || run.state === 'done') return
  const span = { from: instantOf(ZONE, run.from, 0), to: instantOf(ZONE, run.to, 0) }
  const people = Math.min(await countCustomers(house.db), run.sample ?? Number.POSITIVE_INFINITY)
  const total = people * (run.against === null ? 1 : 2)
  await writeReplay(house.db, id, { state: 'running', done: 0, total, startedAt: house.now() })
  const names = await staffNames(house.db)
  let done = 0
  const once = async (version: number): Promise<ReplayFigures | undefined> => {
    const of = await standsOn(house, version, span)
    const tally = await replaying.run(of, pages(house.db, span, run.sample), async (n) => {
      done += n
      await writeReplay(house.db, id, { done })
      return { stop: (await replayById(house.db, id)).state === 'stopped' }
    })
    return tally && figuresOf(tally, names, rulesOf(of).compiled.playbook.budget.angryOver)
  }
  try {
    const result = await once(run.version)
    const againstResult = result && run.against !== null ? await once(run.against) : null
    if (!result || againstResult === undefined) return
    await writeReplay(house.db, id, { state: 'done', done: total, finishedAt: house.now(), result, againstResult })
  } catch (error) {
    house.log.error({ err: error, replay: id }, 'a replay broke off')
    await writeReplay(house.db, id, { state: 'failed', finishedAt: house.now(), problem: 'fault' })
  }
}

async function* pages(db: Db, span: { from: number; to: number }, sample: number | null): AsyncGenerator<Life[]> {
  for await (const ids of customerPages(db, PAGE, sample))
    yield await livesOf(db, ids, new Date(span.from), new Date(span.to))
}

function figuresOf(tally: Tally, names: ReadonlyMap<string, string>, angryOver: number): ReplayFigures {
  return {
    ...tally,
    byGesture: Object.fromEntries(Object.entries(tally.byGesture)),
    costCents: Math.round(tally.costCents * 100) / 100,
    load: Object.entries(tally.load)
      .map(([staffId, each]) => ({ staffId: staffId || null, name: names.get(staffId) ?? '', ...each }))
      .sort((a, b) => b.total - a.total)
      .slice(0, 200),
    pressure: Object.entries(tally.pressure)
      .map(([contacts, people]) => ({ contacts: Number(contacts), people }))
      .sort((a, b) => a.contacts - b.contacts),
    angryOver,
  }
}

/** One customer from today on, with what one supposes will happen to them. */
export async function fastForward(
  house: House,
  { params, body }: In<'fastForward'>,
  caller: Caller,
): Out<'fastForward'> {
  const { db } = house
  const now = house.now()
  const version = body.version ?? (await versions(db)).find((each) => each.live_from && !each.live_until)?.version
  if (version === undefined)
    throw conflict('no-playbook', 'No playbook is in force', 'Put one in force, or name a version.')
  const [life] = await livesOf(db, [params.id], now, now)
  if (!life) throw notFound('customer')
  const zone = zoneHere(life.person)
  const today = dayAt(zone, now.getTime())
  const span = { from: now.getTime(), to: instantOf(zone, addMonths(today, body.months), 0) }
  const of = await standsOn(house, version, span)
  const rules = rulesOf(of)
  const person = (await loopPersons(db, [params.id], now)).get(params.id) ?? life.person
  const { life: told, supposed } = supposedLife(
    { ...life, person },
    { ...span, zone, asked: body.suppose, usual: body.usual, rhythm: of.rhythm, entity: of.law.legalEntity },
  )
  const events: Replayed[] = []
  replay(rules, told, clockOf(rules, of)(told), span, (event) => void events.push(event))
  await audit(house, caller, 'replay.customer', { customerId: params.id, detail: { version, months: body.months } })
  events.sort((a, b) => a.at - b.at)
  const { budget } = rules.compiled.playbook
  return {
    version,
    supposed,
    events: events.map((event) => {
      const moment = rules.compiled.moments.get(event.touch.moment)?.moment
      return {
        at: new Date(event.at).toISOString(),
        moment: event.touch.moment,
        title: moment?.title ?? {},
        core: event.touch.core,
        outcome: event.outcome,
        gesture: event.gesture,
        because: [...event.because],
      }
    }),
    hardestMonth: hardestMonth(
      events.flatMap(({ at, gesture }) => (gesture ? [{ at, weight: weightOf(budget, gesture) }] : [])),
    ),
    angryOver: budget.angryOver,
  }
}
