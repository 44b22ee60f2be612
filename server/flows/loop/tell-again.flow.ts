import { say } from '../../../contract/because.ts'
import { lawSettings } from '../../consent/law.store.ts'
import type { House } from '../../kit/house.ts'
import type { LastWord, Leaving } from '../../messages/letter.ts'
import { providersOf } from '../../messages/provider.store.ts'
import type { CompiledPlaybook } from '../../moments/compiled.ts'
import { loopPersons } from './persons.store.ts'
import { carriedBy } from './round.store.ts'
import { SHIPPED_RHYTHM, waysToTell } from './tell-by.ts'

/**
 * The last word on “you said, we did” before it leaves, asked as it was when it was written: a yes may have been taken back, a case opened,
 * another contact may have come between.
 */
export async function tellAgain(
  house: House,
  compiled: CompiledPlaybook | null,
  messages: readonly Leaving[],
): Promise<Map<string, LastWord>> {
  const words = new Map<string, LastWord>()
  if (messages.length === 0) return words
  const now = house.now()
  const [persons, law, providers] = await Promise.all([
    loopPersons(
      house.db,
      messages.map((message) => message.customerId),
      now,
    ),
    lawSettings(house.db),
    providersOf(house.db, { active: true }),
  ])
  const { budget, hours } = compiled?.playbook ?? SHIPPED_RHYTHM
  const seen = new Set<string>()
  for (const message of messages) {
    const person = persons.get(message.customerId)
    if (!person) {
      words.set(message.id, { never: [say('touch.nobody')] })
      continue
    }
    const at = now.getTime()
    const { ways, because } = waysToTell(person, {
      law,
      carried: carriedBy(providers),
      budget,
      hours,
      now: at,
      from: at,
      expiresAt: message.expiresAt?.getTime() ?? at,
      moment: message.moment ?? '',
    })
    const way = ways.find(({ by }) => by === message.channel)
    if (!way) words.set(message.id, { never: because.length > 0 ? because : [say('tell.other-way')] })
    else if (way.notBefore > at) words.set(message.id, { wait: new Date(way.notBefore), because: [say('tell.waits')] })
    // Two at once to one person: the second is looked at again when the first has counted.
    else if (seen.has(person.id)) words.set(message.id, { wait: new Date(at + 60_000), because: [say('tell.waits')] })
    seen.add(person.id)
  }
  return words
}
