import type { Moment } from '../../contract/playbook.ts'

/** Under these names what a person writes to somebody stands in the outbox: moments that no playbook holds. */
export const REPLY_MOMENT = 'reply'
export const SECOND_MOMENT = 'second-question'

/** Braces would be read as places to fill in: a person's words are no template. */
const plain = (text: string): string => text.replaceAll('{', '(').replaceAll('}', ')').trim()

const BARE = {
  core: true,
  within: '7 days',
  purpose: 'service',
  do: ['email', 'sms'],
  by: 'advisor',
  priority: 1,
  holdout: 0,
  minutes: 5,
} as const satisfies Partial<Moment>

/** What a person wrote, word for word. */
export const replyMoment = (words: { subject: string; text: string }, language: string): Moment => ({
  ...BARE,
  do: [...BARE.do],
  id: REPLY_MOMENT,
  title: { fr: 'Une réponse', en: 'A reply' },
  on: 'answer.received',
  subject: { [language]: plain(words.subject) },
  message: { [language]: plain(words.text) },
  sms: { [language]: plain(words.text).replaceAll(/\s*\n\s*/gu, ' ') },
})

/** Is it well now? Asked once a case is over, by who had it. */
export const secondMoment = (): Moment => ({
  ...BARE,
  do: [...BARE.do],
  id: SECOND_MOMENT,
  title: { fr: 'Est-ce réglé ?', en: 'Is it settled?' },
  on: 'case.closed',
  subject: { fr: 'Est-ce réglé pour vous ?', en: 'Is it settled for you?' },
  message: {
    fr: '{{ customer.dear }},\n\nVous nous aviez dit ce qui n’allait pas. Nous pensons l’avoir réglé ; vous seul pouvez le dire. Une question, dix secondes, et je lis votre réponse\u00a0:\n\n{{ ask.link }}\n\n{{ advisor.name | default: site.name }}',
    en: '{{ customer.dear }},\n\nYou told us what was wrong. We believe it is settled; only you can say. One question, ten seconds, and I read your answer:\n\n{{ ask.link }}\n\n{{ advisor.name | default: site.name }}',
  },
  sms: {
    fr: 'Est-ce réglé pour vous ? Une question : {{ ask.link }} {{ advisor.givenName | default: site.name }}',
    en: 'Is it settled for you? One question: {{ ask.link }} {{ advisor.givenName | default: site.name }}',
  },
})
