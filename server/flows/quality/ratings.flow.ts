import { type Because, say } from '../../../contract/because.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import { ratingDraft, type tellRatings } from '../../../contract/quality.ts'
import { onScale } from '../../../contract/surveys.ts'
import type { Reader } from '../../feedback/reading.ts'
import { type Caller, callerMay } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { Problem } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import { sites } from '../../network/places.store.ts'
import { noteDue, type ProductRow, productsByReference, versionsOf } from '../../quality/product.store.ts'
import { saveRating } from '../../quality/ratings.store.ts'
import { recordAnswer } from '../feedback/record-answer.flow.ts'
import { whoIsMeant } from '../loop/who-is-meant.store.ts'
import { SOON_MS } from './hear-answer.flow.ts'

type Draft = ReturnType<typeof ratingDraft.parse>
type Aside = AnswerOf<typeof tellRatings>['aside'][number]

/**
 * Ratings of other systems go the one way in that all answers go, so that they are read, counted, erased and shown like any other; beside
 * them stands which version they are about and, as a mark, who gave them. What cannot be kept is aside with its reason, the rest goes in.
 */
export const ratingsFlow =
  (reader: Reader) =>
  async (
    house: House,
    { body }: InputOf<typeof tellRatings>,
    caller: Caller,
  ): Promise<AnswerOf<typeof tellRatings>> => {
    const aside: Aside[] = []
    const read: { index: number; draft: Draft }[] = []
    for (const [index, one] of body.ratings.entries()) {
      const parsed = ratingDraft.safeParse(one)
      if (parsed.success) read.push({ index, draft: parsed.data })
      else {
        const fault = parsed.error.issues[0]
        aside.push({
          index,
          key: keyOf(one),
          because: say('rating-unreadable', { field: (fault?.path ?? []).join('.') || 'rating' }),
        })
      }
    }
    const [products, places] = await Promise.all([
      productsByReference(
        house.db,
        read.map(({ draft }) => draft.product),
      ),
      sites(house.db),
    ])
    const known = new Set(places.map((site) => site.id))
    const meant = await whoIsMeant(
      house.db,
      read.flatMap(({ draft }) => draft.who ?? []),
    )
    let [kept, again, who] = [0, 0, 0]
    for (const { index, draft } of read) {
      const whom = draft.who ? meant[who++] : undefined
      const customerId = whom && 'customerId' in whom ? whom.customerId : null
      const told = await keep(house, reader, draft, {
        product: products.get(draft.product.toLowerCase()),
        known,
        theirs: (site) => callerMay(caller, 'facts.tell', site),
        customerId,
      })
      if ('because' in told) aside.push({ index, key: draft.key, because: told.because })
      else if (told.again) again += 1
      else kept += 1
    }
    aside.sort((a, b) => a.index - b.index)
    await audit(house, caller, 'rating.tell', { detail: { kept, again, aside: aside.length } })
    return { kept, again, aside }
  }

const keyOf = (one: unknown): string => {
  const key = (one as { key?: unknown } | null)?.key
  return typeof key === 'string' ? key.slice(0, 200) : ''
}

async function keep(
  house: House,
  reader: Reader,
  draft: Draft,
  around: {
    product: ProductRow | undefined
    known: ReadonlySet<string>
    theirs: (site: string | null) => boolean
    customerId: string | null
  },
): Promise<{ again: boolean } | { because: Because }> {
  const { product, known, theirs, customerId } = around
  if (!product) return { because: say('rating-no-product', { reference: draft.product }) }
  if (!onScale(draft.scale, draft.score))
    return { because: say('rating-off-scale', { min: draft.scale.min, max: draft.scale.max }) }
  if (draft.site && !known.has(draft.site)) return { because: say('rating-no-site') }
  if (!theirs(draft.site)) return { because: say('rating-not-theirs') }
  const at = new Date(draft.at)
  if (at.getTime() > house.now().getTime() + 86_400_000) return { because: say('rating-from-tomorrow') }
  const versions = draft.version ? await versionsOf(house.db, product.id) : []
  const version = versions.find(({ label }) => label.toLowerCase() === draft.version?.toLowerCase())
  if (draft.version && !version) return { because: say('rating-no-version', { version: draft.version }) }
  try {
    return await inTransaction(house, async (house) => {
      const recorded = await recordAnswer(house, reader, {
        text: draft.words,
        metric: 'stars',
        scale: draft.scale,
        score: draft.score,
        language: draft.language,
        channel: 'api',
        about: {
          customerId,
          siteId: draft.site,
          staffId: null,
          assetId: null,
          orderId: null,
          visitId: null,
          moment: null,
          service: draft.version ? `${product.reference}@${draft.version}` : product.reference,
        },
        survey: null,
        invitationId: null,
        doorId: null,
        deviceKey: house.seal.mark(`rating ${draft.source} ${draft.key}`),
        followUps: {},
        quote: null,
        leftOut: null,
        at,
      })
      await saveRating(house.db, {
        answerId: recorded.answerId,
        productId: product.id,
        version: version?.number ?? null,
        rater: draft.rater ? house.seal.mark(`rater ${draft.source} ${draft.rater}`) : null,
        source: draft.source,
        key: draft.key,
        at: house.now(),
      })
      await noteDue(house.db, [product.id], new Date(house.now().getTime() + SOON_MS))
      return { again: recorded.again }
    })
  } catch (fault) {
    if (fault instanceof Problem) return { because: say('quote', { text: fault.message }) }
    throw fault
  }
}
