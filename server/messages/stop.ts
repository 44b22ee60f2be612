import { fold } from '../plain/fold.ts'

/** Words by which people say no, as they write them from a telephone. */
const NO = new Set([
  'stop',
  'stopp',
  'arret',
  'arreter',
  'stop sms',
  'stop svp',
  'non merci',
  'desabonner',
  'desabonnement',
  'unsubscribe',
  'end',
  'quit',
  'cancel',
])

/**
 * Is this answer a STOP? The word by itself, or first and followed by nothing but courtesy: « Stop merci », « STOP 36111 ». « Arrêtez-vous
 * à la station ? » is none: it is a question for a person.
 */
export function isStop(text: string): boolean {
  const said = fold(text)
    .replaceAll(/[^a-z ]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  if (NO.has(said)) return true
  return /^stop(?: (?:sms|pub|svp|merci|please|thanks|thank you|tout|all|au))*$/u.test(said)
}
