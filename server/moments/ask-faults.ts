import { say } from '../../contract/because.ts'
import type { Gesture, Moment } from '../../contract/playbook.ts'
import { namesRead } from './condition.ts'
import type { Tell } from './moment-faults.ts'
import type { Path } from './playbook-place.ts'
import { sampleScene, sampleWords } from './sample-scene.ts'
import { renderWords } from './words.ts'

/** What tells how content somebody is, or what they are worth. `fact.data` as a whole may hold either. */
const SELECTS = new Set(['customer.value', 'customer.openCase', 'order.amount', 'fact.data'])
/** What systems call a score, a mood or a sum in the facts they tell. */
const TELLS =
  /^fact\.data\.(?:.*[._-])?(?:score|band|nps|csat|ces|stars?|rating|grade|note|satisfaction|satisfied|happy|unhappy|mood|polarity|sentiment|value|amount|total|turnover|revenue|spent|price|margin|montant|prix|marge|ca)$/iu

/**
 * What a moment that asks may not do: choose whom it asks by how content they were or what they spent (a figure of the content alone is no
 * figure), ask inside an offer, or keep the way to the question from whoever reads its words.
 */
export function askFaults(moment: Moment, path: Path, tell: Tell): void {
  if (moment.ask === undefined) return
  for (const name of moment.if === undefined ? [] : namesRead(moment.if))
    if (SELECTS.has(name) || TELLS.test(name))
      tell([...path, 'if'], say('playbook-ask-selects', { name }), say('playbook-cure-ask-selects', { name }))
  if (moment.purpose === 'commercial')
    tell([...path, 'purpose'], say('playbook-ask-commercial'), say('playbook-cure-ask-commercial'))
  for (const key of ['message', 'sms'] as const) {
    const carried: readonly Gesture[] = key === 'sms' ? ['sms'] : ['email', 'push']
    if (!moment.do.some((gesture) => carried.includes(gesture))) continue
    for (const [language, text] of Object.entries(moment[key] ?? {}))
      if (!says(text, language, moment))
        tell(
          [...path, key, language],
          say('playbook-ask-unsaid'),
          say('playbook-cure-ask-unsaid', { field: '{{ ask.link }}' }),
        )
  }
}

/** Do the words hold the address of the question, once they are written? */
function says(text: string, language: string, moment: Moment): boolean {
  const words = sampleWords(language, moment)
  const written = renderWords(text, sampleScene(moment.on), words)
  // What cannot be written is told elsewhere.
  return !('text' in written) || written.text.includes(words.ask?.link ?? '')
}
