import type { Reader } from '../../feedback/reading.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { addDays } from '../../plain/civil.ts'
import { countSaid, type FoundRow, hushedKeys, PARTS, type SaidRow, saidBy, saveLook } from '../../voice/news.store.ts'
import { findNews, type News } from '../../voice/news.ts'
import type { Period } from '../../voice/period.ts'
import { namesATheme, phrasesOf, sentenceAbout } from '../../voice/phrases.ts'
import { NO_SITE } from '../../voice/tally.store.ts'
import { Voices } from '../../voice/voices.ts'

/** A look asked for by somebody. */
export const LOOK = 'voice-look'
/** A month, against the six before it. */
const NOW_DAYS = 30
const BEFORE_DAYS = 180
/** More people than this say nothing that so many do not; a part of them, the same people in both periods, stands for all. */
const MOST_READ = 25_000
/** Read in so many goes, so that others have their turn. */
const AT_ONCE = 1_500
const QUOTES = 12
/** Of its verbatims so many say the other phrase too. */
const SAME_MATTER = 0.7

/**
 * What do they say now that they did not say before? Reads the words of a site, or of the whole network, and keeps what was found with those
 * who said it.
 */
export async function look(house: House, reader: Reader, siteId: string = NO_SITE): Promise<FoundRow[]> {
  const to = addDays(house.now().toISOString().slice(0, 10), -1)
  const period = { from: addDays(to, 1 - NOW_DAYS), to }
  const past = { from: addDays(period.from, -BEFORE_DAYS), to: addDays(period.from, -1) }
  const [now, before] = [new Voices(), new Voices()]
  const nowRead = await readThrough(house, siteId, period, (rows) => now.add(rows))
  await readThrough(house, siteId, past, (rows) => before.add(rows))
  const hushed = await hushedKeys(house.db)
  const { said, news, tested, seenFrom } = findNews(now.counted(), before.counted(), hushed)
  const told = news.filter(({ key }) => !namesATheme(key))
  const found = await withQuotes(house, reader, siteId, told, { period, past })
  await inTransaction(house, ({ db, newId, now: clock }) =>
    saveLook(
      db,
      {
        id: newId(),
        siteId,
        period,
        beforeFrom: past.from,
        nNow: now.counted().n,
        nBefore: before.counted().n,
        tested,
        seenFrom,
        said: found.length === 0 && said === 'found' ? 'nothing' : said,
        at: clock(),
      },
      found,
    ),
  )
  house.log.info({ read: nowRead, tested, found: found.length }, 'looked at what is new')
  return found
}

/** @returns how many verbatims were read */
async function readThrough(
  house: House,
  siteId: string,
  period: Period,
  read: (rows: SaidRow[]) => void,
): Promise<number> {
  const n = await countSaid(house.db, siteId, period)
  const parts = Math.max(1, Math.floor(PARTS * Math.min(1, MOST_READ / Math.max(1, n))))
  const step = Math.max(1, Math.floor((parts * AT_ONCE) / Math.max(1, Math.min(n, MOST_READ))))
  let count = 0
  for (let from = 0; from < parts; from += step) {
    const rows = await saidBy(house.db, siteId, period, { from, to: Math.min(parts, from + step) })
    count += rows.length
    read(rows)
  }
  return count
}

/** Who said it: of what grew those of now, of what faded those of before; as most of them write it, and whether they said it in good or bad. */
async function withQuotes(
  house: House,
  reader: Reader,
  siteId: string,
  news: readonly News[],
  { period, past }: { period: Period; past: Period },
): Promise<FoundRow[]> {
  const found = new Map(
    news.map((one) => [
      one.key,
      { ...one, good: 0, bad: 0, written: new Map<string, number>(), said: [] as SaidRow[] },
    ]),
  )
  const note = (direction: News['direction']) => (rows: SaidRow[]) => {
    for (const row of rows)
      for (const [key, { from, to }] of phrasesOf(row.text)) {
        const one = found.get(key)
        if (!one || one.direction !== direction) continue
        const written = row.text.slice(from, to).toLowerCase()
        one.written.set(written, (one.written.get(written) ?? 0) + 1)
        const leaning = leaningAbout(reader, row, from, to)
        if (leaning > 0) one.good += 1
        if (leaning < 0) one.bad += 1
        one.said.push(row)
      }
  }
  if (news.some(({ direction }) => direction === 'more')) await readThrough(house, siteId, period, note('more'))
  if (news.some(({ direction }) => direction === 'less')) await readThrough(house, siteId, past, note('less'))
  return onePerMatter([...found.values()]).map(({ written, said, ...one }) => ({
    ...one,
    phrase: [...written].sort((a, b) => b[1] - a[1])[0]?.[0] ?? one.key,
    verbatimIds: spread(said).map(({ id }) => id),
  }))
}

/** In good or in bad: as the sentence says it in which the phrase stands. One may be glad of all but this. */
function leaningAbout(reader: Reader, { text, polarity, language }: SaidRow, from: number, to: number): number {
  const sentence = sentenceAbout(text, from, to)
  const words = text.slice(sentence.from, sentence.to)
  if (words.length >= text.trim().length - 1) return polarity
  return reader.read(words, { language: language === 'en' ? 'en' : 'fr' }).polarity
}

/** Of phrases that stand in the same words nearly always, the surest speaks for all: they are one matter. */
function onePerMatter<T extends { direction: string; said: readonly { id: string }[] }>(found: readonly T[]): T[] {
  const kept: (T & { ids: Set<string> })[] = []
  for (const one of found) {
    const ids = new Set(one.said.map(({ id }) => id))
    const told = kept.some((other) => {
      const shared = [...ids].filter((id) => other.ids.has(id)).length
      return other.direction === one.direction && shared >= SAME_MATTER * ids.size && 2 * shared >= other.ids.size
    })
    if (!told) kept.push({ ...one, ids })
  }
  return kept
}

/** The newest of each site in turn, so that no site speaks for all. */
function spread(said: readonly SaidRow[]): SaidRow[] {
  const bySite = [
    ...Map.groupBy(
      [...said].sort((a, b) => b.at.getTime() - a.at.getTime()),
      ({ siteId }) => siteId,
    ).values(),
  ]
  const chosen: SaidRow[] = []
  for (let round = 0; chosen.length < QUOTES && bySite.some((rows) => rows.length > round); round++)
    for (const rows of bySite) if (rows[round] && chosen.length < QUOTES) chosen.push(rows[round]!)
  return chosen
}

/** Each night: the network, and each site. A site with little is done in no time, and is told that it has too little. */
export const lookEverywhere =
  (reader: Reader) =>
  async (house: House): Promise<void> => {
    await look(house, reader)
    const sites = await house.db.selectFrom('network.site').select('id').execute()
    for (const { id } of sites) await look(house, reader, id)
  }
