import type { Endpoint, InputOf } from '../../../contract/endpoint.ts'
import * as api from '../../../contract/reviews.ts'
import type { House } from '../../kit/house.ts'
import { Problem } from '../../kit/problem.ts'
import { myReviewEndedHtml, myReviewHtml } from '../../reviews/author-html.ts'
import type { Language } from '../../reviews/review-words.ts'
import { reviewSettings } from '../../reviews/setting.store.ts'
import { appealMyReview, readMyReview, renameMyReview, withdrawMyReview } from './my-review.flow.ts'
import type { PublicAnswer } from './public.flow.ts'

type Act = (house: House, input: never) => Promise<unknown>
/** What a form of an author’s page does, by the last part of its address. */
const ACTS: Record<string, { endpoint: Endpoint; act: Act; body(fields: URLSearchParams): unknown }> = {
  withdraw: { endpoint: api.withdrawMyReview, act: withdrawMyReview as Act, body: () => undefined },
  answer: { endpoint: api.appealMyReview, act: appealMyReview as Act, body: (f) => ({ words: f.get('words') ?? '' }) },
  name: {
    endpoint: api.renameMyReview,
    act: renameMyReview as Act,
    body: (f) => ({ named: f.get('named') === 'yes' }),
  },
}

const ended = (language: Language): PublicAnswer => ({ status: 404, type: 'html', body: myReviewEndedHtml(language) })

/** An author’s own page, in their language unless they ask for the other. Nothing changes by being looked at. */
export async function showMyReview(
  house: House,
  asked: { token: string; done: string | undefined; said: Language | null; language: Language },
): Promise<PublicAnswer> {
  try {
    const [review, settings] = await Promise.all([
      readMyReview(house, { params: { token: asked.token }, query: {}, body: undefined }),
      reviewSettings(house.db),
    ])
    const spoken = { ...review, language: asked.said ?? review.language }
    return { status: 200, type: 'html', body: myReviewHtml(spoken, asked.token, asked.done, settings.delayDays) }
  } catch (error) {
    if (error instanceof Problem && error.code === 'no-such-link') return ended(asked.language)
    throw error
  }
}

/** A form of it that was sent: the same act as by the API, checked by the same contract. What cannot be done any more leads back to the page. */
export async function actOnMyReview(
  house: House,
  asked: { token: string; part: string; fields: URLSearchParams; language: Language },
): Promise<PublicAnswer> {
  const known = Object.hasOwn(ACTS, asked.part) ? ACTS[asked.part] : undefined
  if (!known) return ended(asked.language)
  const said = asked.fields.get('lang')
  const lang = said === 'fr' || said === 'en' ? `lang=${said}` : ''
  const page = `/r/mine/${asked.token}`
  const to = lang ? `${page}?${lang}` : page
  const body = known.endpoint.body.safeParse(known.body(asked.fields))
  if (!body.success) return { status: 303, type: 'html', body: '', to }
  try {
    await known.act(house, { params: { token: asked.token }, query: {}, body: body.data } as InputOf<Endpoint> as never)
  } catch (error) {
    if (error instanceof Problem && error.code === 'no-such-link') return ended(asked.language)
    if (error instanceof Problem && error.status === 409) return { status: 303, type: 'html', body: '', to }
    throw error
  }
  return { status: 303, type: 'html', body: '', to: `${page}?done=${asked.part}${lang && `&${lang}`}` }
}
