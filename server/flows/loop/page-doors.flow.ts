import * as devices from '../../../contract/devices.ts'
import type { Endpoint, InputOf } from '../../../contract/endpoint.ts'
import * as api from '../../../contract/my-page.ts'
import type { House } from '../../kit/house.ts'
import { Problem } from '../../kit/problem.ts'
import { manifestOf } from './devices-html.ts'
import { myConsent } from './my-consent.flow.ts'
import { myDetails } from './my-details.flow.ts'
import { removeMyDevice } from './my-devices.flow.ts'
import { myAdvisor, myData, myLanguage, myPageOf, myQuote, myRhythm, myWayOut, openLink } from './my-page.flow.ts'
import { endedHtml, outHtml, pageHtml } from './page-html.ts'

export interface PageAnswer {
  status: number
  html: string
  /** When it is no page. */
  type?: string
  /** Where to go on: after an act the page is asked for anew, so that loading it again does not act again. */
  to?: string
}

type Act = (house: House, input: never) => Promise<unknown>
/** What a form of the page does, by the last part of its address. */
const ACTS: Record<string, { endpoint: Endpoint; act: Act; body(fields: URLSearchParams): unknown }> = {
  consent: {
    endpoint: api.myConsent,
    act: myConsent as Act,
    body: (f) => ({ channel: f.get('channel'), says: f.get('says') }),
  },
  quote: { endpoint: api.myQuote, act: myQuote as Act, body: (f) => ({ answer: f.get('answer') }) },
  rhythm: {
    endpoint: api.myRhythm,
    act: myRhythm as Act,
    body: (f) => ({
      perMonth: f.get('perMonth') ? Number(f.get('perMonth')) : null,
      onlyMyAssets: f.get('onlyMyAssets') !== null,
    }),
  },
  details: {
    endpoint: api.myDetails,
    act: myDetails as Act,
    body: (f) => ({ ...Object.fromEntries(f), keep: f.getAll('keep') }),
  },
  advisor: {
    endpoint: api.myAdvisor,
    act: myAdvisor as Act,
    body: (f) => ({ asks: f.get('asks'), words: f.get('words') ?? '' }),
  },
  data: {
    endpoint: api.myData,
    act: myData as Act,
    body: (f) => ({ asks: f.get('asks'), words: f.get('words') ?? '' }),
  },
  language: { endpoint: api.myLanguage, act: myLanguage as Act, body: (f) => ({ language: f.get('language') }) },
  'device-off': {
    endpoint: devices.removeMyDevice,
    act: removeMyDevice as Act,
    body: (f) => ({ device: f.get('device') }),
  },
  out: { endpoint: api.myWayOut, act: myWayOut as Act, body: () => undefined },
}

const ended = (language: 'fr' | 'en'): PageAnswer => ({ status: 404, html: endedHtml(language) })
const opensNothing = (error: unknown): boolean => error instanceof Problem && error.code === 'no-such-link'

/** The page, or the question of its way out. Nothing changes by being looked at. */
export async function showPage(
  house: House,
  asked: { token: string; part: string | undefined; done: string | undefined; language: 'fr' | 'en' },
): Promise<PageAnswer> {
  try {
    const page = await myPageOf(house, await openLink(house, asked.token))
    if (asked.part === 'out') return { status: 200, html: outHtml(page, asked.token) }
    if (asked.part === 'app.webmanifest')
      return { status: 200, html: manifestOf(page, asked.token), type: 'application/manifest+json' }
    return { status: 200, html: pageHtml(page, asked.token, asked.done) }
  } catch (error) {
    if (opensNothing(error)) return ended(asked.language)
    throw error
  }
}

/** A form that was sent. The same act as by the API, checked by the same contract. */
export async function actOnPage(
  house: House,
  asked: { token: string; part: string; fields: URLSearchParams; language: 'fr' | 'en' },
): Promise<PageAnswer> {
  const known = Object.hasOwn(ACTS, asked.part) ? ACTS[asked.part] : undefined
  if (!known) return ended(asked.language)
  const body = known.endpoint.body.safeParse(known.body(asked.fields))
  try {
    if (!body.success) return await unread(house, asked)
    await known.act(house, { params: { token: asked.token }, query: {}, body: body.data } as InputOf<Endpoint> as never)
  } catch (error) {
    if (opensNothing(error)) return ended(asked.language)
    // A number nobody can call: nothing was changed, and they are told so.
    if (error instanceof Problem && error.status === 422) return unread(house, asked)
    throw error
  }
  return { status: 303, html: '', to: `/c/${asked.token}?done=${asked.part}` }
}

/** Nothing was changed. What they wrote of their details stands there again, to be mended and not written anew. */
async function unread(house: House, { token, part, fields }: { token: string; part: string; fields: URLSearchParams }) {
  if (part !== 'details') return { status: 303, html: '', to: `/c/${token}` }
  return { status: 422, html: pageHtml(await myPageOf(house, await openLink(house, token)), token, 'unread', fields) }
}
