import type { MyPage } from '../../../contract/my-page.ts'
import { displayPhone } from '../../customers/phone.ts'
import { button, escaped, form, frame, THEIR_OWN } from '../../messages/page-shell.ts'
import { sayDay } from '../../moments/say-day.ts'
import { theirReviewsHtml } from '../../reviews/author-html.ts'
import { detailsHtml } from './details-html.ts'
import { devicesHtml } from './devices-html.ts'
import { PAGE_WORDS, type PageWords } from './page-words.ts'

type Language = 'fr' | 'en'

/** The day of an instant, as it is said. */
const dayOf = (at: string, language: Language): string => sayDay(at.slice(0, 10), language, true)

/** Words as they were written; what is an address can be opened. */
const withLinks = (text: string): string =>
  escaped(text)
    .replaceAll(/https?:\/\/(?:&amp;|[^\s&<>"])+(?<![.,;:!?)])/gu, (address) => `<a href="${address}">${address}</a>`)
    .replaceAll('\n', '<br>')

/** A notification said one line, where anybody reads: here is the rest, before all else, for it is what they came for. */
function letter({ why }: MyPage, words: PageWords): string {
  if (!why?.words) return ''
  return `<section aria-labelledby="letter"><h2 id="letter">${escaped(words.letter)}</h2><blockquote class="letter">${withLinks(why.words)}</blockquote></section>`
}

function why(page: MyPage, words: PageWords): string {
  if (!page.why) return ''
  const { title, channel, at, purpose, articles } = page.why
  const rules = articles.flatMap((article) => words.articles[article] ?? [])
  const law =
    purpose === 'commercial' && rules.length > 0
      ? `<p class="small dim">${escaped(words.law)}&nbsp;: ${rules.map(escaped).join(' ')}</p>`
      : ''
  return `<section aria-labelledby="why"><h2 id="why">${escaped(words.why)}</h2><p><strong>${escaped(title)}</strong></p><p class="dim">${escaped(words.whyLine(words.channels[channel] ?? channel, dayOf(at, page.language)))}</p><p>${escaped(purpose === 'service' ? words.whyService : words.whyCommercial)}</p>${law}</section>`
}

/** One channel, folded: how it stands, the very words, and the acts. Post needs no yes (POST-1): one is told, and may refuse. */
function channelOf(
  page: MyPage,
  base: string,
  words: PageWords,
  { channel, state, at, wording, asked }: MyPage['consents'][number],
): string {
  const name = words.channels[channel] ?? channel
  const when = at ? dayOf(at, page.language) : ''
  const stands = state === 'given' ? words.given(when) : state === 'withdrawn' ? words.withdrawn(when) : words.none
  const quote = (label: string, text: string) =>
    text
      ? `${label ? `<p class="small dim">${escaped(label)}</p>` : ''}<blockquote class="said">${escaped(text)}</blockquote>`
      : ''
  const told = channel === 'post'
  const said =
    state === 'given' ? quote(words.youSaid, wording) : page.tooYoung ? '' : quote(told ? '' : words.youWouldSay, asked)
  const yes =
    !page.tooYoung &&
    (state === 'withdrawn' || (state === 'none' && !told)) &&
    (channel !== 'push' || page.push.devices.length > 0)
      ? form(`${base}/consent`, { channel, says: 'yes' }, button(words.yes(name)))
      : ''
  const no = state === 'withdrawn' ? '' : form(`${base}/consent`, { channel, says: 'no' }, button(words.no(name)))
  return `<details class="channel"><summary><span>${escaped(name)}</span><span class="state ${state}">${escaped(stands)}</span></summary>${said}<div class="row">${no}${yes}</div></details>`
}

function consents(page: MyPage, base: string, words: PageWords): string {
  const but = page.consents
    .filter(({ state }) => state === 'given')
    .map(({ channel }) => words.channels[channel] ?? channel)
  const back = page.tooYoung
    ? ''
    : `${form(`${base}/consent`, { channel: 'all', says: 'yes' }, button(words.allBack))}<p class="small dim after">${escaped(words.allBackLine)}</p>`
  const all = page.objectedAt
    ? `<p class="state withdrawn">${escaped(words.allDone(dayOf(page.objectedAt, page.language), but))}</p>${back}`
    : `${form(`${base}/consent`, { channel: 'all', says: 'no' }, button(words.all, 'first'))}<p class="small dim after">${escaped(words.allLine)}</p>`
  const each = page.consents
    .filter(({ channel, state }) => channel !== 'push' || state !== 'none' || page.push.devices.length > 0)
    .map((one) => channelOf(page, base, words, one))
    .join('')
  return `<section aria-labelledby="consents"><h2 id="consents">${escaped(words.consents)}</h2><p class="dim">${escaped(words.consentsLead)}</p>${page.tooYoung ? `<p>${escaped(words.tooYoung)}</p>` : ''}${all}${each}</section>`
}

/** What they let us quote, word for word, and taking it back: one touch each. */
function quotes(page: MyPage, base: string, words: PageWords): string {
  if (page.quotes.length === 0) return ''
  const each = page.quotes.map(
    ({ answer, words: said, wording, at }) =>
      `<blockquote class="said" dir="auto">${withLinks(said)}</blockquote><p class="small dim">${escaped(words.quoteAgreed(at ? dayOf(at, page.language) : ''))}${wording ? ` ${escaped(words.quoteWording(wording))}` : ''}</p>${form(`${base}/quote`, { answer }, `<div class="row">${button(words.unquote)}</div>`)}`,
  )
  return `<section aria-labelledby="quotes"><h2 id="quotes">${escaped(words.quotes)}</h2><p class="dim">${escaped(words.quotesLead)}</p>${each.join('')}</section>`
}

function rhythm(page: MyPage, base: string, words: PageWords): string {
  const chosen = page.rhythm.perMonth
  const choices = [...new Set([0, 1, 2, 4, ...(chosen === null ? [] : [chosen])])].sort((a, b) => a - b)
  const option = (value: string, said: string, on: boolean) =>
    `<option value="${value}"${on ? ' selected' : ''}>${escaped(said)}</option>`
  const inside = `<label for="per-month">${escaped(words.perMonth)}</label><select id="per-month" name="perMonth">${option('', words.perMonthAny, chosen === null)}${choices
    .map((n) => option(String(n), words.perMonthN(n), n === chosen))
    .join(
      '',
    )}</select><label class="check"><input type="checkbox" name="onlyMyAssets"${page.rhythm.onlyMyAssets ? ' checked' : ''}> ${escaped(words.onlyMine)}</label><div class="row">${button(words.save)}</div>`
  return `<section aria-labelledby="rhythm"><h2 id="rhythm">${escaped(words.rhythm)}</h2><p class="dim">${escaped(words.rhythmLead)}</p>${form(`${base}/rhythm`, {}, inside)}</section>`
}

/** A wish that is sent: a line to add, folded away until it is wanted. */
const wish = (action: string, fields: Record<string, string>, title: string, words: PageWords, line = ''): string => {
  const id = `words-${fields.asks}`
  return `<details><summary>${escaped(title)}</summary>${line ? `<p class="small dim">${escaped(line)}</p>` : ''}${form(action, fields, `<label for="${id}">${escaped(words.words)}</label><textarea id="${id}" name="words" maxlength="1000" placeholder="${escaped(words.wordsHint)}"></textarea><div class="row">${button(words.send)}</div>`)}</details>`
}

function advisor(page: MyPage, base: string, words: PageWords): string {
  const who = page.advisor
  const reach = [
    who?.phone
      ? `<a class="button" href="tel:${escaped(who.phone)}">${escaped(words.call)} ${escaped(displayPhone(who.phone))}</a>`
      : '',
    who?.email && who.name ? `<a class="button" href="mailto:${escaped(who.email)}">${escaped(words.write)}</a>` : '',
  ].join('')
  const name = who?.name
    ? `<p><strong>${escaped(who.name)}</strong>${who.site ? `, ${escaped(who.site)}` : ''}${who.insteadOf ? `<br><span class="dim">${escaped(words.insteadOf(who.insteadOf))}</span>` : ''}</p>`
    : `<p class="dim">${escaped(words.advisorNone)}</p>`
  return `<section aria-labelledby="advisor"><h2 id="advisor">${escaped(words.advisor)}</h2>${name}${reach ? `<div class="row">${reach}</div>` : ''}${wish(`${base}/advisor`, { asks: 'contact' }, words.callMe, words)}${who?.name ? wish(`${base}/advisor`, { asks: 'other' }, words.other, words) : ''}</section>`
}

/** Where on the page what they did stands: what is said of it is said there, and they go on from there. */
const DONE_AT: Record<string, string> = {
  consent: 'consents',
  quote: 'quotes',
  rhythm: 'rhythm',
  details: 'details',
  unread: 'details',
  advisor: 'advisor',
  data: 'data',
  device: 'devices',
  'device-off': 'devices',
}

/** What was done is said under the heading of its part; at the top where that part is gone, or it is of the whole page. */
function withDone(top: string, parts: string, told: string, done: string | undefined): string {
  const from = done && Object.hasOwn(DONE_AT, done) ? parts.indexOf(`<h2 id="${DONE_AT[done]}">`) : -1
  const at = from < 0 ? -1 : parts.indexOf('</h2>', from)
  return at < 0 ? `${told}${top}${parts}` : `${top}${parts.slice(0, at)}</h2>${told}${parts.slice(at + '</h2>'.length)}`
}

/** What may be asked of their data; what was asked already says by when it is answered, and is not asked twice. */
function data(page: MyPage, base: string, words: PageWords): string {
  const ask = (kind: 'portability' | 'erasure', title: string, line = ''): string => {
    const open = page.requests.find((one) => one.kind === kind)
    if (!open) return wish(`${base}/data`, { asks: kind }, title, words, line)
    const told = words.asked(sayDay(open.on, page.language, true), sayDay(open.dueOn, page.language, true))
    return `<p><strong>${escaped(title)}</strong></p><p class="state given">${escaped(told)}</p>`
  }
  return `<section aria-labelledby="data"><h2 id="data">${escaped(words.data)}</h2><p class="dim">${escaped(words.dataLead)}</p>${ask('portability', words.export)}${ask('erasure', words.erase, words.eraseLine)}</section>`
}

/**
 * A customer's own page.
 * @param done names what they did a moment ago
 * @param typed what they wrote of their details and could not be read
 */
export function pageHtml(page: MyPage, token: string, done: string | undefined, typed?: URLSearchParams): string {
  const words = PAGE_WORDS[page.language]
  const base = `/c/${token}`
  const told =
    done && Object.hasOwn(words.done, done)
      ? `<p class="done" role="status" tabindex="-1" autofocus>${escaped(words.done[done] ?? '')}</p>`
      : ''
  const top = `<h1>${escaped(words.hello(page.name))}</h1><p class="dim">${escaped(words.lead(page.network))}</p>`
  const parts = `${letter(page, words)}${why(page, words)}${consents(page, base, words)}${devicesHtml(page, token)}${quotes(page, base, words)}${theirReviewsHtml(page.reviews, page.language)}${detailsHtml(page, base, typed)}${rhythm(page, base, words)}${advisor(page, base, words)}${data(page, base, words)}`
  const other = page.language === 'fr' ? 'en' : 'fr'
  const foot = [page.network, page.address].filter(Boolean).map(escaped).join(', ')
  return frame(
    page.language,
    `${words.title}, ${page.network}`,
    `<header><strong>${escaped(page.network)}</strong>${form(`${base}/language`, { language: other }, `<button class="link" lang="${other}">${escaped(words.language)}</button>`)}</header>${withDone(top, parts, told, done)}<footer><p>${foot}</p><p>${escaped(words.foot)}</p></footer>`,
    '',
    page.push.key ? `${THEIR_OWN}<link rel="manifest" href="${base}/app.webmanifest">` : THEIR_OWN,
  )
}

/** The way out, asked once: opening a link changes nothing, for previews and scanners open links too. */
export function outHtml(page: MyPage, token: string): string {
  const words = PAGE_WORDS[page.language]
  const channel = words.channels[page.why?.channel ?? ''] ?? ''
  return frame(
    page.language,
    words.outDo,
    `<header><strong>${escaped(page.network)}</strong></header><section><h1>${escaped(words.outTitle(channel).replace(/\s+(?=\S?\?)/u, '\u00a0'))}</h1><p class="dim">${escaped(words.outLine(channel))}</p>${form(`/c/${token}/out`, {}, `<div class="row">${button(words.outDo, 'first')}<a class="button" href="/c/${token}">${escaped(words.outBack)}</a></div>`)}</section>`,
  )
}

/** A link that opens nothing: in the browser's language, and alike for every reason. */
export function endedHtml(language: Language): string {
  const words = PAGE_WORDS[language]
  return frame(
    language,
    words.endedTitle,
    `<section style="margin-top:12vh"><h1>${escaped(words.endedTitle)}</h1><p class="dim">${escaped(words.endedLine)}</p></section>`,
  )
}
