import { sql } from 'kysely'
import { besideScore } from '../../feedback/beside-score.ts'
import type { Reader } from '../../feedback/reading.ts'
import type { House } from '../../kit/house.ts'
import { beforeOf } from '../../recovery/before.ts'
import { type CaseRow, changeCase, lockCase, noteRead } from '../../recovery/case.store.ts'
import { cheerCompliment, claimPush, seeCompliment } from '../../recovery/compliment.store.ts'
import { asksAfter, type Outcome } from '../../recovery/outcome.ts'
import { insertPromise, keepPromiseRow } from '../../recovery/promise.store.ts'
import type { Again } from '../../recovery/second-answer.ts'
import { addStep } from '../../recovery/step.store.ts'
import type { StepData, StepKind } from '../../recovery/step.ts'
import { correctEntry } from '../../timeline/entries.store.ts'
import { caseHears } from '../recovery/hear-answer.flow.ts'
import { praiseHears } from '../recovery/hear-praise.flow.ts'
import { recordedAs } from '../recovery/recorded-as.flow.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { wakingHour } from './demo-hours.ts'
import { DEMO_ZONE } from './demo-town.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Cases of so many days; the last ones are open. */
const DAYS = 90
const OPEN_DAYS = 6

const CALLED = [
  'Excuses présentées, la personne a apprécié l’appel.',
  'Nous avons repris le déroulé ensemble ; elle comprend mieux.',
  'Très remontée au début, apaisée à la fin. Repasse vendredi.',
  'Un malentendu sur le devis, levé.',
]
const PROMISED = [
  'Reprendre le nettoyage intérieur',
  'Rappeler avec la date de la pièce',
  'Un véhicule de prêt vendredi',
]
const DONE = ['Lavage offert.', 'Facture corrigée et renvoyée.', 'Bruit trouvé : une vis du cache.', 'Tout réexpliqué.']
const OUTCOMES: readonly Outcome[] = [
  'repaired',
  'repaired',
  'gesture',
  'explained',
  'explained',
  'no-fault',
  'unreachable',
]

/** What was done about answers of the last three months: each as it would have been on its day; the last ones wait for somebody. */
export async function demoCare(house: House, reader: Reader, owner: string, now: Date): Promise<void> {
  const mute = { add: async () => undefined, wake: () => undefined }
  const { rows } = await sql<{ id: string; text: string; language: string; at: Date }>`
    select a.id, coalesce(v.text, '') as text, a.language, a.at from feedback.answer a left join feedback.verbatim v on v.answer_id = a.id
    where a.at > ${new Date(now.getTime() - DAYS * DAY)} and a.at <= ${now} and a.left_out is null
      and (a.band = 'unhappy' or v.callback or v.promise or v.leaving or v.urgent or v.praised <> '{}')
    order by a.at, a.id`.execute(house.db)
  for (const answer of rows) {
    const recorded = await recordedAs(house.db, answer.id, { text: answer.text, whole: answer.text })
    if (!recorded) continue
    const then: House = { ...house, now: () => answer.at, queue: mute }
    const { band } = recorded
    const reading = besideScore(reader.read(answer.text, { language: answer.language }), { band, text: answer.text })
    await caseHears(then, recorded, reading)
    await praiseHears(then, recorded, reading)
  }
  await liveOn(house, owner, now)
}

async function liveOn(house: House, owner: string, now: Date): Promise<void> {
  const chance = chanceFrom(23_000)
  const { rows } = await sql<{ id: string }>`select id from recovery."case" order by opened_at, id`.execute(house.db)
  const open: string[] = []
  for (const { id } of rows) {
    const row = await lockCase(house.db, id)
    if (now.getTime() - row.openedAt.getTime() < OPEN_DAYS * DAY) open.push(id)
    else await closed(house, row, chance, now)
  }
  for (const [n, id] of open.entries()) await waits(house, await lockCase(house.db, id), n, chance, owner, now)
  await thanksRead(house, owner, now)
}

/** Thanks of more than a few days ago were read; to some a manager had a word to add. */
async function thanksRead(house: House, owner: string, now: Date): Promise<void> {
  const { rows } = await sql<{ id: string; at: Date; known: boolean }>`
    select id, at, staff_id is not null as known from recovery.compliment order by at, id`.execute(house.db)
  for (const [n, { id, at, known }] of rows.entries()) {
    await claimPush(house.db, id, at)
    if (now.getTime() - at.getTime() > 4 * DAY) await seeCompliment(house.db, id, new Date(at.getTime() + DAY))
    if (known && n % 3 === 0 && now.getTime() - at.getTime() > DAY)
      await cheerCompliment(house.db, id, owner, new Date(at.getTime() + 5 * HOUR))
  }
}

/** Of a working day, as far as the hour goes. */
function working(at: number): Date {
  const hour = new Date(at).getUTCHours()
  return new Date(hour < 7 ? at + (7 - hour) * HOUR : hour > 17 ? at + (31 - hour) * HOUR : at)
}

const step = (
  house: House,
  row: CaseRow,
  kind: StepKind,
  at: Date,
  more: { text?: string; data?: StepData; by?: string | null; about?: string } = {},
) =>
  addStep(
    house.db,
    {
      id: house.newId(),
      caseId: row.id,
      customerId: row.customerId,
      kind,
      by: more.by === undefined ? row.ownerId : more.by,
      about: more.about ?? null,
      text: more.text ?? '',
      data: { ...more.data, before: beforeOf(row) },
    },
    at,
  )

/** Heard from us, mostly in time; ended; and asked whether it is well. */
async function closed(house: House, row: CaseRow, chance: Chance, now: Date): Promise<void> {
  const span = row.dueAt.getTime() - row.openedAt.getTime()
  const heard = working(
    row.openedAt.getTime() + span * (chance.one(0.84) ? 0.1 + 0.7 * chance.next() : 1.1 + chance.next()),
  )
  const outcome = chance.pick(OUTCOMES)
  const ended = working(heard.getTime() + (0.5 + 2.5 * chance.next()) * DAY)
  if (ended >= now) return
  await changeCase(house.db, row.id, { answeredAt: heard, nextAt: null }, heard)
  if (row.ownerId) await noteRead(house.db, row.id, row.ownerId, new Date(row.openedAt.getTime() + HOUR))
  const reached = outcome !== 'unreachable'
  await step(house, row, 'called', heard, {
    text: reached ? chance.pick(CALLED) : '',
    data: { outcome: reached ? 'reached' : 'left-word' },
  })
  await changeCase(house.db, row.id, { closedAt: ended, closedBy: row.ownerId, outcome, nextAt: null }, ended)
  await step(house, row, 'closed', ended, { text: reached ? chance.pick(DONE) : '', data: { outcome } })
  if (row.entryId) await correctEntry(house.db, row.entryId, { closedAt: ended })
  if (asksAfter(outcome)) await askedAgain(house, row, ended, chance, now)
}

async function askedAgain(house: House, row: CaseRow, ended: Date, chance: Chance, now: Date): Promise<void> {
  const asked = working(ended.getTime() + DAY)
  if (asked >= now) return
  await step(house, row, 'asked', asked, { by: null, data: { channel: 'email' } })
  const answered = wakingHour(new Date(asked.getTime() + (9 + 30 * chance.next()) * HOUR), DEMO_ZONE)
  if (answered >= now || chance.one(0.45)) return
  const again: Again = chance.one(0.78) ? 'better' : chance.one(0.7) ? 'same' : 'worse'
  await changeCase(house.db, row.id, { again, againAt: answered }, answered)
  await step(house, row, 'said-again', answered, {
    by: null,
    data: { again, score: again === 'better' ? 5 : again === 'same' ? 3 : 1, best: 5 },
  })
}

/** Of these last days: some nobody has looked at, some with a promise, two handed to the owner of the demo. */
async function waits(house: House, row: CaseRow, n: number, chance: Chance, owner: string, now: Date): Promise<void> {
  if (n % 4 === 0) return
  if (row.ownerId) await noteRead(house.db, row.id, row.ownerId, new Date(row.openedAt.getTime() + HOUR))
  if (n % 4 === 1) {
    const heard = working(row.openedAt.getTime() + 3 * HOUR)
    if (heard >= now) return
    await changeCase(house.db, row.id, { answeredAt: heard, nextAt: null }, heard)
    await step(house, row, 'called', heard, { text: chance.pick(CALLED), data: { outcome: 'reached' } })
    const promiseId = house.newId()
    const words = chance.pick(PROMISED)
    const dueAt = working(now.getTime() + (n % 8 === 1 ? -5 : 28) * HOUR)
    await insertPromise(
      house.db,
      { id: promiseId, caseId: row.id, customerId: row.customerId, words, dueAt, by: row.ownerId },
      heard,
    )
    await step(house, row, 'promised', heard, { text: words, data: { promiseId, dueAt: dueAt.toISOString() } })
    if (n % 8 === 5) {
      await keepPromiseRow(house.db, promiseId, now, row.ownerId)
      await step(house, row, 'kept', now, { text: words, data: { promiseId } })
    }
  } else if (n % 4 === 2 && n < 12) {
    const handed = working(row.openedAt.getTime() + 2 * HOUR)
    await step(house, row, 'handed-over', handed < now ? handed : now, {
      text: 'Peux-tu l’appeler ? C’est un client de longue date, ta voix comptera.',
      about: owner,
    })
    await changeCase(house.db, row.id, { ownerId: owner, ownerAs: 'handed-over' }, handed)
  } else if (n % 8 === 3) {
    const tried = working(row.openedAt.getTime() + 4 * HOUR)
    if (tried < now) await step(house, row, 'called', tried, { data: { outcome: 'no-answer' } })
  }
}
