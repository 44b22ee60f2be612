import { say } from '../../../contract/because.ts'
import { lawSettings } from '../../consent/law.store.ts'
import { mayWe } from '../../consent/may-we.ts'
import type { House } from '../../kit/house.ts'
import type { LastWord, Leaving } from '../../messages/letter.ts'
import { REPLY_MOMENT, SECOND_MOMENT } from '../../recovery/care-moments.ts'
import { loopPersons } from '../loop/persons.store.ts'

/** Written by a person for somebody, or asked after their case. */
export const isCare = ({ touchId, moment }: Pick<Leaving, 'touchId' | 'moment'>): boolean =>
  touchId === null && (moment === REPLY_MOMENT || moment === SECOND_MOMENT)

/** The last word on answers and second questions: since they were written, somebody may have said that we are not to write at all. */
export async function careAgain(house: House, messages: readonly Leaving[]): Promise<Map<string, LastWord>> {
  const words = new Map<string, LastWord>()
  if (messages.length === 0) return words
  const now = house.now()
  const ids = messages.map(({ customerId }) => customerId)
  const [persons, law] = await Promise.all([loopPersons(house.db, ids, now), lawSettings(house.db)])
  for (const message of messages) {
    const person = persons.get(message.customerId)
    if (!person) {
      words.set(message.id, { never: [say('customer-gone')] })
      continue
    }
    const channel = message.channel === 'sms' ? 'sms' : 'email'
    const verdict = mayWe({ channel, purpose: 'service', at: now.getTime() }, person.law, law)
    if (verdict.answer === 'no') words.set(message.id, { never: verdict.because })
    else if (verdict.answer === 'not-before' && verdict.nextAllowed !== null)
      words.set(message.id, { wait: new Date(verdict.nextAllowed), because: verdict.because })
    // Unwell again, or never well: whoever cares for them speaks, and no question does.
    else if (message.moment === SECOND_MOMENT && person.openCase)
      words.set(message.id, { never: [say('case.open-again')] })
    else if (message.moment === SECOND_MOMENT && person.rhythm.perMonth === 0)
      words.set(message.id, { never: [say('budget.rhythm-none')] })
  }
  return words
}
