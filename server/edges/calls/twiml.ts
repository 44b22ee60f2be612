import type { CallRing } from '../../signals/call-ring.ts'
import type { CallDecision } from '../../signals/device.port.ts'

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
/** Text as XML may hold it: the five characters escaped, those XML 1.0 does not know left out. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (char) => ('\t\n\r'.includes(char) ? char : ''))
    .replace(/[&<>"']/gu, (char) => ESCAPES[char] ?? '')

/** Twilio follows so many: beyond, nobody waits on the line that long. */
const MOST_RUNG = 10

/**
 * TwiML that rings the first of the line. When nobody spoke Twilio comes back to the `action` address, whose query names who is
 * still to ring, and is given the next one; so nothing of the order is kept here, and a house that was stopped between two
 * telephones carries on. With an `action` Twilio leaves the rest of the document alone: somebody who has hung up is not put
 * through to the next. `answerOnBridge` lets the caller hear it ring, and pay nothing, until somebody is there.
 *
 * Without anybody to ring at the first question there is no answer: an empty `Response` would hang up on the customer, while no
 * TwiML makes Twilio use the number's own fallback. Later the caller was promised somebody, so they are told that nobody came.
 * @param called the address Twilio called, whose last part our own addresses begin with
 */
export function answerTwilio(decision: CallDecision, ring?: CallRing, called?: string): string | undefined {
  if (ring?.line && ring.state !== 'ringing') return document(ring.state === 'missed' ? '' : '<Hangup/>')
  const people = decision.ring.filter(({ number }) => /^\+\d{6,15}$/u.test(number)).slice(0, MOST_RUNG)
  const [first] = people
  if (!first) return ring?.line ? document(`${sorry(decision)}<Hangup/>`) : undefined
  const line = people.map(({ staffId }) => staffId ?? 'site').join(',')
  const [address] = (called ?? '').split('?')
  // Relative, and so at the address Twilio reached us by, whatever we think our own is. What is heard of a leg is Twilio's to
  // call as it stands: if that address is wrong, who took the call is known only at its end.
  const action = escapeXml(`${address?.split('/').at(-1) ?? ''}?line=${line}`)
  const heard = address
    ? ` statusCallbackEvent="answered" statusCallback="${escapeXml(`${address}?line=${line}`)}"`
    : ''
  return document(
    `<Dial timeout="${decision.ringSeconds}" answerOnBridge="true" action="${action}"><Number${heard}>${first.number}</Number></Dial>`,
  )
}

const document = (verbs: string): string => `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`

const SORRY = {
  fr: {
    speaks: 'fr-FR',
    nobody: 'Personne n’a pu prendre votre appel, et nous vous prions de nous en excuser.',
    noted: 'Votre appel est noté.',
    later: 'Merci de rappeler un peu plus tard.',
  },
  en: {
    speaks: 'en-GB',
    nobody: 'We are sorry: nobody could take your call.',
    noted: 'Your call has been noted.',
    later: 'Please call again a little later.',
  },
}

/** Only of a caller who is on file is it true that the call was noted. */
function sorry({ language, known }: CallDecision): string {
  const words = SORRY[language]
  return `<Say language="${words.speaks}">${escapeXml(`${words.nobody} ${known ? words.noted : words.later}`)}</Say>`
}
