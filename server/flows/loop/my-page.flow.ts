import { say } from '../../../contract/because.ts'
import type { Receipt } from '../../../contract/consent.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/my-page.ts'
import { MY_CHANNELS, type MyPage } from '../../../contract/my-page.ts'
import type { PersonInLaw } from '../../consent/judged.ts'
import { lawChoices, lawOf } from '../../consent/law.store.ts'
import { heardFrom, preferenceOf, savePreference } from '../../consent/person.store.ts'
import { receiptsOf, writeReceipts } from '../../consent/receipts.store.ts'
import { dueOn } from '../../consent/request-clock.ts'
import { hasOpenRequest, insertRequest, requestsOf } from '../../consent/requests.store.ts'
import { saidOn } from '../../consent/said.ts'
import { inForce } from '../../consent/shipped-wordings.ts'
import { isTooYoung } from '../../consent/too-young.ts'
import { ownWordings } from '../../consent/wordings.store.ts'
import { todayOf } from '../../customers/changed.flow.ts'
import { lockCustomer, setLanguage } from '../../customers/customers.store.ts'
import { addressedAs } from '../../customers/name.ts'
import { quoteBefore, quotesOf } from '../../feedback/quote.store.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { Problem } from '../../kit/problem.ts'
import { hashToken } from '../../kit/seal.ts'
import { devicesOf } from '../../messages/device.store.ts'
import { readToken } from '../../messages/link.ts'
import { spokenIn } from '../../messages/message-words.ts'
import { customerOfLink, linkHandedBy, type PageMessage, pageCustomer } from '../../messages/page.store.ts'
import { pushKey } from '../../messages/provider.store.ts'
import { sendersOf } from '../../messages/sender.store.ts'
import { audit } from '../../network/audit.store.ts'
import { reviewSubject, reviewsOfCustomer } from '../../reviews/review.store.ts'
import { reviewToken } from '../../reviews/review-link.ts'
import { takeQuoteBack } from '../feedback/quote-consent.flow.ts'
import { askPerson } from './ask-person.flow.ts'
import { detailsOf } from './details-of.flow.ts'
import { looksAfter } from './looks-after.flow.ts'
import { callOff, stopsAt } from './said-stop.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

export interface Opened {
  customerId: string
  message: PageMessage | null
  /** It came from no message: one of us made it and handed it over. */
  handed: { madeAt: Date; by: string[] } | null
}

/** Who acts, for the audit log: the customer, through their page. */
export const THEM = { staffId: null, name: 'customer-page' }

/** What a link opens. A link that is not ours, of somebody who left, and one that was revoked are told alike: nobody learns who is a customer. */
export async function openLink(house: House, token: string): Promise<Opened> {
  const read = readToken(house.seal.mark, token, house.now())
  const found = read && !read.ended ? await customerOfLink(house.db, read.named, read.made) : undefined
  if (!found)
    throw new Problem(404, 'no-such-link', 'This link opens nothing', {
      hint: 'It may have ended, or been revoked. The link of a newer message opens your page.',
    })
  const by = read?.named.kind === 'customer' ? await linkHandedBy(house.db, read.named.id, read.made) : []
  return {
    customerId: found.id,
    message: found.message,
    handed: read && by.length > 0 ? { madeAt: read.made, by } : null,
  }
}

export async function readMyPage(house: House, { params }: In<'readMyPage'>): Out<'readMyPage'> {
  return myPageOf(house, await openLink(house, params.token))
}

export async function myPageOf(house: House, { customerId, message }: Opened): Promise<MyPage> {
  const { db } = house
  const [person, receipts, preference, own, senderAt, reviews, key, devices, quotes, details, choices, laws, requests] =
    await Promise.all([
      pageCustomer(db, customerId),
      receiptsOf(db, customerId, MOST_RECEIPTS),
      preferenceOf(db, customerId),
      ownWordings(db),
      sendersOf(db),
      reviewsOfCustomer(db, customerId),
      pushKey(db),
      devicesOf(db, [customerId]),
      quotesOf(db, customerId),
      detailsOf(db, customerId, todayOf(house)),
      lawChoices(db),
      lawOf(db, [customerId]),
      requestsOf(db, [customerId]),
    ])
  const law = laws.get(customerId)
  if (!person || !law) throw new Problem(404, 'no-such-link', 'This link opens nothing')
  const language = spokenIn(person.language)
  const host = await looksAfter(house, { ...person, id: customerId, advisorId: person.writtenAdvisorId })
  // Who speaks is the company of the site; what they say yes to is the network's, for it holds with each of its companies.
  const sender = senderAt(message?.siteId ?? person.siteId)
  const wordings = inForce(own, senderAt(null).name)
  const asked = (channel: string, purpose = 'commercial') =>
    wordings.find(
      (one) =>
        one.channel === channel &&
        one.purpose === purpose &&
        one.action === (channel === 'post' ? 'notice' : 'given') &&
        one.language === language,
    )
  return {
    name: addressedAs({ ...person, language }),
    language,
    network: sender.name,
    address: sender.address,
    why: message && {
      title: message.title,
      channel: message.channel,
      at: message.at.toISOString(),
      purpose: message.purpose,
      articles: message.articles,
      because: message.because.slice(-3),
      words: message.channel === 'push' ? message.body : '',
    },
    consents: MY_CHANNELS.map((channel) => consentOn(channel, law, receipts, asked(channel)?.text ?? '', house.now())),
    reviews: reviews.map((row) => ({
      subject: reviewSubject(row, language) ?? sender.name,
      state: row.state,
      askedOn: row.askedAt.toISOString().slice(0, 10),
      token: reviewToken(house.seal.mark, row.id, house.now()),
    })),
    quotes: quotes.flatMap(({ answerId, text, as, wording, at }) =>
      as ? [{ answer: answerId, words: text, as, wording, at: at?.toISOString() ?? null }] : [],
    ),
    push: {
      key,
      scope: `/c/for/${house.seal.mark(`page ${customerId}`).slice(0, 22)}/`,
      asked: asked('push', 'service')?.text ?? '',
      devices: devices.map(({ id, name, createdAt, endpoint }) => ({
        id,
        name,
        since: createdAt.toISOString(),
        known: hashToken(endpoint),
      })),
    },
    details,
    tooYoung: isTooYoung(law, choices.pack, house.now().getTime()),
    requests: requests
      .filter(({ state }) => state === 'open' || state === 'scheduled')
      .map(({ kind, received_on, due_on }) => ({ kind, on: received_on, dueOn: due_on })),
    objectedAt: preference.objectedAt,
    rhythm: { perMonth: preference.perMonth, onlyMyAssets: preference.onlyMyAssets },
    advisor:
      host || person.site
        ? {
            name: host?.person.name ?? '',
            insteadOf: host?.insteadOf ?? null,
            phone: host?.person.phone ?? person.phone,
            email: host?.person.email ?? null,
            site: person.site,
          }
        : null,
  }
}

/** What they said of offers by this channel, in the words they said yes to; and what a yes would say. */
function consentOn(
  channel: MyPage['consents'][number]['channel'],
  law: PersonInLaw,
  receipts: readonly Receipt[],
  asked: string,
  now: Date,
): MyPage['consents'][number] {
  const { offers } = saidOn(law.consents, channel, now.getTime())
  const yes = receipts.find(
    (one) => one.stands && one.channel === channel && one.purpose === 'commercial' && one.action === 'given',
  )
  return {
    channel,
    state: offers ? (offers.action === 'given' ? 'given' : 'withdrawn') : 'none',
    at: offers && new Date(offers.at).toISOString(),
    wording: offers?.action === 'given' ? (yes?.wording ?? '') : '',
    asked,
  }
}

/** So many of one person are looked through; nobody has said yes and no so often. */
export const MOST_RECEIPTS = 500
const DONE = { ok: true } as const

/** They take back that these words may be quoted. Sent twice, it is one no; of words that are not theirs, none. */
export async function myQuote(house: House, { params, body }: In<'myQuote'>): Out<'myQuote'> {
  const { customerId } = await openLink(house, params.token)
  return inTransaction(house, async (house) => {
    const quoted = await quoteBefore(house.db, { answerId: body.answer, invitationId: null, deviceKey: null })
    if (!quoted?.as || quoted.customerId !== customerId) return DONE
    await takeQuoteBack(house, quoted, { place: 'customer-page', by: null })
    await audit(house, THEM, 'my-page.quote', { customerId, detail: { answer: quoted.answerId } })
    return DONE
  })
}

export async function myRhythm(house: House, { params, body }: In<'myRhythm'>): Out<'myRhythm'> {
  const { customerId } = await openLink(house, params.token)
  return inTransaction(house, async (house) => {
    await savePreference(house.db, customerId, body, 'customer', house.now())
    await heardFrom(house.db, customerId, house.now())
    await audit(house, THEM, 'my-page.rhythm', { customerId })
    return DONE
  })
}

export async function myAdvisor(house: House, { params, body }: In<'myAdvisor'>): Out<'myAdvisor'> {
  const opened = await openLink(house, params.token)
  return inTransaction(house, async (house) => {
    const why = say(body.asks === 'contact' ? 'asked-to-be-called' : 'asked-for-another-advisor')
    await askPerson(house, { customerId: opened.customerId, why, words: body.words })
    await heardFrom(house.db, opened.customerId, house.now())
    await audit(house, THEM, 'my-page.advisor', { customerId: opened.customerId, detail: { asks: body.asks } })
    return DONE
  })
}

async function noToAll(house: House, customerId: string): Promise<void> {
  await writeReceipts(house, [
    { customerId, action: 'withdrawn', channel: 'all', purpose: 'commercial', place: 'unsubscribe' },
  ])
  await callOff(house, { customerId, channel: 'all', services: false }, 'said-stop')
}

/** A request of the register, from this day: it is answered within the month (RGPD-1). One of the same kind that is open is this one. */
export async function myData(house: House, { params, body }: In<'myData'>): Out<'myData'> {
  const { customerId } = await openLink(house, params.token)
  return inTransaction(house, async (house) => {
    await lockCustomer(house.db, customerId)
    if (await hasOpenRequest(house.db, customerId, body.asks)) return DONE
    const today = todayOf(house)
    await insertRequest(
      house.db,
      {
        id: house.newId(),
        kind: body.asks,
        customerId,
        who: '',
        door: 'web',
        siteId: null,
        note: body.words,
        receivedOn: today,
        dueOn: dueOn(today, false),
        createdBy: null,
      },
      house.now(),
    )
    // Who wishes to be forgotten does not wish to be kept longer, nor to be offered anything while they wait.
    if (body.asks === 'erasure') await noToAll(house, customerId)
    else await heardFrom(house.db, customerId, house.now())
    await audit(house, THEM, 'my-page.data', { customerId, detail: { asks: body.asks } })
    return DONE
  })
}

export async function myLanguage(house: House, { params, body }: In<'myLanguage'>): Out<'myLanguage'> {
  const { customerId } = await openLink(house, params.token)
  return inTransaction(house, async (house) => {
    await setLanguage(house.db, customerId, body.language, house.now())
    await heardFrom(house.db, customerId, house.now())
    await audit(house, THEM, 'my-page.language', { customerId })
    return DONE
  })
}

/** The way out of a message: no more on the channel it came by, for all who share its address. From a link that was handed over, no more at all. */
export async function myWayOut(house: House, { params }: In<'myWayOut'>): Out<'myWayOut'> {
  const { customerId, message } = await openLink(house, params.token)
  return inTransaction(house, async (house) => {
    if (message)
      await stopsAt(house, {
        channel: message.channel,
        place: 'unsubscribe',
        address: message.channel === 'postcard' ? null : message.toAddress,
        about: message,
        words: '',
      })
    else await noToAll(house, customerId)
    await audit(house, THEM, 'my-page.out', { customerId, detail: message ? { message: message.id } : {} })
    return DONE
  })
}
