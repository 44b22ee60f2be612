import { type Because, say } from '../../contract/because.ts'
import { FACT_KINDS } from '../../contract/facts.ts'
import type { Moment } from '../../contract/playbook.ts'
import { ORDER_KINDS, ORDER_STATES } from '../../contract/timeline.ts'
import { comparedWords } from './condition.ts'
import { didYouMean } from './did-you-mean.ts'
import type { Tell } from './moment-faults.ts'
import type { Path, Places } from './playbook-place.ts'
import { readSpan } from './span.ts'

/** Under so long without news nobody has been silent: they have only been living. */
const LEAST_SILENCE_DAYS = 28

/** What a name of a condition can be at all: one of some words, or words of one shape with the cure that says which. */
type Known = readonly string[] | { shape: RegExp; cure: Because }
const KNOWN: Record<string, Known> = {
  'customer.kind': ['person', 'company'],
  'customer.language': { shape: /^[a-z]{2}$/u, cure: say('playbook-cure-language') },
  'customer.country': { shape: /^[A-Z]{2}$/u, cure: say('playbook-cure-country') },
  'customer.department': { shape: /^(?:\d{2}|2[AB]|9[78]\d)$/u, cure: say('playbook-cure-department') },
  'asset.kind': ['vehicle', 'product'],
  'order.kind': ORDER_KINDS,
  'order.state': ORDER_STATES,
}

/** What reads well and means nothing: a comparison that no customer ever meets, a silence of a day, an anniversary of no year. */
export function senseFaults(moment: Moment, path: Path, places: Places, tell: Tell): void {
  if (moment.if !== undefined) comparisonFaults(moment.if, moment.on, [...path, 'if'], places, tell)
  const { on } = moment
  if (typeof on === 'string') return
  const at = [...path, 'on']
  if ('silence' in on && daysOf(on.silence) < LEAST_SILENCE_DAYS)
    tell([...at, 'silence'], say('playbook-silence-short', { value: on.silence }), say('playbook-cure-silence-short'))
  if ('date' in on)
    on.years?.forEach((years, i) => {
      if (years === 0) tell([...at, 'years', i], say('playbook-year-zero'), say('playbook-cure-year-zero'))
    })
  if ('weather' in on && on.fitted !== undefined) {
    if (on.fitted.length === 0) tell([...at, 'fitted'], say('playbook-fitted-none'), say('playbook-cure-fitted'))
    on.fitted.forEach((option, i) => {
      if (option.trim() === '') tell([...at, 'fitted', i], say('playbook-fitted-empty'), say('playbook-cure-fitted'))
    })
  }
}

function comparisonFaults(text: string, on: Moment['on'], at: Path, places: Places, tell: Tell): void {
  for (const { name, word, from } of comparedWords(text)) {
    const known = name === 'fact.kind' ? factKinds(on) : KNOWN[name]
    if (known === undefined || isOf(known, word)) continue
    const before = text.slice(0, from).split('\n')
    tell(
      at,
      say('playbook-never-equal', { name, word: word.slice(0, 60) }),
      cureFor(known, word),
      places.within(at, before.length, before.at(-1)!.length + 1),
    )
  }
}

/** A moment on a fact only ever sees facts of that kind. */
const factKinds = (on: Moment['on']): Known => (typeof on === 'string' ? [on] : FACT_KINDS)

const isOf = (known: Known, word: string): boolean =>
  'shape' in known ? known.shape.test(word) : (known as readonly string[]).includes(word)

function cureFor(known: Known, word: string): Because {
  if ('shape' in known) return known.cure
  const values = known as readonly string[]
  const near = didYouMean(word, values)
  return near === null
    ? say('playbook-cure-one-of', { values: values.join(', ') })
    : say('playbook-cure-did-you-mean', { word: near })
}

const daysOf = (length: string): number => {
  const { months, days, minutes } = readSpan(length)
  return months * 30 + days + minutes / 1440
}
