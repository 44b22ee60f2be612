import { type MyReview, REPORT_REASONS, type ReportReason } from '../../contract/reviews.ts'
import { button, escaped, form, frame } from '../messages/page-shell.ts'
import { PAGE_WORDS } from './page-words.ts'
import { publicHeader, STYLE, starsRow } from './public-html.ts'

import type { PublicReview } from './published.store.ts'
import { AUTHOR_WORDS, dayWords, type Language, REPORT_WORDS, VERIFIED } from './review-words.ts'

/** What is offered under the thanks for an answer. */
export interface OfferView {
  network: string
  couldShow: string
  /** Their words tell a number, an address, an account or a plate. */
  tells: boolean
  subjects: readonly { id: string; title: string }[]
  review: { state: 'pending' | 'published' | 'refused' | 'withdrawn'; token: string } | null
}

const spoken = (language: string): Language => (language === 'fr' ? 'fr' : 'en')

/**
 * Under the thanks: may it be published? A box that nobody ticked for them, how it is signed, what it is about. The same for everybody. When
 * it was asked for, where they follow it and take it back.
 */
export function offerHtml(offer: OfferView, base: string, tongue: string): string {
  const language = spoken(tongue)
  const words = AUTHOR_WORDS[language]
  if (offer.review && offer.review.state !== 'withdrawn')
    return `<section aria-labelledby="review"><h2 id="review">${escaped(words.title)}</h2><p>${escaped(words.lead[offer.review.state])}</p><p>${escaped(words.already)} <a href="/r/mine/${offer.review.token}?lang=${language}">${escaped(words.title)}</a></p></section>`
  const radio = (name: string, value: string, title: string, on: boolean, id: string) =>
    `<label class="check" for="${id}"><input type="radio" id="${id}" name="${name}" value="${escaped(value)}"${on ? ' checked' : ''}> <span>${escaped(title)}</span></label>`
  const sign = offer.couldShow
    ? `<fieldset><legend><strong>${escaped(words.shownAs)}</strong></legend>${radio('named', 'yes', words.named(offer.couldShow), false, 'as-named')}${radio('named', 'no', words.unnamed, true, 'as-unnamed')}</fieldset>`
    : ''
  const about =
    offer.subjects.length > 1
      ? `<fieldset><legend><strong>${escaped(words.about)}</strong></legend>${offer.subjects
          .map(({ id, title }, at) => radio('subject', id, title, at === 0, `about-${at}`))
          .join('')}</fieldset>`
      : ''
  return `<section aria-labelledby="review"><h2 id="review">${escaped(words.offer)}</h2><p class="dim">${escaped(words.offerLead(offer.network))}</p>${offer.tells ? `<p class="problem">${escaped(words.offerTells)}</p>` : ''}${form(
    `${base}/review`,
    { lang: tongue },
    `${about}${sign}<label class="check"><input type="checkbox" name="publish" value="yes" required> <span>${escaped(words.offerCheck(offer.network))}</span></label><p class="small dim">${escaped(words.offerNote)}</p><div class="row">${button(words.ask)}</div>`,
  )}</section>`
}

/** Why it was not asked for, where the offer stood. */
export function offerFaultHtml(fault: 'reviewedAlready' | 'notOffered', tongue: string): string {
  return `<p class="problem" role="alert">${escaped(AUTHOR_WORDS[spoken(tongue)][fault])}</p>`
}

/** An author’s own page of their review: where it stands, why it was refused, taking it back. */
export function myReviewHtml(review: MyReview, token: string, done: string | undefined, delayDays: number): string {
  const { language } = review
  const words = AUTHOR_WORDS[language]
  const page = PAGE_WORDS[language]
  const base = `/r/mine/${token}`
  const told =
    done && Object.hasOwn(words.done, done)
      ? `<p class="done" role="status">${escaped(words.done[done] ?? '')}</p>`
      : ''
  const lead = review.state === 'pending' ? `${words.lead.pending} ${words.delay(delayDays)}` : words.lead[review.state]
  const experience = review.experience
    ? `<p class="facts">${escaped(page.experience(dayWords(review.experience.on, language)))}, ${escaped(VERIFIED[language][review.experience.kind])}</p>`
    : ''
  const theirs = `<section aria-labelledby="yours"><h2 id="yours">${escaped(words.yours)}</h2>${review.stars === null ? '' : starsRow(review.stars, language, page)}${experience}${
    review.words
      ? `<p class="words" dir="auto">${escaped(review.words)}</p>`
      : `<p class="dim">${escaped(words.noWords)}</p>`
  }${review.state === 'withdrawn' ? '' : `<p class="dim">${escaped(words.shownAs)}${language === 'fr' ? '\u00a0' : ''}: ${escaped(review.shownAs || words.unnamed)}</p>`}${review.address ? `<p><a href="${escaped(review.address)}">${escaped(words.see)}</a></p>` : ''}</section>`
  const reply = review.reply
    ? `<section aria-labelledby="reply"><h2 id="reply">${escaped(words.reply)}</h2><p class="dim">${escaped(review.reply.role)}</p><p class="words" dir="auto">${escaped(review.reply.text)}</p></section>`
    : ''
  return frame(
    language,
    `${words.title}, ${review.network}`,
    `<header><strong>${escaped(review.network)}</strong>${otherTongue(base, language)}</header>${told}<h1>${escaped(words.title)}${language === 'fr' ? '\u00a0' : ''}: <bdi>${escaped(review.subject)}</bdi></h1><p class="dim">${escaped(lead)}</p>${refusal(review, base)}${theirs}${reply}${acts(review, base)}`,
    STYLE,
  )
}

const otherTongue = (base: string, language: Language): string => {
  const [other, name] = language === 'fr' ? ['en', 'English'] : ['fr', 'Français']
  return `<a href="${escaped(base)}?lang=${other}" lang="${other}" hreflang="${other}">${name}</a>`
}

function refusal(review: MyReview, base: string): string {
  if (review.state !== 'refused' || !review.reason) return ''
  const words = AUTHOR_WORDS[review.language]
  const more = review.reasonWords ? `<p class="words" dir="auto">${escaped(review.reasonWords)}</p>` : ''
  const answered = review.appeal
    ? `<p>${escaped(review.appeal.settled ? words.answeredSettled : words.answered)}</p><blockquote class="said words" dir="auto">${escaped(review.appeal.words)}</blockquote>`
    : ''
  const answer = form(
    `${base}/answer`,
    { lang: review.language },
    `<label for="answer">${escaped(words.answer)}</label><p class="small dim">${escaped(words.answerLine)}</p><textarea id="answer" name="words" maxlength="2000" required></textarea><div class="row">${button(words.send, 'first')}</div>`,
  )
  return `<section aria-labelledby="reason"><h2 id="reason">${escaped(words.reason)}</h2><p>${escaped(capital(words.reasons[review.reason]))}.</p>${more}${answered}${review.appeal && !review.appeal.settled ? '' : answer}</section>`
}

const capital = (text: string): string => text.slice(0, 1).toLocaleUpperCase() + text.slice(1)

function acts(review: MyReview, base: string): string {
  if (review.state === 'withdrawn') return ''
  const words = AUTHOR_WORDS[review.language]
  const rename =
    review.couldShow === ''
      ? ''
      : `<h2>${escaped(words.rename)}</h2><div class="row">${
          review.shownAs
            ? form(`${base}/name`, { named: 'no', lang: review.language }, button(words.renameUnnamed))
            : form(`${base}/name`, { named: 'yes', lang: review.language }, button(words.renameNamed(review.couldShow)))
        }</div>`
  return `<section>${rename}<h2>${escaped(words.withdraw)}</h2><p class="small dim">${escaped(words.withdrawLine)}</p>${form(`${base}/withdraw`, { lang: review.language }, `<div class="row">${button(words.withdraw)}</div>`)}</section>`
}

export function myReviewEndedHtml(language: Language): string {
  const words = AUTHOR_WORDS[language]
  return frame(
    language,
    words.ended,
    `<section style="margin-top:12vh"><h1>${escaped(words.ended)}</h1><p class="dim">${escaped(words.endedLine)}</p></section>`,
  )
}

/** Somebody doubts a review: which, why, in a few words. Without an account, and nothing of them is kept. */
export function reportHtml(asked: {
  network: string
  language: Language
  review: PublicReview
  back: string
  given: { reason: ReportReason | null; words: string } | null
}): string {
  const { network, language, review, back, given } = asked
  const words = PAGE_WORDS[language]
  const path = `/r/report/${review.id}`
  const problem = given ? `<p class="problem" role="alert">${escaped(words.reportMissing)}</p>` : ''
  const reasons = REPORT_REASONS.map(
    (reason) =>
      `<label class="check" for="why-${reason}"><input type="radio" id="why-${reason}" name="reason" value="${reason}"${given?.reason === reason ? ' checked' : ''} required> <span>${escaped(REPORT_WORDS[language][reason])}</span></label>`,
  ).join('')
  return frame(
    language,
    `${words.reportTitle}, ${network}`,
    `${publicHeader(network, path, language, words)}<h1>${escaped(words.reportTitle)}</h1><p class="dim">${escaped(words.reportLead)}</p>${problem}<blockquote class="said words" dir="auto">${escaped(review.words.length > 400 ? `${review.words.slice(0, 400).trimEnd()}…` : review.words || words.noWords)}</blockquote>${form(
      path,
      { lang: language },
      `<section><fieldset><legend><strong>${escaped(words.reportReason)}</strong></legend>${reasons}</fieldset><label for="words">${escaped(words.reportWords)}</label><textarea id="words" name="words" maxlength="1000" required aria-describedby="hint">${escaped(given?.words ?? '')}</textarea><p class="small dim" id="hint">${escaped(words.reportHint)}</p><div class="trap" aria-hidden="true"><label>${escaped(words.trap)}<input name="website" tabindex="-1" autocomplete="off"></label></div><div class="row">${button(words.reportSend, 'first')}<a class="button" href="${escaped(back)}">${escaped(words.back)}</a></div></section>`,
    )}`,
    `${STYLE}${FORMS}`,
  )
}

export function reportedHtml(network: string, language: Language, back: string): string {
  const words = PAGE_WORDS[language]
  return frame(
    language,
    words.reportDone,
    `${publicHeader(network, '/r', language, words)}<section><h1>${escaped(words.reportDone)}</h1><p class="dim">${escaped(words.reportDoneLine)}</p><p><a class="button" href="${escaped(back)}">${escaped(words.back)}</a></p></section>`,
    STYLE,
  )
}

/** A customer’s own page: the reviews they asked to publish. */
export function theirReviewsHtml(
  reviews: readonly {
    subject: string
    state: 'pending' | 'published' | 'refused' | 'withdrawn'
    askedOn: string
    token: string
  }[],
  language: Language,
): string {
  if (reviews.length === 0) return ''
  const words = AUTHOR_WORDS[language]
  const lines = reviews.map(
    ({ subject, state, askedOn, token }) =>
      `<p><a href="/r/mine/${token}">${escaped(subject)}</a><br><span class="dim small">${escaped(words.states[state])}, ${escaped(dayWords(askedOn, language))}</span></p>`,
  )
  return `<section aria-labelledby="reviews"><h2 id="reviews">${escaped(words.myReviews)}</h2><p class="dim">${escaped(words.myReviewsLead)}</p>${lines.join('')}</section>`
}

const FORMS = `
fieldset{border:0;padding:0;margin:0 0 14px;min-width:0}legend{padding:0}
.trap{position:absolute;left:-10000px;width:1px;height:1px;overflow:hidden}
.problem{background:var(--paper);border:2px solid var(--bad);border-radius:14px;padding:12px 16px;margin:0 0 18px;font-weight:600}
`
