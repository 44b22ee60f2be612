import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/reader.ts'
import { dayChanged } from '../../feedback/answer.store.ts'
import { overlaid } from '../../feedback/correct.ts'
import { liveCorrections, lockRead, saveReadings } from '../../feedback/correction.store.ts'
import { cover } from '../../feedback/mask.ts'
import { type NameBook, nameBook, namesIn } from '../../feedback/names.ts'
import {
  agreed,
  type First,
  type Opinion,
  refined,
  type Second,
  sameFindings,
  UNSURE,
  worthASecondLook,
} from '../../feedback/opinion.ts'
import { privateSpans } from '../../feedback/private.ts'
import type { Reader } from '../../feedback/reading.ts'
import type { AskedModel, OpinionFound, SecondOpinion } from '../../feedback/second-opinion.port.ts'
import {
  countAsked,
  readTwice,
  type SecondSetting,
  saveSecond,
  saveSecondSetting,
  secondSetting,
  seenUpTo,
  type ToAsk,
  takeBackSeconds,
  writtenSince,
} from '../../feedback/second-opinion.store.ts'
import { type Caller, callerMay } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { invalid } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import type { Looks } from '../../network/looks.ts'
import { wilson } from '../../plain/proportion-interval.ts'
import { everyName } from './every-name.store.ts'

const HALF_A_YEAR_MS = 183 * 86_400_000
const MOST_MEASURED = 5000
const EXAMPLES = 12
/** One round works so long at most; the next begins with the next minute. */
const ROUND_MS = 45_000
const PAGE = 200
/** What was written this moment may not be committed yet. */
const SETTLED_MS = 10_000

/** What leaves the house: numbers, addresses, and the names of colleagues and of who wrote it are covered. */
function masked(text: string, customer: string, names: NameBook): string {
  const own = namesIn(text, nameBook(customer ? [{ id: 'customer', name: customer }] : []))
  const spans = [...namesIn(text, names), ...own].map(({ from, to }) => ({ from, to, for: 'colleague' as const }))
  return cover(text, [...privateSpans(text), ...spans]).text
}

/** Asks about what the reader was unsure of, and a few others, as many a day as the network wants. A model that does not answer is let alone until the next minute. */
export async function askSecondOpinions(house: House, model: SecondOpinion): Promise<void> {
  const until = house.now().getTime() + ROUND_MS
  let names: NameBook | undefined
  for (;;) {
    const set = await secondSetting(house.db)
    if (!set?.onSince) return
    const before = new Date(house.now().getTime() - SETTLED_MS)
    const page = await writtenSince(house.db, { at: set.seenTo, id: set.seenId }, before, PAGE)
    if (page.length === 0) return
    names ??= nameBook(await everyName(house.db))
    for (const row of page) {
      const going = await oneText(house, model, set, names, row)
      if (!going) return
      await seenUpTo(house.db, row.cursor, row.id)
      if (house.now().getTime() > until) return
    }
  }
}

/** @returns whether to go on to the next text */
async function oneText(
  house: House,
  model: SecondOpinion,
  set: SecondSetting,
  names: NameBook,
  row: ToAsk,
): Promise<boolean> {
  if (row.second?.shape === row.shape) {
    // Asked about these words already; read anew since, its word is used again.
    await use(house, row, row.second, set.refine)
    return true
  }
  // What a colleague has said of it needs no other word.
  if (row.corrected || !worthASecondLook(row.sure, house.seal.mark(`second opinion ${row.id}`))) return true
  const now = house.now()
  const today = await secondSetting(house.db)
  if (today && today.day === now.toISOString().slice(0, 10) && today.dayRead >= set.mostADay) return false
  const found = await model.read(askedOf(house, set), masked(row.text, row.customer, names))
  await countAsked(house.db, found.problem, now)
  if (found.problem === 'bad-answer' || found.problem === 'too-long') return true
  if (found.opinion === null) return false
  await use(house, row, { ...found.opinion, model: set.model, at: now.toISOString(), shape: row.shape }, set.refine)
  return true
}

const askedOf = (
  house: House,
  { url, model, keySealed }: Pick<SecondSetting, 'url' | 'model' | 'keySealed'>,
): AskedModel => ({
  url,
  model,
  key: keySealed ? house.seal.open(keySealed) : null,
})

/** Keeps it beside the reading; where the network says so and the reader was unsure, the figures go by it, never over the word of a colleague. */
async function use(
  house: House,
  row: ToAsk,
  said: Omit<Second, 'first' | 'used'> & Partial<Second>,
  refine: boolean,
): Promise<void> {
  await inTransaction(house, async (house) => {
    const [now] = await lockRead(house.db, row.id, false)
    // Gone, or written anew while it was asked about.
    if (now?.text !== row.text) return
    const applied = said.used === true && said.first !== undefined
    const corrections = (await liveCorrections(house.db, [row.id])).get(row.id) ?? []
    const wanted = overlaid(refined(now, said), corrections)
    if (applied && sameFindings(now, wanted)) return
    const uses = refine && now.sure < UNSURE && !corrections.some(({ head }) => head === 'polarity')
    const first: First =
      said.first && corrections.length > 0
        ? said.first
        : { polarity: now.polarity, mixed: now.mixed, themes: now.themes, sure: now.sure }
    await saveSecond(house.db, row.id, { ...said, first, used: uses })
    if (!uses || sameFindings(now, wanted)) return
    await saveReadings(house.db, [{ id: row.id, reading: wanted, correctedAt: now.correctedAt }], house.now())
    await dayChanged(house.db, [{ siteId: now.siteId, at: now.at }], house.now())
  })
}

const shareOf = (pairs: Parameters<typeof agreed>[0]) => {
  const { n, same, alpha } = agreed(pairs)
  return { n, same, alpha, interval: wilson(same, n) }
}

export async function readSecondOpinion(house: House): Promise<AnswerOf<typeof api.readSecondOpinion>> {
  const [set, twice] = await Promise.all([
    secondSetting(house.db),
    readTwice(house.db, new Date(house.now().getTime() - HALF_A_YEAR_MS), MOST_MEASURED),
  ])
  return {
    on: set?.onSince != null,
    url: set?.url ?? '',
    model: set?.model ?? '',
    hasKey: set?.keySealed != null,
    refine: set?.refine ?? false,
    mostADay: set?.mostADay ?? 200,
    agreed: set?.agreedAt ? { at: set.agreedAt.toISOString(), by: set.agreedBy } : null,
    read: set?.read ?? 0,
    bad: set?.bad ?? 0,
    failed: set?.failed ?? 0,
    today: set?.day === house.now().toISOString().slice(0, 10) ? set.dayRead : 0,
    problem: set?.problem && set.problemAt ? { code: set.problem, at: set.problemAt.toISOString() } : null,
    agreement: {
      readerSecond: shareOf(twice.map(({ reader, second }) => [reader, second] as const)),
      readerPeople: shareOf(twice.map(({ reader, people }) => [reader, people] as const)),
      secondPeople: shareOf(twice.map(({ second, people }) => [second, people] as const)),
    },
  }
}

/** The key that is kept goes to the machine it was given for, and to no other. */
function keyFor(
  house: House,
  set: SecondSetting | undefined,
  { url, key }: { url: string; key?: string | null | undefined },
): string | null {
  if (key !== undefined) return key || null
  const same = set && URL.canParse(set.url) && URL.canParse(url) && new URL(set.url).origin === new URL(url).origin
  return same && set.keySealed ? house.seal.open(set.keySealed) : null
}

function checked(model: SecondOpinion, url: string): void {
  if (model.refuses(url))
    throw invalid('url', 'This is not an address that may be asked.', 'For instance http://127.0.0.1:11434/v1')
}

export const setSecondOpinion =
  (model: SecondOpinion) =>
  async (house: House, { body }: InputOf<typeof api.setSecondOpinion>, caller: Caller): Promise<{ ok: true }> => {
    checked(model, body.url)
    if (body.on && !body.agreed)
      throw invalid('agreed', 'Texts of customers are sent to this address: it takes a yes to that.')
    await inTransaction(house, async (house) => {
      const before = await secondSetting(house.db)
      const key = keyFor(house, before, body)
      await saveSecondSetting(
        house.db,
        {
          url: body.url,
          model: body.model,
          keySealed: key === null ? null : house.seal.seal(key),
          on: body.on,
          refine: body.refine,
          mostADay: body.mostADay,
          agreedBy: caller.staffId,
        },
        house.now(),
      )
      // Off, or beside only: where its word was used, the reader reads anew.
      if (before?.refine && (!body.refine || !body.on)) await takeBackSeconds(house.db)
      const { on, refine, mostADay } = body
      await audit(house, caller, 'voice.second', { detail: { on, refine, mostADay, host: new URL(body.url).hostname } })
    })
    return { ok: true }
  }

const findingOf = ({
  polarity,
  mixed,
  themes,
  kinds,
}: Pick<Opinion, 'polarity' | 'mixed' | 'kinds'> & {
  themes: readonly { theme: string; polarity: Opinion['polarity'] }[]
}) => ({
  polarity,
  mixed,
  themes: themes.map(({ theme, polarity }) => ({ theme, polarity })),
  kinds: [...kinds],
})

export const trySecondOpinion =
  (model: SecondOpinion, reader: Reader) =>
  async (
    house: House,
    { body }: InputOf<typeof api.trySecondOpinion>,
    caller: Caller,
  ): Promise<AnswerOf<typeof api.trySecondOpinion>> => {
    checked(model, body.url)
    const sent = masked(body.text, '', nameBook(await everyName(house.db)))
    const key = keyFor(house, await secondSetting(house.db), body)
    const found: OpinionFound = await model.read({ url: body.url, model: body.model, key }, sent)
    return {
      sent,
      reader: findingOf(reader.read(body.text, { language: caller.locale })),
      second: found.opinion && findingOf(found.opinion),
      problem: found.problem,
      ms: found.ms,
    }
  }

export const listDisagreements =
  (looks: Looks) =>
  async (
    house: House,
    _input: InputOf<typeof api.listDisagreements>,
    caller: Caller,
  ): Promise<AnswerOf<typeof api.listDisagreements>> => {
    const twice = await readTwice(house.db, new Date(house.now().getTime() - HALF_A_YEAR_MS), MOST_MEASURED)
    const shown = twice
      .filter(({ reader, second, siteId }) => reader !== second && callerMay(caller, 'voice.read', siteId))
      .slice(0, EXAMPLES)
    const names = nameBook(await everyName(house.db))
    looks.note(
      caller,
      { action: 'feedback.view', customerIds: [...new Set(shown.flatMap(({ customerId }) => customerId ?? []))] },
      house.now(),
    )
    return {
      texts: shown.map(({ id, at, text, customer, reader, second, people }) => ({
        id,
        at: at.toISOString(),
        text: masked(text, customer, names),
        reader,
        second,
        people,
      })),
    }
  }
