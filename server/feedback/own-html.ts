import { button, escaped, form, frame } from '../messages/page-shell.ts'
import { ASK_STYLE, OWN_ANSWER } from './ask-html.ts'
import { askWords } from './ask-words.ts'

/** An answer without a name, as whoever holds its code sees it. */
export interface OwnAnswer {
  code: string
  language: string
  network: string
  place: string
  day: string
  question: string
  score: { is: number; of: number } | null
  text: string
  /** What was answered under the question. */
  below: { title: string; picked: string[]; value: number | boolean | null }[]
}

const page = (network: string, language: string, inside: string): string => {
  const words = askWords(language)
  return frame(
    language,
    `${words.own.pageTitle}, ${network}`,
    `<header><strong>${escaped(network)}</strong></header>${inside}<footer><p>${escaped(words.foot)}</p></footer>`,
    { style: ASK_STYLE },
  )
}

/** Where a code is typed; with what was typed when it opened nothing. */
export function ownFieldHtml(network: string, language: string, typed: string | null): string {
  const { own } = askWords(language)
  const problem = typed === null ? '' : `<p class="problem" role="alert" id="fault">${escaped(own.unknown)}</p>`
  return page(
    network,
    language,
    `<h1>${escaped(own.pageTitle)}</h1><p class="dim">${escaped(own.pageLine)}</p>${problem}${form(
      OWN_ANSWER,
      { lang: language },
      `<label for="code">${escaped(own.code)}</label><input id="code" name="code" class="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40" required value="${escaped(typed ?? '')}"${typed === null ? '' : ' aria-invalid="true" aria-describedby="fault"'}><div class="act">${button(own.open, 'first')}</div>`,
    )}`,
  )
}

export function ownAnswerHtml(answer: OwnAnswer): string {
  const { language, network } = answer
  const words = askWords(language)
  const { own } = words
  const below = answer.below.map(
    ({ title, picked, value }) =>
      `<h2>${escaped(title)}</h2><p class="letter" dir="auto">${escaped(
        value === null ? picked.join(', ') : typeof value === 'number' ? String(value) : value ? words.yes : words.no,
      )}</p>`,
  )
  const score = answer.score ? `<p class="code">${answer.score.is}\u00a0/\u00a0${answer.score.of}</p>` : ''
  const text = answer.text
    ? `<p class="letter" dir="auto" style="white-space:pre-wrap">${escaped(answer.text)}</p>`
    : `<p class="dim">${escaped(own.noWords)}</p>`
  return page(
    network,
    language,
    `<h1>${escaped(own.pageTitle)}</h1><p class="dim">${escaped(own.given(answer.day, answer.place))}</p><section><h2>${escaped(answer.question)}</h2>${score}${text}${below.join('')}</section><section><p class="dim">${escaped(own.eraseLine)}</p>${form(
      `${OWN_ANSWER}/erase`,
      { lang: language, code: answer.code },
      `<div class="row">${button(own.erase)}</div>`,
    )}</section>`,
  )
}

export function ownErasedHtml(network: string, language: string): string {
  const { own } = askWords(language)
  return page(
    network,
    language,
    `<section style="margin-top:8vh"><h1>${escaped(own.erased)}</h1><p class="dim">${escaped(own.erasedLine)}</p><p><a class="button" href="${OWN_ANSWER}?lang=${escaped(language)}">${escaped(own.another)}</a></p></section>`,
  )
}
