import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/voice-news.ts'
import type { Quote } from '../../../contract/voice-news.ts'
import { everyOwnTheme } from '../../feedback/own-theme-keep.store.ts'
import { type Caller, callerSites, need } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { forbidden } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import type { Shown } from '../../network/looks.ts'
import { fold } from '../../plain/fold.ts'
import { hush, hushedKeys, lastLook, quotedOf } from '../../voice/news.store.ts'
import { keysOf } from '../../voice/own-words.ts'
import { phrasesOf } from '../../voice/phrases.ts'
import { NO_SITE } from '../../voice/tally.store.ts'
import { LOOK } from './look.flow.ts'
import { quoting } from './quotes.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<E> = Promise<AnswerOf<E>>
const QUOTES_EACH = 5

/** Whose words: a site's, where the right is held there; everybody's, for who may see all of them; else one's first site. */
function siteOf(caller: Caller, asked: string | undefined): string {
  if (asked) {
    need(caller, 'voice.read', asked)
    return asked
  }
  const sites = callerSites(caller, 'voice.read')
  if (sites === 'all') return NO_SITE
  if (sites.length === 0) throw forbidden()
  return sites[0]!
}

export async function voiceNews(house: House, { query }: In<'voiceNews'>, caller: Caller) {
  const site = siteOf(caller, query.site)
  const [kept, own, hushed] = await Promise.all([
    lastLook(house.db, site),
    everyOwnTheme(house.db),
    hushedKeys(house.db),
  ])
  if (!kept) return { answer: { look: null, found: [], hushed: [...hushed] }, customerIds: [] }
  const { look, found } = kept
  const said = new Map(
    (
      await quotedOf(
        house.db,
        found.flatMap(({ verbatimIds }) => verbatimIds),
      )
    ).map((one) => [one.id, one]),
  )
  const inForce = own.filter(({ archivedAt }) => archivedAt === null)
  const quote = await quoting(house, caller)
  const rows = []
  const customerIds = new Set<string>()
  for (const { verbatimIds, p: _p, ...one } of found) {
    // Who was erased since, or wrote something else, is not quoted.
    const theirs = verbatimIds.flatMap((id) => said.get(id) ?? []).filter(({ text }) => phrasesOf(text).has(one.key))
    for (const { customerId } of theirs) if (customerId) customerIds.add(customerId)
    rows.push({
      ...one,
      quotes: unlike(quote(theirs, (text) => phrasesOf(text).get(one.key) ?? null)),
      theme:
        inForce.find(({ typed }) => keysOf(typed).some((key) => ` ${one.key} `.includes(` ${key} `)))?.slug ?? null,
    })
  }
  const answer: AnswerOf<typeof api.voiceNews> = {
    look: {
      from: look.period.from,
      to: look.period.to,
      beforeFrom: look.beforeFrom,
      now: look.nNow,
      before: look.nBefore,
      tested: look.tested,
      seenFrom: look.seenFrom,
      said: look.said,
      at: look.at.toISOString(),
    },
    found: rows,
    hushed: [...hushed],
  }
  return { answer, customerIds: [...customerIds] }
}

/** The same sentence from two people is read once. */
const unlike = (quotes: readonly Quote[]): Quote[] =>
  [...new Map(quotes.map((one) => [fold(one.text), one])).values()].slice(0, QUOTES_EACH)

export const newsShows = (customerIds: readonly string[]): Shown => ({ action: 'voice.quotes', customerIds })

export async function lookForNews(
  house: House,
  { body }: In<'lookForNews'>,
  caller: Caller,
): Out<typeof api.lookForNews> {
  const site = siteOf(caller, body.site)
  await inTransaction(house, (house) => house.queue.add(house, LOOK, { site }, { once: site }))
  return { ok: true }
}

export async function hushPhrase(house: House, { body }: In<'hushPhrase'>, caller: Caller): Out<typeof api.hushPhrase> {
  return inTransaction(house, async (house) => {
    await hush(house.db, body.key, body.hushed, caller.staffId, house.now())
    await audit(house, caller, body.hushed ? 'voice.hush' : 'voice.unhush', {})
    return { ok: true }
  })
}
