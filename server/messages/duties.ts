import { type Because, say } from '../../contract/because.ts'
import { offerIn } from '../moments/offer-words.ts'
import type { Leaving } from './letter.ts'
import type { Links } from './link.ts'
import { stopWords } from './message-words.ts'
import { asTelephonesWrite } from './segments.ts'

/** What the law has a message carry: who sends it, and a free way out (ELEC-3, POST-1). */
export interface Carried {
  /** All that its reader sees. */
  text: string
  sender: string
  links: Links
  stop: string
}

/**
 * What a message about to leave lacks by law; null when nothing. Asked of the very text that goes to the provider, so that no way of writing or
 * correcting it goes by. A message of service may go without a company's name where the house never gave one: an offer may not.
 */
export function dutyLacking(
  { channel, purpose, language }: Pick<Leaving, 'channel' | 'purpose' | 'language'>,
  { text, sender, links, stop }: Carried,
): Because | null {
  if (sender === '') return purpose === 'commercial' ? say('duty-no-sender') : null
  if (channel !== 'email' && channel !== 'sms') return null
  // What goes to a telephone is written as telephones write: so is what is looked for in it.
  const has = (words: string): boolean =>
    channel === 'sms' ? text.includes(asTelephonesWrite(words)) : text.includes(words)
  if (!has(sender)) return say('duty-sender-unsaid', { sender })
  const out = channel === 'email' ? links.out : stopWords(language, stop)
  return has(out) ? null : say('duty-no-way-out')
}

/**
 * The offer that a message of service makes, in the words that leave: what a fact told or a person corrected was not there when the playbook
 * was saved. What a person wrote for one customer by hand is theirs to say.
 */
export function offerUnasked(
  { purpose, touchId, subject, body }: Pick<Leaving, 'purpose' | 'touchId' | 'subject' | 'body'>,
  sender: string,
): Because | null {
  if (purpose !== 'service' || touchId === null) return null
  const words = `${subject}\n${body}`
  // A house may be called « Promo Pneus ».
  const found = offerIn(sender ? words.replaceAll(sender, '').replaceAll(asTelephonesWrite(sender), '') : words)
  return found && say('duty-offer-in-service', { words: found.words })
}

/** Words of a recording that say how to hear no more of these. */
const WAY_OUT =
  /\b(?:stop|opposer|désinscri\w*|ne plus (?:recevoir|être appelée?|en recevoir)|plus (?:de|aucun) messages?|opt out|unsubscribe|no more (?:messages|calls)|stop these)\b/iu

/**
 * A recording is an automated call: who speaks for whom, and the way out, are said in it (ELEC-5). What is said was written down beside it; null
 * when it says both.
 * @param names any of these names says who speaks
 */
export function unsaidIn(words: string, names: readonly string[]): Because | null {
  const said = words.toLowerCase()
  if (!names.some((name) => name !== '' && said.includes(name.toLowerCase()))) return say('drop-sender-unsaid')
  return WAY_OUT.test(words) ? null : say('drop-no-way-out')
}
